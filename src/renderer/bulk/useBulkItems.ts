import { shallowRef, watch } from 'vue';
import type { Bulk, BulkItem, BulkItemState } from '../../contract/bulk.ts';
import type { Fault } from '../../contract/reply.ts';
import { useBackend } from '../backend/backend.ts';
import { useRefetch } from '../backend/useRefetch.ts';
import { faultOf } from '../stores/faultOf.ts';

/** A bulk with a page of its cases of one state, kept fresh while it goes on. */
export function useBulkItems(bulkId: () => string, state: () => BulkItemState | null) {
  const backend = useBackend();
  const bulk = shallowRef<Bulk | null>(null);
  const items = shallowRef<readonly BulkItem[]>([]);
  const nextCursor = shallowRef<string | null>(null);
  const fault = shallowRef<Fault | null>(null);
  const isStopping = shallowRef(false);
  let turn = 0;

  async function fetch(cursor: string | null): Promise<void> {
    const mine = (turn += 1);
    try {
      // What was paged in stays in view, up to the contract's limit.
      const limit = cursor === null ? Math.min(200, Math.max(100, items.value.length)) : 100;
      const answer = await backend.call('bulk.get', { bulkId: bulkId(), state: state(), cursor, limit });
      if (mine !== turn) return;
      bulk.value = answer.bulk;
      items.value = cursor === null ? answer.items : [...items.value, ...answer.items];
      [nextCursor.value, fault.value] = [answer.nextCursor, null];
    } catch (error) {
      if (mine === turn) fault.value = faultOf(error);
    }
  }
  const load = () => fetch(null);
  const more = async () => nextCursor.value !== null && fetch(nextCursor.value);

  async function stop(): Promise<void> {
    if (isStopping.value) return;
    isStopping.value = true;
    try {
      bulk.value = await backend.call('bulk.stop', { bulkId: bulkId() });
    } catch (error) {
      fault.value = faultOf(error);
    } finally {
      isStopping.value = false;
    }
  }

  /** Ids of all its cases of a state, to choose them again. */
  async function idsOf(wanted: BulkItemState): Promise<string[]> {
    const ids: string[] = [];
    let cursor: string | null = null;
    do {
      const page: { items: BulkItem[]; nextCursor: string | null } = await backend.call('bulk.get', { bulkId: bulkId(), state: wanted, cursor, limit: 200 });
      ids.push(...page.items.map(({ caseId }) => caseId));
      cursor = page.nextCursor;
    } while (cursor !== null);
    return ids;
  }

  watch(() => [bulkId(), state()].join(), (_now, before) => {
    if (before?.split(',')[0] !== bulkId()) bulk.value = null;
    items.value = [];
    nextCursor.value = null;
    void load();
  }, { immediate: true });
  useRefetch(load, (event) => event.type === 'bulk.changed' && event.bulkId === bulkId(), () => bulk.value?.finishedAt === null);

  return { bulk, items, nextCursor, fault, isStopping, load, more, stop, idsOf };
}
