import { onScopeDispose, shallowRef } from 'vue';
import type { HeldRuling } from '../../contract/approvals.ts';
import type { Fault } from '../../contract/reply.ts';
import { useBackend } from '../backend/backend.ts';
import { faultOf } from '../stores/faultOf.ts';

/** The held rulings as the core orders them: the one to be decided first in front. */
export function useHeld() {
  const backend = useBackend();
  const rows = shallowRef<HeldRuling[] | null>(null);
  const fault = shallowRef<Fault | null>(null);
  let turn = 0;

  async function load(): Promise<void> {
    const mine = ++turn;
    try {
      const answer = await backend.call('approvals.list', {});
      if (mine !== turn) return;
      rows.value = answer;
      fault.value = null;
    } catch (error) {
      if (mine === turn) fault.value = faultOf(error);
    }
  }

  void load();
  const stops = [
    backend.on((event) => {
      if (event.type === 'ruling.changed' || event.type === 'settings.changed') void load();
    }),
    backend.onConnection((isThere) => {
      if (isThere) void load();
    }),
  ];
  onScopeDispose(() => stops.forEach((stop) => stop()));
  return { rows, fault, load };
}
