import { shallowRef, watch } from 'vue';
import type { Ref } from 'vue';
import type { OutputOf } from '../../contract/methods.ts';
import type { PayoutGroup, PayoutRow } from '../../contract/payouts.ts';
import type { Fault } from '../../contract/reply.ts';
import { useBackend } from '../backend/backend.ts';
import { useRefetch } from '../backend/useRefetch.ts';
import { faultOf } from '../stores/faultOf.ts';
import { useJobRetry } from '../stores/useJobRetry.ts';

const pageSize = 50;

/** Payouts of one group with what each group comes to, kept fresh by events; more pages on demand. */
export function usePayouts(group: Ref<PayoutGroup>, only: Ref<string | null>) {
  const backend = useBackend();
  const rows = shallowRef<PayoutRow[]>([]);
  const groups = shallowRef<OutputOf<'payouts.list'>['groups'] | null>(null);
  const nextCursor = shallowRef<string | null>(null);
  const fault = shallowRef<Fault | null>(null);
  const isLoaded = shallowRef(false);
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

  const { retrying, retryFault, retry } = useJobRetry(load);
  watch(
    [group, only],
    () => {
      [rows.value, nextCursor.value, isLoaded.value] = [[], null, false];
      void load();
    },
    { immediate: true },
  );
  useRefetch(load, ({ type }) => type === 'payout.changed' || type === 'ruling.changed', () => isLoaded.value);

  return { rows, groups, nextCursor, fault, isLoaded, retrying, retryFault, load, loadMore, retry };
}
