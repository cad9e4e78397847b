import { computed, onScopeDispose, shallowRef } from 'vue';
import type { MadeReport } from '../../contract/reports.ts';
import type { Fault } from '../../contract/reply.ts';
import { useBackend } from '../backend/backend.ts';
import { faultOf } from '../stores/faultOf.ts';
import { say } from '../ui/live.ts';
import { saveLink } from './saveLink.ts';

/** Milliseconds before progress is asked for the first time, and between asks: short reports are there before anybody wonders. */
const firstLookMs = 700;
const lookMs = 500;
/** How long it stays on screen that a report was saved. */
const savedMs = 8_000;

/** A report that is wanted: what it is called on screen, and the call that makes it. */
export type ReportWish = { words: string; make: (requestId: string) => Promise<MadeReport> };

/** Makes one report at a time and gives it to the person as a file: what is being made, how far it is, why it was not. */
export function useReport() {
  const backend = useBackend();
  const running = shallowRef<{ requestId: string; words: string; done: number; total: number } | null>(null);
  const fault = shallowRef<Fault | null>(null);
  const saved = shallowRef<MadeReport | null>(null);
  const last = shallowRef<ReportWish | null>(null);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const percent = computed(() => (running.value && running.value.total > 1 ? Math.min(100, Math.floor((running.value.done / running.value.total) * 100)) : null));

  async function look(requestId: string): Promise<void> {
    // A look that fails says nothing: the report itself is still to answer.
    const progress = await backend.call('reports.progress', { requestId }).catch(() => null);
    if (running.value?.requestId !== requestId) return;
    if (progress) running.value = { ...running.value, ...progress };
    timer = setTimeout(() => void look(requestId), lookMs);
  }

  async function make(wish: ReportWish): Promise<void> {
    if (running.value) return;
    const requestId = crypto.randomUUID();
    putAway();
    last.value = wish;
    running.value = { requestId, words: wish.words, done: 0, total: 0 };
    timer = setTimeout(() => void look(requestId), firstLookMs);
    try {
      const made = await wish.make(requestId);
      // Stopped a moment too late: it stands in the log, and is not handed over all the same.
      if (running.value?.requestId !== requestId) return;
      saveLink(backend.reportUrl(made.reportId), made.fileName);
      saved.value = made;
      say(`${made.fileName} is made.`);
      setTimeout(() => saved.value === made && (saved.value = null), savedMs);
    } catch (error) {
      if (running.value?.requestId === requestId) fault.value = faultOf(error);
    } finally {
      clearTimeout(timer);
      if (running.value?.requestId === requestId) running.value = null;
    }
  }

  function stop(): void {
    const requestId = running.value?.requestId;
    running.value = null;
    clearTimeout(timer);
    say('The report was stopped. Nothing was taken out.');
    // A stop that does not arrive costs only work: what was made then is not fetched.
    if (requestId) backend.call('reports.cancel', { requestId }).catch(() => undefined);
  }

  function putAway(): void {
    fault.value = null;
    saved.value = null;
  }

  onScopeDispose(() => clearTimeout(timer));
  return { running, percent, fault, saved, last, make, stop, putAway };
}
