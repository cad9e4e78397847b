import { defineStore } from 'pinia';
import { computed, onScopeDispose, shallowRef, watch } from 'vue';
import { toDecimal } from '../../contract/money.ts';
import type { Asked } from '../../contract/questions.ts';
import type { Fault } from '../../contract/reply.ts';
import { useBackend } from '../backend/backend.ts';
import { useRefetch } from '../backend/useRefetch.ts';
import { say } from '../ui/live.ts';
import { faultOf } from './faultOf.ts';
import { useUnsentStore } from './unsentStore.ts';

const tickMs = 250;

/** What I asked or offered and can still undo, until its letters go out. What was written comes back into its dialog. */
export const useAskedStore = defineStore('asked', () => {
  const backend = useBackend();
  const unsent = useUnsentStore();
  const rows = shallowRef<Asked[]>([]);
  const fault = shallowRef<Fault | null>(null);
  const undoing = shallowRef<string | null>(null);
  const now = shallowRef(Date.now());
  const running = computed(() => rows.value.filter((row) => row.undoUntil > now.value));
  const newest = computed(() => running.value.toSorted((a, b) => b.askedAt - a.askedAt)[0] ?? null);

  let loads = 0;
  async function load(): Promise<void> {
    const turn = ++loads;
    try {
      const answer = await backend.call('cases.asked', {});
      if (turn === loads) rows.value = answer;
      now.value = Date.now();
    } catch (error) {
      if (turn === loads) fault.value = faultOf(error);
    }
  }

  /** Undoes what was asked last, or one thing named; the id of its case, null when it was too late. */
  async function undo(askId?: string): Promise<string | null> {
    const target = rows.value.find((row) => row.askId === (askId ?? newest.value?.askId));
    if (!target || undoing.value) return null;
    undoing.value = target.askId;
    fault.value = null;
    try {
      const requestId = crypto.randomUUID();
      if (target.type === 'question') {
        const { questions } = await backend.call('cases.undoAsk', { requestId, askId: target.askId });
        const texts = questions.filter((one) => one.to === questions[0]?.to);
        const draft = { to: target.to, questions: texts.map(({ text, claimId, kinds }) => ({ text, claimId, kinds })), dueAt: null };
        unsent.wordsOf(() => `ask ${target.caseId}`).value = JSON.stringify(draft);
      } else {
        const { offer } = await backend.call('offers.undo', { requestId, offerId: target.askId });
        const { outcome, amount, bearers, withReturn, words } = offer;
        const draft = { outcome, amount: amount ? toDecimal(amount.minor, amount.currency) : '', bearer: bearers[0]?.bearer ?? 'seller', withReturn, words, dueAt: null };
        unsent.wordsOf(() => `offer ${target.caseId}`).value = JSON.stringify(draft);
      }
      rows.value = rows.value.filter((row) => row !== target);
      say(`What you ${target.type === 'question' ? 'asked' : 'offered'} in ${target.reference} is taken back. Your words are kept.`);
      return target.caseId;
    } catch (error) {
      fault.value = faultOf(error);
      say(`Could not take it back: ${fault.value.message}`);
      return null;
    } finally {
      undoing.value = null;
      void load();
    }
  }

  let timer: ReturnType<typeof setInterval> | undefined;
  watch(() => running.value.length > 0, (on) => {
    clearInterval(timer);
    if (on) timer = setInterval(() => (now.value = Date.now()), tickMs);
  });
  useRefetch(load, ({ type }) => type === 'letter.changed');
  onScopeDispose(() => clearInterval(timer));

  return { rows: running, newest, fault, undoing, now, load, undo };
});
