import { defineStore } from 'pinia';
import type { CaseLink, EscalationChoice, Ineligibility, WithdrawalWay } from '../../contract/exits.ts';
import { useBackend } from '../backend/backend.ts';
import { useCaseStore } from './caseStore.ts';

/** The ways out of the open case beside a ruling, and up to a lead. Actions throw what the core says and fetch the case anew. */
export const useExitStore = defineStore('exit', () => {
  const backend = useBackend();
  const cases = useCaseStore();

  function here(): { requestId: string; caseId: string; expectedVersion: number } {
    if (!cases.file) throw new Error('No case is open.');
    return { requestId: crypto.randomUUID(), caseId: cases.file.caseId, expectedVersion: cases.file.version };
  }

  /** The case is nobody's then, and was not lost. */
  async function letGo(): Promise<void> {
    cases.wasMine = false;
    await cases.refresh();
  }

  async function reject(reason: Ineligibility, words: string): Promise<void> {
    await backend.call('cases.reject', { ...here(), reason, words });
    await letGo();
  }

  async function withdraw(known: WithdrawalWay, words: string): Promise<void> {
    await backend.call('cases.withdraw', { ...here(), known, words });
    await letGo();
  }

  async function merge(intoCaseId: string, words: string | null): Promise<void> {
    await backend.call('cases.merge', { ...here(), intoCaseId, words });
    await letGo();
  }

  /** Open cases about the same order, which the open one can be merged into. */
  async function ofOrder(): Promise<CaseLink[]> {
    return backend.call('cases.ofOrder', { caseId: here().caseId });
  }

  async function escalate(reason: EscalationChoice, words: string | null): Promise<void> {
    await backend.call('cases.escalate', { ...here(), reason, words });
    await letGo();
  }

  async function endEscalation(words: string | null): Promise<void> {
    await backend.call('cases.endEscalation', { ...here(), words });
    await letGo();
  }

  async function freeLease(reason: string): Promise<void> {
    await backend.call('cases.freeLease', { ...here(), reason });
    await cases.refresh();
  }

  return { reject, withdraw, merge, ofOrder, escalate, endEscalation, freeLease };
});
