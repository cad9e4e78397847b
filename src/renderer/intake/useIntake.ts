import { onScopeDispose, shallowRef } from 'vue';
import type { ImportReport } from '../../contract/intake.ts';
import type { Fault } from '../../contract/reply.ts';
import { useBackend } from '../backend/backend.ts';
import type { HandOver } from '../backend/backend.ts';
import { useRefetch } from '../backend/useRefetch.ts';
import { faultOf } from '../stores/faultOf.ts';
import { outcomeLine } from './importWords.ts';

/** An import under way in this window: handing the files over, then being read by the desk. */
export type IntakeStep =
  | { at: 'idle' }
  | { at: 'handing'; files: number; ofFiles: number; bytes: number; ofBytes: number }
  | { at: 'reading'; importId: string; done: number; total: number; isStopping: boolean }
  | { at: 'finished'; importId: string; state: Exclude<ImportReport['state'], 'running'>; outcome: string }
  | { at: 'failed'; fault: Fault };

/** Takes files in: by drop or by dialog, with progress by events. The desk goes on with it when the screen is left. */
export function useIntake() {
  const backend = useBackend();
  const step = shallowRef<IntakeStep>({ at: 'idle' });

  let handing: AbortController | null = null;

  async function run(hand: (watch: HandOver) => Promise<{ batchId: string } | null>): Promise<string | null> {
    const control = new AbortController();
    handing = control;
    step.value = { at: 'handing', files: 0, ofFiles: 0, bytes: 0, ofBytes: 0 };
    try {
      const batch = await hand({ signal: control.signal, onProgress: (done) => (step.value = { at: 'handing', ...done }) });
      if (batch === null) {
        step.value = { at: 'idle' };
        return null;
      }
      const { importId } = await backend.call('intake.import', { requestId: crypto.randomUUID(), batchId: batch.batchId });
      // Its events may have come before this answer; a small import is over by then, so it is asked for once.
      step.value = { at: 'reading', importId, done: 0, total: 0, isStopping: false };
      await settle(importId);
      return importId;
    } catch (error) {
      // Who stopped it knows that; the card only goes away.
      step.value = control.signal.aborted ? { at: 'idle' } : { at: 'failed', fault: faultOf(error) };
      return null;
    }
  }

  const isReading = (importId: string) => step.value.at === 'reading' && step.value.importId === importId;

  /** Tells how an import ended, once it has. */
  async function settle(importId: string): Promise<void> {
    const report = await backend.call('intake.report', { importId });
    if (report.state !== 'running' && isReading(importId)) step.value = { at: 'finished', importId, state: report.state, outcome: outcomeLine(report) };
  }

  const settleOrFail = (importId: string): void => void settle(importId).catch((error: unknown) => (step.value = { at: 'failed', fault: faultOf(error) }));

  const take = (files: File[] | DataTransferItemList) => run((watch) => backend.importFiles(files, watch));
  const pick = (what?: 'files' | 'folder') => run((watch) => backend.pickFiles(what, watch));

  async function cancel(): Promise<void> {
    if (step.value.at === 'handing') return handing?.abort();
    if (step.value.at !== 'reading') return;
    const { importId } = step.value;
    step.value = { ...step.value, isStopping: true };
    try {
      await backend.call('intake.cancel', { importId });
      await settle(importId);
    } catch (error) {
      // It may have ended by itself meanwhile; then there was nothing to stop, and that is no fault.
      if (isReading(importId)) step.value = { at: 'failed', fault: faultOf(error) };
    }
  }

  function putAway(): void {
    step.value = { at: 'idle' };
  }

  const stop = backend.on((event) => {
    if (event.type !== 'import.changed' || step.value.at !== 'reading' || step.value.importId !== event.importId) return;
    const { importId, done, total } = event;
    step.value = { ...step.value, done, total };
    if (event.isFinished) settleOrFail(importId);
  });
  onScopeDispose(stop);
  // Its end may have been told while nobody heard.
  useRefetch(() => step.value.at === 'reading' && settleOrFail(step.value.importId), () => false);

  return { step, take, pick, cancel, putAway };
}
