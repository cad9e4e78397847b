import { defineStore } from 'pinia';
import type { Standing } from '../../contract/board.ts';
import type { Reminder } from '../../contract/caseFile.ts';
import type { Adversary, GoodsKind } from '../../contract/vocabulary.ts';
import type { InputOf } from '../../contract/methods.ts';
import { useBackend } from '../backend/backend.ts';
import { useAskedStore } from './askedStore.ts';
import { useCaseStore } from './caseStore.ts';

/** What a mediator adds to the claim board of the open case. Actions throw what the core says and fetch the case anew. */
export const useBoardStore = defineStore('board', () => {
  const backend = useBackend();
  const cases = useCaseStore();

  function here(): { requestId: string; caseId: string } {
    if (cases.caseId === null) throw new Error('No case is open.');
    return { requestId: crypto.randomUUID(), caseId: cases.caseId };
  }

  /** Says how a claim stands and why; null goes back to what the positions give. */
  async function setStanding(claimId: string, standing: Standing | null, reason: string | null): Promise<void> {
    await backend.call('cases.setStanding', { ...here(), claimId, standing, reason });
    await cases.refresh();
  }

  /** Says what kind of goods an item is; null goes back to what the source said. */
  async function setGoods(itemId: string, goods: GoodsKind | null): Promise<void> {
    await backend.call('cases.setGoods', { ...here(), itemId, goods });
    await cases.refresh();
  }

  async function tie(evidenceId: string, claimId: string, proves: string | null): Promise<void> {
    await backend.call('cases.tieExhibit', { ...here(), evidenceId, claimId, proves });
    await cases.refresh();
  }

  async function untie(evidenceId: string, claimId: string): Promise<void> {
    await backend.call('cases.untieExhibit', { ...here(), evidenceId, claimId });
    await cases.refresh();
  }

  async function addContradiction(between: [string, string], words: string): Promise<void> {
    await backend.call('cases.addContradiction', { ...here(), between, words });
    await cases.refresh();
  }

  async function removeContradiction(contradictionId: string): Promise<void> {
    await backend.call('cases.removeContradiction', { ...here(), contradictionId });
    await cases.refresh();
  }

  /** Asks one or both parties for something; the case waits for the answer then and is no longer held. */
  async function ask(asked: Omit<InputOf<'cases.ask'>, 'requestId' | 'caseId'>): Promise<void> {
    await backend.call('cases.ask', { ...here(), ...asked });
    cases.wasMine = false;
    void useAskedStore().load();
    await cases.refresh();
  }

  async function withdrawQuestion(questionId: string): Promise<void> {
    await backend.call('cases.withdrawQuestion', { ...here(), questionId });
    await cases.refresh();
  }

  /** Shows exhibits to a side, in a letter that lists them. */
  async function disclose(to: Adversary, evidenceIds: string[]): Promise<void> {
    await backend.call('cases.disclose', { ...here(), to, evidenceIds });
    await cases.refresh();
  }

  /** The person's own reminder on the open case; null takes it away. */
  async function setReminder(reminder: Reminder | null): Promise<void> {
    await backend.call('cases.setReminder', { caseId: here().caseId, reminder });
    await cases.refresh();
  }

  return { setStanding, setGoods, tie, untie, addContradiction, removeContradiction, ask, withdrawQuestion, disclose, setReminder };
});
