import { useIntervalFn, useThrottleFn } from '@vueuse/core';
import { computed, shallowRef, watch } from 'vue';
import type { Fault } from '../../contract/reply.ts';
import { useBackend } from '../backend/backend.ts';
import { useRefetch } from '../backend/useRefetch.ts';
import { faultOf } from '../stores/faultOf.ts';
import { useFetched } from '../stores/useFetched.ts';
import { say } from '../ui/live.ts';
import { inOrder, movedIds, ordered } from './queueOrder.ts';

/** How often a placing under way is asked for, in ms: its end is told, its steps are not. */
const stepMs = 1_500;
/** The least time between two fetches while people work, in ms. */
const calmMs = 2_000;

/** The queues in their order with how they stand, kept fresh; and moving one of them. */
export function useQueues() {
  const backend = useBackend();
  const { value, fault, load } = useFetched(() => 'queues', () => backend.call('queues.list', {}), () => false);
  // Cases come and go all day; how many wait is no clock.
  useRefetch(useThrottleFn(load, calmMs, true), ({ type }) => type === 'queue.changed' || type === 'settings.changed' || type === 'people.changed');
  /** The order as it was moved to, until the core has it. */
  const moved = shallowRef<string[] | null>(null);
  const moveFault = shallowRef<Fault | null>(null);
  const queues = computed(() => (value.value ? inOrder(value.value.queues, moved.value) : null));
  const placing = computed(() => value.value?.placing ?? null);
  const waiting = computed(() => (value.value?.queues ?? []).reduce((sum, one) => sum + one.waiting, 0));

  const clock = useIntervalFn(load, stepMs, { immediate: false });
  watch(placing, (now) => (now ? clock.resume() : clock.pause()));

  let isSending = false;
  /** Sends the newest order; what is moved meanwhile goes with the next. */
  async function send(): Promise<void> {
    if (isSending) return;
    isSending = true;
    try {
      for (let sent: string[] | null = null; moved.value && moved.value !== sent; ) {
        sent = moved.value;
        await backend.call('queues.order', { requestId: crypto.randomUUID(), queueIds: sent });
      }
      moveFault.value = null;
    } catch (error) {
      moveFault.value = faultOf(error);
    }
    await load();
    moved.value = null;
    isSending = false;
  }

  /** Moves a queue by some places. */
  function move(queueId: string, by: number): void {
    const before = ordered(queues.value ?? []);
    const after = movedIds(before, queueId, by);
    if (after.join() === before.join()) return;
    moved.value = after;
    const name = queues.value?.find((one) => one.queueId === queueId)?.name ?? '';
    say(`${name}: place ${after.indexOf(queueId) + 1} of ${after.length}.`);
    void send();
  }

  return { queues, placing, waiting, fault, moveFault, load, move };
}
