import { shallowRef, watch } from 'vue';
import type { Ref } from 'vue';
import type { Job, JobState } from '../../contract/jobs.ts';
import type { OutputOf } from '../../contract/methods.ts';
import type { Fault } from '../../contract/reply.ts';
import { useBackend } from '../backend/backend.ts';
import { useRefetch } from '../backend/useRefetch.ts';
import { faultOf } from '../stores/faultOf.ts';
import { useJobRetry } from '../stores/useJobRetry.ts';

/** Jobs of one state with the counts of all, kept fresh by events; more pages on demand. */
export function useActivity(state: Ref<JobState>) {
  const backend = useBackend();
  const rows = shallowRef<Job[]>([]);
  const counts = shallowRef<OutputOf<'jobs.list'>['counts'] | null>(null);
  const nextCursor = shallowRef<string | null>(null);
  const fault = shallowRef<Fault | null>(null);
  const isLoaded = shallowRef(false);
  let turn = 0;

  async function load(): Promise<void> {
    const mine = ++turn;
    try {
      // What was paged in stays in view: as many rows as are shown are fetched again, up to the contract's limit.
      const limit = Math.min(200, Math.max(50, rows.value.length));
      const answer = await backend.call('jobs.list', { state: state.value, limit });
      if (mine !== turn) return;
      [rows.value, counts.value, nextCursor.value, fault.value, isLoaded.value] = [answer.rows, answer.counts, answer.nextCursor, null, true];
    } catch (error) {
      if (mine === turn) fault.value = faultOf(error);
    }
  }

  async function loadMore(): Promise<void> {
    if (nextCursor.value === null) return;
    const mine = ++turn;
    try {
      const answer = await backend.call('jobs.list', { state: state.value, cursor: nextCursor.value });
      if (mine !== turn) return;
      [rows.value, counts.value, nextCursor.value] = [[...rows.value, ...answer.rows], answer.counts, answer.nextCursor];
    } catch (error) {
      if (mine === turn) fault.value = faultOf(error);
    }
  }

  const { retrying, retryFault, retry } = useJobRetry(load);
  watch(
    state,
    () => {
      rows.value = [];
      nextCursor.value = null;
      isLoaded.value = false;
      void load();
    },
    { immediate: true },
  );
  useRefetch(load, ({ type }) => type === 'job.changed' || type === 'import.changed', () => isLoaded.value);

  return { rows, counts, nextCursor, fault, isLoaded, retrying, retryFault, load, loadMore, retry };
}
