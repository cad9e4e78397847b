import { defineStore } from 'pinia';
import type { OutputOf } from '../../contract/methods.ts';
import type { OfferInput, OfferReply } from '../../contract/offers.ts';
import { useBackend } from '../backend/backend.ts';
import { useAskedStore } from './askedStore.ts';
import { useCaseStore } from './caseStore.ts';

/** Offers to both sides of the open case. Actions throw what the core says and fetch the case anew. */
export const useOfferStore = defineStore('offer', () => {
  const backend = useBackend();
  const cases = useCaseStore();

  function here(): { requestId: string; caseId: string } {
    if (cases.caseId === null) throw new Error('No case is open.');
    return { requestId: crypto.randomUUID(), caseId: cases.caseId };
  }

  /** What an offer would come to, and what is missing. */
  function check(offer: Partial<OfferInput>): Promise<OutputOf<'offers.check'>> {
    return backend.call('offers.check', { caseId: here().caseId, offer });
  }

  /** Puts an offer to both sides; the case waits for their replies then and is no longer held. */
  async function put(offer: OfferInput): Promise<void> {
    await backend.call('offers.put', { ...here(), offer });
    cases.wasMine = false;
    void useAskedStore().load();
    await cases.refresh();
  }

  async function withdraw(offerId: string): Promise<void> {
    await backend.call('offers.withdraw', { ...here(), offerId });
    await cases.refresh();
  }

  /** Enters what a side said in some other way than through the exchange folder. */
  async function reply(offerId: string, said: Pick<OfferReply, 'from' | 'reply' | 'words'> & { how: 'phone' | 'mail' | 'marketplace' }): Promise<OutputOf<'offers.reply'>> {
    const answer = await backend.call('offers.reply', { ...here(), offerId, ...said });
    await cases.refresh();
    return answer;
  }

  return { check, put, withdraw, reply };
});
