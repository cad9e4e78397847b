import { defineStore } from 'pinia';
import { onScopeDispose, shallowRef } from 'vue';
import type { LikeCases } from '../../contract/likeCases.ts';
import type { OutputOf } from '../../contract/methods.ts';
import type { Fault } from '../../contract/reply.ts';
import { useBackend } from '../backend/backend.ts';
import { faultOf } from './faultOf.ts';

/** Like cases of the open case, decided and open; asked for once, whoever shows them first. */
export const useLikeStore = defineStore('like', () => {
  const backend = useBackend();
  const caseId = shallowRef<string | null>(null);
  const decided = shallowRef<LikeCases | null>(null);
  const open = shallowRef<OutputOf<'rulings.likeOpen'> | null>(null);
  const fault = shallowRef<Fault | null>(null);
  let isStale = false;

  /** Fetches both unless they are there for this case and nothing was decided since. */
  async function look(id: string): Promise<void> {
    if (caseId.value === id && !isStale && fault.value === null) return;
    if (caseId.value !== id) {
      decided.value = null;
      open.value = null;
    }
    caseId.value = id;
    isStale = false;
    fault.value = null;
    try {
      const [found, waiting] = await Promise.all([backend.call('rulings.likeCases', { caseId: id }), backend.call('rulings.likeOpen', { caseId: id })]);
      if (caseId.value !== id) return;
      decided.value = found;
      open.value = waiting;
    } catch (error) {
      if (caseId.value === id) fault.value = faultOf(error);
    }
  }

  // Told, not fetched at once: what others decide must not keep the core busy for a tab nobody looks at.
  const stops = [
    backend.on(({ type }) => {
      if (type === 'ruling.changed') isStale = true;
    }),
    backend.onConnection((isBack) => {
      if (isBack) isStale = true;
    }),
  ];
  onScopeDispose(() => stops.forEach((stop) => stop()));

  return { caseId, decided, open, fault, look };
});
