import { defineStore } from 'pinia';
import { computed, onScopeDispose, shallowRef, watch } from 'vue';
import type { Fault } from '../../contract/reply.ts';
import type { RulingSummary } from '../../contract/rulings.ts';
import { useBackend } from '../backend/backend.ts';
import { useRefetch } from '../backend/useRefetch.ts';
import { say } from '../ui/live.ts';
import { faultOf } from './faultOf.ts';

/** Milliseconds between two steps of the count-down. */
const tickMs = 250;

/** My staged rulings: each can be taken back until its undo window ends. */
export const useStagedStore = defineStore('staged', () => {
  const backend = useBackend();
  const rows = shallowRef<RulingSummary[]>([]);
  /** Rulings taken back in this window, newest first, until they are put away. */
  const takenBack = shallowRef<RulingSummary[]>([]);
  const fault = shallowRef<Fault | null>(null);
  const undoing = shallowRef<string | null>(null);
  const now = shallowRef(Date.now());

  /** What Z takes back. */
  const newest = computed(() => rows.value.toSorted((a, b) => b.stagedAt - a.stagedAt)[0] ?? null);

  let loads = 0;
  async function load(): Promise<void> {
    const turn = ++loads;
    try {
      const answer = await backend.call('rulings.staged', {});
      if (turn === loads) rows.value = answer;
    } catch (error) {
      if (turn === loads) fault.value = faultOf(error);
    }
  }

  /** Takes one staged ruling back, the newest when none is named; null when there is none or it was too late. */
  async function undo(rulingId?: string): Promise<RulingSummary | null> {
    const target = rulingId ?? newest.value?.rulingId;
    if (!target || undoing.value) return null;
    if (rulingId === undefined && newest.value?.togetherId) {
      await undoTogether(newest.value.togetherId);
      return null;
    }
    undoing.value = target;
    fault.value = null;
    try {
      const summary = await backend.call('rulings.undo', { requestId: crypto.randomUUID(), rulingId: target });
      rows.value = rows.value.filter((row) => row.rulingId !== target);
      takenBack.value = [summary, ...takenBack.value.filter((row) => row.caseId !== summary.caseId)];
      say(summary.state === 'held' ? `Approval of ${summary.caseReference} taken back. The ruling is held again.` : `Ruling on ${summary.caseReference} taken back. Its draft is as it was.`);
      return summary;
    } catch (error) {
      fault.value = faultOf(error);
      say(`Could not take the ruling back: ${fault.value.message}`);
      return null;
    } finally {
      undoing.value = null;
      void load();
    }
  }

  /** Takes back all rulings made together that still can be; false when the desk did not answer. */
  async function undoTogether(togetherId: string): Promise<boolean> {
    if (undoing.value) return false;
    undoing.value = togetherId;
    fault.value = null;
    try {
      const { undone, kept } = await backend.call('rulings.undoTogether', { requestId: crypto.randomUUID(), togetherId });
      takenBack.value = [...undone, ...takenBack.value.filter((row) => !undone.some((one) => one.caseId === row.caseId))];
      rows.value = rows.value.filter((row) => row.togetherId !== togetherId);
      const words = `${undone.length} rulings taken back together.${kept.length > 0 ? ` ${kept.length} are in effect already: ${kept.map((one) => one.reference).join(', ')}.` : ''}`;
      if (kept.length > 0) fault.value = { code: 'NOT_ALLOWED_NOW', message: words };
      say(words);
      return true;
    } catch (error) {
      fault.value = faultOf(error);
      say(`Could not take the rulings back: ${fault.value.message}`);
      return false;
    } finally {
      undoing.value = null;
      void load();
    }
  }

  /** Adds a ruling that was just staged, so that it can be taken back before the list is fetched again. */
  function add(summary: RulingSummary): void {
    rows.value = [...rows.value.filter((row) => row.rulingId !== summary.rulingId), summary];
    takenBack.value = takenBack.value.filter((row) => row.caseId !== summary.caseId);
    now.value = Date.now();
    void load();
  }

  /** Puts the word about a ruling taken back away, or about all of them made together. */
  function putAway(id: string): void {
    takenBack.value = takenBack.value.filter((row) => row.rulingId !== id && row.togetherId !== id);
  }

  const isTicking = computed(() => rows.value.length > 0);
  let timer: ReturnType<typeof setInterval> | undefined;
  watch(isTicking, (on) => {
    clearInterval(timer);
    if (on) timer = setInterval(() => (now.value = Date.now()), tickMs);
  });
  useRefetch(load, ({ type }) => type === 'ruling.changed');
  onScopeDispose(() => clearInterval(timer));

  return { rows, newest, takenBack, fault, undoing, now, load, undo, undoTogether, add, putAway };
});
