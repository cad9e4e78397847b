import { onScopeDispose, shallowRef, watch } from 'vue';
import type { Ref } from 'vue';
import type { OutputOf } from '../../contract/methods.ts';
import type { PayoutGroup, PayoutRow } from '../../contract/payouts.ts';
import type { Fault } from '../../contract/reply.ts';
import { useBackend } from '../backend/backend.ts';
import { faultOf } from '../stores/faultOf.ts';

/** Milliseconds between two fetches while events pour in. */
const refetchMs = 300;
const pageSize = 50;

/** Payouts of one group with what each group comes to, kept fresh by events; more pages on demand. */
export function usePayouts(group: Ref<PayoutGroup>, only: Ref<string | null>) {
  const backend = useBackend();
  const rows = shallowRef<PayoutRow[]>([]);
  const groups = shallowRef<OutputOf<'payouts.list'>['groups'] | null>(null);
  const nextCursor = shallowRef<string | null>(null);
  const fault = shallowRef<Fault | null>(null);
  const isLoaded = shallowRef(false);
  const retrying = shallowRef<string | null>(null);
  const retryFault = shallowRef<{ jobId: string; fault: Fault } | null>(null);
  let turn = 0;

  async function fetchPage(cursor: string | null, limit: number): Promise<void> {
    const mine = ++turn;
    try {
      const answer = await backend.call('payouts.list', { group: group.value, only: only.value, cursor, limit });
      if (mine !== turn) return;
      rows.value = cursor === null ? answer.rows : [...rows.value, ...answer.rows];
      [groups.value, nextCursor.value, fault.value, isLoaded.value] = [answer.groups, answer.nextCursor, null, true];
    } catch (error) {
      if (mine === turn) fault.value = faultOf(error);
    }
  }

  // What was paged in stays in view, up to the contract's limit.
  const load = () => fetchPage(null, Math.min(100, Math.max(pageSize, rows.value.length)));
  const loadMore = () => (nextCursor.value === null ? Promise.resolve() : fetchPage(nextCursor.value, pageSize));

  /** Has a payout tried again now, by its job and under its own key: what was paid is never paid again. */
  async function retry(jobId: string): Promise<void> {
    retrying.value = jobId;
    retryFault.value = null;
    try {
      await backend.call('jobs.retry', { jobId });
    } catch (error) {
      retryFault.value = { jobId, fault: faultOf(error) };
    } finally {
      retrying.value = null;
    }
    await load();
  }

  let timer: ReturnType<typeof setTimeout> | undefined;
  function loadSoon(): void {
    timer ??= setTimeout(() => {
      timer = undefined;
      void load();
    }, refetchMs);
  }

  watch(
    [group, only],
    () => {
      [rows.value, nextCursor.value, isLoaded.value] = [[], null, false];
      void load();
    },
    { immediate: true },
  );
  const stops = [
    backend.on((event) => {
      if (event.type === 'payout.changed' || event.type === 'ruling.changed') loadSoon();
    }),
    backend.onConnection((isOnline) => {
      if (isOnline && isLoaded.value) loadSoon();
    }),
  ];
  onScopeDispose(() => {
    clearTimeout(timer);
    for (const stop of stops) stop();
  });

  return { rows, groups, nextCursor, fault, isLoaded, retrying, retryFault, load, loadMore, retry };
}
