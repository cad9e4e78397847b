import { onScopeDispose, shallowRef, watch } from 'vue';
import type { ImportReport } from '../../contract/intake.ts';
import type { Fault } from '../../contract/reply.ts';
import { useBackend } from '../backend/backend.ts';
import { useRefetch } from '../backend/useRefetch.ts';
import { faultOf } from '../stores/faultOf.ts';

/** The report of one import, kept up to date by events while it runs, and a way to stop it. */
export function useImportReport(importId: () => string) {
  const backend = useBackend();
  const report = shallowRef<ImportReport | null>(null);
  const fault = shallowRef<Fault | null>(null);
  const isStopping = shallowRef(false);

  let turn = 0;
  async function load(): Promise<void> {
    const mine = ++turn;
    try {
      const answer = await backend.call('intake.report', { importId: importId() });
      if (mine === turn) [report.value, fault.value] = [answer, null];
    } catch (error) {
      if (mine === turn) fault.value = faultOf(error);
    }
  }

  async function stopImport(): Promise<void> {
    isStopping.value = true;
    try {
      await backend.call('intake.cancel', { importId: importId() });
    } catch (error) {
      fault.value = faultOf(error);
    } finally {
      isStopping.value = false;
    }
    await load();
  }

  const off = backend.on((event) => {
    if (event.type !== 'import.changed' || event.importId !== importId()) return;
    if (event.isFinished || !report.value) void load();
    // The rest of a report is written when it ends, so that asking for it meanwhile would tell nothing more.
    else report.value = { ...report.value, done: event.done, total: event.total };
  });
  onScopeDispose(off);
  // Its end may have been told while nobody heard.
  useRefetch(load, () => false);
  watch(
    importId,
    () => {
      report.value = null;
      void load();
    },
    { immediate: true },
  );

  return { report, fault, isStopping, load, stopImport };
}
