import { defineStore } from 'pinia';
import { computed, shallowRef, watch } from 'vue';
import type { Bulk, BulkOf, BulkOrder } from '../../contract/bulk.ts';
import { useBackend } from '../backend/backend.ts';
import { useRefetch } from '../backend/useRefetch.ts';
import { bulkOutcome } from '../ui/bulkWords.ts';
import { useNotices } from '../ui/notices.ts';
import { useSessionStore } from './sessionStore.ts';

export type BulkDoing = 'assign' | 'tag' | 'ask' | 'export';

/** What is done to many cases from this window: the dialog that is open, and what was begun here and is not through yet. */
export const useBulkStore = defineStore('bulk', () => {
  const backend = useBackend();
  const session = useSessionStore();
  const notices = useNotices();
  /** What is being set up, and the bulk whose results are looked at; one of the two at most. */
  const doing = shallowRef<BulkDoing | null>(null);
  const shownId = shallowRef<string | null>(null);
  const isOpen = computed(() => doing.value !== null || shownId.value !== null);
  const running = shallowRef<ReadonlyMap<string, Bulk>>(new Map());

  /** A retry after a lost answer carries the same id, so that nothing is begun twice. */
  let attempt: { content: string; requestId: string } | null = null;
  async function start(order: BulkOrder, of: BulkOf): Promise<void> {
    const content = JSON.stringify([order, of]);
    if (attempt?.content !== content) attempt = { content, requestId: crypto.randomUUID() };
    const bulk = await backend.call('bulk.start', { requestId: attempt.requestId, order, of });
    attempt = null;
    running.value = new Map(running.value).set(bulk.bulkId, bulk);
    show(bulk.bulkId);
  }

  function show(bulkId: string | null): void {
    doing.value = null;
    shownId.value = bulkId;
  }

  function setUp(action: BulkDoing | null): void {
    shownId.value = null;
    doing.value = action;
  }

  async function follow(): Promise<void> {
    for (const bulkId of running.value.keys()) {
      const answer = await backend.call('bulk.get', { bulkId, limit: 1 }).catch(() => null);
      if (!answer) continue;
      const next = new Map(running.value);
      if (answer.bulk.finishedAt === null) next.set(bulkId, answer.bulk);
      else next.delete(bulkId);
      running.value = next;
      if (answer.bulk.finishedAt !== null && shownId.value !== bulkId) tellEnd(answer.bulk);
    }
  }

  function tellEnd(bulk: Bulk): void {
    const isWhole = bulk.refused + bulk.failed + bulk.waiting === 0;
    notices.add({ tone: isWhole ? 'done' : 'attention', title: bulk.words, text: bulkOutcome(bulk), action: { label: 'See the results', run: () => show(bulk.bulkId) } }, 20_000);
  }

  // What one person began is not the next one's business.
  watch(() => session.person?.personId, () => {
    running.value = new Map();
    show(null);
  });
  useRefetch(follow, (event) => event.type === 'bulk.changed' && running.value.has(event.bulkId), () => running.value.size > 0);

  return { doing, shownId, isOpen, running, start, show, setUp };
});
