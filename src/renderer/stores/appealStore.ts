import { defineStore } from 'pinia';
import type { InputOf } from '../../contract/methods.ts';
import type { Adversary } from '../../contract/vocabulary.ts';
import { useBackend } from '../backend/backend.ts';
import { useCaseStore } from './caseStore.ts';

type Recorded = Omit<InputOf<'appeals.record'>, 'requestId' | 'caseId'>;
type View = Omit<InputOf<'appeals.noteView'>, 'requestId' | 'caseId'>;

/** What is done about the appeal of the open case, and stepping back from it. Each throws what the core says. */
export const useAppealStore = defineStore('appeal', () => {
  const backend = useBackend();
  const cases = useCaseStore();

  function openId(): string {
    if (cases.caseId === null) throw new Error('No case is open.');
    return cases.caseId;
  }

  /** Records an appeal that came by letter, phone or message. */
  async function record(appeal: Recorded): Promise<void> {
    await backend.call('appeals.record', { requestId: crypto.randomUUID(), caseId: openId(), ...appeal });
    await cases.refresh();
  }

  /** Notes the own view; the ruling appealed is shown from then on. */
  async function noteView(view: View): Promise<void> {
    await backend.call('appeals.noteView', { requestId: crypto.randomUUID(), caseId: openId(), ...view });
    await cases.refresh();
  }

  /** Steps back from the open case for good; nothing of the lease is lost then, it was given up. */
  async function recuse(reason: string, party: Adversary | null): Promise<void> {
    await backend.call('cases.recuse', { requestId: crypto.randomUUID(), caseId: openId(), reason, party });
    cases.wasMine = false;
    await cases.refresh();
  }

  return { record, noteView, recuse };
});
