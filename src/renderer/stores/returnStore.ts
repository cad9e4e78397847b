import { defineStore } from 'pinia';
import type { Reckoning } from '../../contract/deadlines.ts';
import type { FoundLine, ReturnEventKind } from '../../contract/returnParts.ts';
import type { ReturnChoice } from '../../contract/returns.ts';
import { useBackend } from '../backend/backend.ts';
import { useCaseStore } from './caseStore.ts';

/** What a person was told of goods on their way back. */
export type RecordedEvent = { kind: ReturnEventKind; at: number | null; words: string | null; lines: FoundLine[]; evidenceIds: string[] };

/** Goods that go back in the open case. Actions throw what the core says. */
export const useReturnStore = defineStore('return', () => {
  const backend = useBackend();
  const cases = useCaseStore();
  const requestId = () => crypto.randomUUID();

  function openId(): string {
    if (cases.caseId === null) throw new Error('No case is open.');
    return cases.caseId;
  }

  /** Until when goods would have to be sent, by a ruling that takes effect now or by an extension of a return. */
  function preview(days: number, returnId: string | null = null): Promise<Reckoning> {
    return backend.call('returns.preview', { caseId: openId(), days, returnId });
  }

  async function record(returnId: string, event: RecordedEvent): Promise<void> {
    await backend.call('returns.record', { requestId: requestId(), returnId, ...event });
    await cases.refresh();
  }

  async function extend(returnId: string, days: number, reason: string): Promise<void> {
    await backend.call('returns.extend', { requestId: requestId(), returnId, days, reason });
    await cases.refresh();
  }

  async function decide(returnId: string, decision: ReturnChoice, reasons: string): Promise<void> {
    await backend.call('returns.decide', { requestId: requestId(), returnId, decision, reasons });
    await cases.refresh();
  }

  return { preview, record, extend, decide };
});
