import { ref, type Ref } from 'vue';
import type { Adversary } from '../../contract/vocabulary.ts';
import { useKeys } from '../ui/keys.ts';
import type { Asking } from './askDraft.ts';

/** What is being asked of a side or offered to both over the open case, one dialog at a time, with the keys that begin it. */
export function useAsking(claimId: () => string | null, isAllowed: () => boolean): { asking: Ref<Asking | null>; isOffering: Ref<boolean>; offer: () => void; stop: () => void } {
  const asking = ref<Asking | null>(null);
  const isOffering = ref(false);

  function ask(to: Adversary): void {
    asking.value = { to, claimId: claimId(), text: '' };
  }

  function offer(): void {
    asking.value = null;
    isOffering.value = true;
  }

  function stop(): void {
    asking.value = null;
    isOffering.value = false;
  }

  useKeys('Case', [
    { id: 'case.askBuyer', keys: '4', words: 'Ask the buyer', run: () => ask('buyer'), isEnabled: isAllowed },
    { id: 'case.askSeller', keys: '5', words: 'Ask the seller', run: () => ask('seller'), isEnabled: isAllowed },
    { id: 'case.offer', keys: 'Shift+N', words: 'Put an offer to both sides', run: offer, isEnabled: isAllowed },
  ]);

  return { asking, isOffering, offer, stop };
}
