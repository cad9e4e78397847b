import { onScopeDispose, shallowRef, watch, type Ref } from 'vue';
import type { Figures } from '../../contract/figures.ts';
import type { InputOf } from '../../contract/methods.ts';
import type { Fault } from '../../contract/reply.ts';
import { useBackend } from '../backend/backend.ts';
import { faultOf } from '../stores/faultOf.ts';

type Asked = InputOf<'figures.get'>;

/** Figures of what is asked, worked out anew when that changes; those from before stay in sight meanwhile. Not by events: a screen one reads must not move. */
export function useFigures(asked: Ref<Asked | null>) {
  const backend = useBackend();
  const figures = shallowRef<Figures | null>(null);
  const fault = shallowRef<Fault | null>(null);
  /** Since when an answer is waited for. */
  const waitsSince = shallowRef<number | null>(null);
  /** The person has stopped waiting. */
  const isStopped = shallowRef(false);
  let turn = 0;

  async function load(): Promise<void> {
    const input = asked.value;
    const mine = ++turn;
    [fault.value, isStopped.value, waitsSince.value] = [null, false, input === null ? null : Date.now()];
    if (input === null) return;
    try {
      const answer = await backend.call('figures.get', input);
      if (mine === turn) figures.value = answer;
    } catch (error) {
      if (mine === turn) fault.value = faultOf(error);
    } finally {
      if (mine === turn) waitsSince.value = null;
    }
  }

  function stop(): void {
    turn += 1;
    [waitsSince.value, isStopped.value] = [null, true];
  }

  watch(asked, () => void load(), { immediate: true });
  onScopeDispose(() => (turn += 1));
  return { figures, fault, waitsSince, isStopped, load, stop };
}
