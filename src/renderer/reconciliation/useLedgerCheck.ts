import { shallowRef, watch, type Ref } from 'vue';
import type { CheckStanding, LedgerCheck, LedgerDifference } from '../../contract/reconciliation.ts';
import type { Fault } from '../../contract/reply.ts';
import { useBackend } from '../backend/backend.ts';
import { useRefetch } from '../backend/useRefetch.ts';
import { faultOf } from '../stores/faultOf.ts';

/** The parts of the view: what is open, what was closed, and the checks. */
export type CheckView = 'open' | 'closed' | 'checks';

/** How checking the ledger stands, with the list that is looked at, kept fresh by events. */
export function useLedgerCheck(view: Ref<CheckView>) {
  const backend = useBackend();
  const standing = shallowRef<CheckStanding | null>(null);
  const checks = shallowRef<LedgerCheck[]>([]);
  const differences = shallowRef<LedgerDifference[]>([]);
  const counts = shallowRef<{ open: number; closed: number } | null>(null);
  const nextCursor = shallowRef<string | null>(null);
  const fault = shallowRef<Fault | null>(null);
  const isLoaded = shallowRef(false);
  let turn = 0;

  async function load(): Promise<void> {
    const mine = ++turn;
    try {
      // What was paged in stays in view: as many rows as are shown are fetched again, up to the contract's limit.
      const isList = view.value === 'checks';
      const limit = Math.min(200, Math.max(50, isList ? checks.value.length : differences.value.length));
      const [list, some] = await Promise.all([
        backend.call('reconciliation.list', { limit: isList ? limit : 1 }),
        backend.call('reconciliation.differences', { state: isList ? 'open' : view.value === 'closed' ? 'closed' : 'open', limit: isList ? 1 : limit }),
      ]);
      if (mine !== turn) return;
      standing.value = list.standing;
      counts.value = { open: some.open, closed: some.closed };
      if (isList) checks.value = list.rows;
      else differences.value = some.rows;
      nextCursor.value = isList ? list.nextCursor : some.nextCursor;
      [fault.value, isLoaded.value] = [null, true];
    } catch (error) {
      if (mine === turn) fault.value = faultOf(error);
    }
  }

  async function loadMore(): Promise<void> {
    if (nextCursor.value === null) return;
    const mine = ++turn;
    try {
      if (view.value === 'checks') {
        const page = await backend.call('reconciliation.list', { cursor: nextCursor.value });
        if (mine === turn) [checks.value, nextCursor.value] = [[...checks.value, ...page.rows], page.nextCursor];
      } else {
        const page = await backend.call('reconciliation.differences', { state: view.value, cursor: nextCursor.value });
        if (mine === turn) [differences.value, nextCursor.value] = [[...differences.value, ...page.rows], page.nextCursor];
      }
    } catch (error) {
      if (mine === turn) fault.value = faultOf(error);
    }
  }

  watch(
    view,
    () => {
      [differences.value, checks.value, nextCursor.value, isLoaded.value] = [[], [], null, false];
      void load();
    },
    { immediate: true },
  );

  // A job tells how far a running check is; others are of no concern here.
  useRefetch(load, ({ type }) => type === 'marketplace.changed' || type === 'settings.changed' || (type === 'job.changed' && standing.value?.running != null), () => isLoaded.value);

  return { standing, checks, differences, counts, nextCursor, fault, isLoaded, load, loadMore };
}
