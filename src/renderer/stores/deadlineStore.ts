import { defineStore } from 'pinia';
import type { Reckoning } from '../../contract/deadlines.ts';
import type { Adversary } from '../../contract/vocabulary.ts';
import { useBackend } from '../backend/backend.ts';
import { useCaseStore } from './caseStore.ts';

/** What the desk does to the times of the open case's sides. Actions throw what the core says. */
export const useDeadlineStore = defineStore('deadline', () => {
  const backend = useBackend();
  const cases = useCaseStore();

  function openId(): string {
    if (cases.caseId === null) throw new Error('No case is open.');
    return cases.caseId;
  }

  /** Where a move would lead, day by day; nothing is changed. */
  function preview(deadlineId: string, act: 'extend' | 'pause' | 'resume', days: number): Promise<Reckoning> {
    return backend.call('deadlines.preview', { caseId: openId(), deadlineId, act, days });
  }

  /** Until when a side may answer what it would be asked now. */
  function answerTime(to: Adversary): Promise<Reckoning> {
    return backend.call('deadlines.answerTime', { caseId: openId(), to });
  }

  /** Moves a time and tells both sides why. */
  async function move(deadlineId: string, act: 'extend' | 'pause' | 'resume', days: number, reason: string): Promise<void> {
    const change = { requestId: crypto.randomUUID(), caseId: openId(), deadlineId, reason };
    if (act === 'extend') await backend.call('deadlines.extend', { ...change, days });
    else if (act === 'pause') await backend.call('deadlines.pause', { ...change, days });
    else await backend.call('deadlines.resume', change);
    await cases.refresh();
  }

  return { preview, answerTime, move };
});
