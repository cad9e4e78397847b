import { useThrottleFn } from '@vueuse/core';
import { shallowRef, watch, type Ref } from 'vue';
import type { OutputOf } from '../../contract/methods.ts';
import type { RunningLease, Trouble } from '../../contract/queues.ts';
import type { Fault } from '../../contract/reply.ts';
import { useBackend } from '../backend/backend.ts';
import { useRefetch } from '../backend/useRefetch.ts';
import { faultOf } from '../stores/faultOf.ts';

/** The least time between two fetches while people work, in ms. */
const calmMs = 2_000;

/** The lists of what does not get on. */
export type TroubleView = 'stuck' | 'bouncing' | 'leases';

/** The list that is looked at, and the gaps beside it, kept fresh. */
export function useTroubles(view: Ref<TroubleView>) {
  const backend = useBackend();
  const cases = shallowRef<Trouble[] | null>(null);
  const leases = shallowRef<RunningLease[] | null>(null);
  const hasMoreLeases = shallowRef(false);
  const nextCursor = shallowRef<string | null>(null);
  const stuckDays = shallowRef<number | null>(null);
  const gaps = shallowRef<OutputOf<'queues.gaps'> | null>(null);
  const fault = shallowRef<Fault | null>(null);
  const gapFault = shallowRef<Fault | null>(null);
  let turn = 0;

  async function load(): Promise<void> {
    const mine = ++turn;
    try {
      if (view.value === 'leases') {
        const { rows, isMore } = await backend.call('queues.leases', {});
        if (mine === turn) [leases.value, hasMoreLeases.value] = [rows, isMore];
      } else {
        // What was paged in stays in view, up to the contract's limit.
        const answer = await backend.call('queues.troubles', { list: view.value, limit: Math.min(100, Math.max(50, cases.value?.length ?? 0)) });
        if (mine === turn) [cases.value, nextCursor.value, stuckDays.value] = [answer.rows, answer.nextCursor, answer.stuckDays];
      }
      if (mine === turn) fault.value = null;
    } catch (error) {
      if (mine === turn) fault.value = faultOf(error);
    }
  }

  async function loadMore(): Promise<void> {
    if (nextCursor.value === null || view.value === 'leases') return;
    const mine = ++turn;
    try {
      const answer = await backend.call('queues.troubles', { list: view.value, cursor: nextCursor.value });
      if (mine === turn) [cases.value, nextCursor.value] = [[...(cases.value ?? []), ...answer.rows], answer.nextCursor];
    } catch (error) {
      if (mine === turn) fault.value = faultOf(error);
    }
  }

  async function loadGaps(): Promise<void> {
    try {
      gaps.value = await backend.call('queues.gaps', {});
      gapFault.value = null;
    } catch (error) {
      gapFault.value = faultOf(error);
    }
  }

  watch(view, () => {
    [cases.value, leases.value, nextCursor.value, fault.value] = [null, null, null, null];
    void load();
  }, { immediate: true });
  void loadGaps();
  useRefetch(useThrottleFn(() => Promise.all([load(), loadGaps()]), calmMs, true), ({ type }) => type === 'queue.changed' || type === 'people.changed' || type === 'settings.changed');

  return { cases, leases, hasMoreLeases, nextCursor, stuckDays, gaps, fault, gapFault, load, loadMore, loadGaps };
}
