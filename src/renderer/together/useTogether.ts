import { computed, onScopeDispose, reactive, shallowRef, watch } from 'vue';
import type { OutputOf } from '../../contract/methods.ts';
import type { Fault } from '../../contract/reply.ts';
import { useBackend } from '../backend/backend.ts';
import { useRefetch } from '../backend/useRefetch.ts';
import { faultOf } from '../stores/faultOf.ts';
import { useStagedStore } from '../stores/stagedStore.ts';
import { say } from '../ui/live.ts';
import { completePattern, emptyForm, formFaults, patternOf } from './pattern.ts';

/** Ms after the last key before the ruling is worked out anew for every case. */
const restMs = 300;

/** One ruling in the making for many cases: its fields, what it comes to in each case, its staging and the way back. */
export function useTogether(caseIds: () => readonly string[]) {
  const backend = useBackend();
  const staged = useStagedStore();
  const form = reactive(emptyForm());
  const preview = shallowRef<OutputOf<'rulings.checkTogether'> | null>(null);
  const outcome = shallowRef<OutputOf<'rulings.stageTogether'> | null>(null);
  const fault = shallowRef<Fault | null>(null);
  const isChecking = shallowRef(false);
  const isStaging = shallowRef(false);
  const claims = computed(() => [...new Set(preview.value?.cases.flatMap((one) => one.claims) ?? [])]);
  const faults = computed(() => formFaults(form));
  const pattern = computed(() => patternOf(form, claims.value));
  const ready = computed(() => preview.value?.cases.filter((one) => one.problems.length === 0) ?? []);

  let turn = 0;
  async function check(): Promise<void> {
    const mine = (turn += 1);
    if (caseIds().length === 0 || outcome.value) return;
    isChecking.value = true;
    try {
      const answer = await backend.call('rulings.checkTogether', { pattern: pattern.value, caseIds: [...caseIds()] });
      if (mine !== turn) return;
      preview.value = answer;
      fault.value = null;
    } catch (error) {
      if (mine === turn) fault.value = faultOf(error);
    } finally {
      if (mine === turn) isChecking.value = false;
    }
  }
  let timer: ReturnType<typeof setTimeout> | undefined;
  function checkSoon(): void {
    clearTimeout(timer);
    isChecking.value = true;
    timer = setTimeout(() => void check(), restMs);
  }
  watch(() => JSON.stringify([pattern.value, caseIds()]), checkSoon);

  /** A retry after a lost answer carries the same id, so that no case is ruled on twice. */
  let attempt: { content: string; requestId: string } | null = null;
  async function stage(): Promise<void> {
    const complete = completePattern(pattern.value);
    if (isStaging.value || isChecking.value || !complete || ready.value.length === 0 || outcome.value) return;
    const cases = ready.value.map(({ caseId, version }) => ({ caseId, expectedVersion: version }));
    const content = JSON.stringify([complete, cases]);
    if (attempt?.content !== content) attempt = { content, requestId: crypto.randomUUID() };
    isStaging.value = true;
    try {
      outcome.value = await backend.call('rulings.stageTogether', { requestId: attempt.requestId, pattern: complete, cases });
      attempt = null;
      fault.value = null;
      const done = outcome.value.results.filter((one) => one.ruling !== null).length;
      say(`${done} of ${cases.length} rulings staged together.`);
    } catch (error) {
      fault.value = faultOf(error);
    } finally {
      isStaging.value = false;
      void staged.load();
    }
  }

  // Taken back here or by the key of any undo: the same fields are gone on with.
  const isTakenBack = computed(() => outcome.value !== null && staged.takenBack.some((row) => row.togetherId === outcome.value?.togetherId));
  watch(isTakenBack, (is) => {
    if (!is) return;
    outcome.value = null;
    void check();
  });

  const stop = backend.on((event) => {
    if (event.type === 'case.changed' && !isStaging.value && !outcome.value && caseIds().includes(event.caseId)) checkSoon();
  });
  onScopeDispose(() => {
    clearTimeout(timer);
    turn += 1;
    stop();
  });
  useRefetch(check, () => false);
  void check();

  return { form, faults, claims, preview, ready, outcome, fault, isChecking, isStaging, check, stage };
}
