import { ref, shallowRef } from 'vue';
import type { FeedRefusal } from '../../contract/feed.ts';
import type { OutputOf } from '../../contract/methods.ts';
import type { Fault } from '../../contract/reply.ts';
import { useBackend } from '../backend/backend.ts';
import { useRefetch } from '../backend/useRefetch.ts';
import { faultOf } from '../stores/faultOf.ts';
import { say } from '../ui/live.ts';

/** The ways in and what was not taken in, kept fresh by events. */
export function useSources() {
  const backend = useBackend();
  const status = shallowRef<OutputOf<'feed.status'> | null>(null);
  const refusals = shallowRef<FeedRefusal[]>([]);
  const nextCursor = shallowRef<string | null>(null);
  const fault = shallowRef<Fault | null>(null);
  const actFault = shallowRef<Fault | null>(null);
  /** `now` while the desk is asked to look, or the id of what is tried again. */
  const doing = ref<string | null>(null);
  let turn = 0;

  async function load(): Promise<void> {
    const mine = ++turn;
    try {
      const limit = Math.min(200, Math.max(20, refusals.value.length));
      const [found, refused] = await Promise.all([backend.call('feed.status', {}), backend.call('feed.refusals', { limit })]);
      if (mine !== turn) return;
      [status.value, refusals.value, nextCursor.value, fault.value] = [found, refused.rows, refused.nextCursor, null];
    } catch (error) {
      if (mine === turn) fault.value = faultOf(error);
    }
  }

  async function loadMore(): Promise<void> {
    const mine = ++turn;
    try {
      const more = await backend.call('feed.refusals', { cursor: nextCursor.value, limit: 50 });
      if (mine === turn) [refusals.value, nextCursor.value] = [[...refusals.value, ...more.rows], more.nextCursor];
    } catch (error) {
      if (mine === turn) fault.value = faultOf(error);
    }
  }

  async function act(name: string, words: string, run: () => Promise<unknown>): Promise<void> {
    doing.value = name;
    actFault.value = null;
    try {
      await run();
      say(words);
    } catch (error) {
      actFault.value = faultOf(error);
    } finally {
      doing.value = null;
    }
    await load();
  }

  const lookNow = () => act('now', 'The desk looks at the marketplace.', () => backend.call('feed.pullNow', { requestId: crypto.randomUUID() }));
  const tryAgain = (refusalId: string) => act(refusalId, 'It is fetched again.', () => backend.call('feed.tryAgain', { requestId: crypto.randomUUID(), refusalId }));

  useRefetch(load, ({ type }) => type === 'marketplace.changed' || type === 'exchange.changed' || type === 'import.changed', () => status.value !== null);
  void load();

  return { status, refusals, nextCursor, fault, actFault, doing, load, loadMore, lookNow, tryAgain };
}
