import { computed, shallowRef, watch } from 'vue';
import type { SecondLook } from '../../contract/approvals.ts';
import type { Fault } from '../../contract/reply.ts';
import type { RulingSummary } from '../../contract/rulings.ts';
import { useBackend } from '../backend/backend.ts';
import { useRefetch } from '../backend/useRefetch.ts';
import { faultOf } from '../stores/faultOf.ts';
import { useStagedStore } from '../stores/stagedStore.ts';
import { keyCaps } from '../ui/keyNames.ts';
import { shownKey } from '../ui/keys.ts';
import { say } from '../ui/live.ts';

/** What a second person sees of a held ruling and can do with it. `opened` counts what they opened, so that the list of what is left follows. */
export function useSecondLook(rulingId: () => string, opened: () => number) {
  const backend = useBackend();
  const staged = useStagedStore();
  const look = shallowRef<SecondLook | null>(null);
  const fault = shallowRef<Fault | null>(null);
  const actFault = shallowRef<Fault | null>(null);
  const acting = shallowRef<'approve' | 'return' | 'otherwise' | null>(null);
  let turn = 0;

  async function load(): Promise<void> {
    const mine = ++turn;
    try {
      const answer = await backend.call('approvals.get', { rulingId: rulingId() });
      if (mine !== turn) return;
      look.value = answer;
      fault.value = null;
    } catch (error) {
      if (mine === turn) fault.value = faultOf(error);
    }
  }

  async function act(what: NonNullable<typeof acting.value>, work: () => Promise<RulingSummary>): Promise<RulingSummary | null> {
    if (acting.value !== null) return null;
    acting.value = what;
    actFault.value = null;
    try {
      return await work();
    } catch (error) {
      actFault.value = faultOf(error);
      say(`Nothing was done: ${actFault.value.message}`);
      return null;
    } finally {
      acting.value = null;
      void load();
    }
  }

  /** Approves what is shown, by its hash, so that nothing else can be approved by it. */
  async function approve(): Promise<RulingSummary | null> {
    const sha256 = look.value?.sha256;
    if (sha256 === undefined) return null;
    const summary = await act('approve', () => backend.call('approvals.approve', { requestId: crypto.randomUUID(), rulingId: rulingId(), sha256 }));
    if (summary?.state !== 'staged') return summary;
    staged.add(summary);
    const key = shownKey('ruling.undo');
    say(`Ruling on ${summary.caseReference} approved.${key === null ? '' : ` Press ${keyCaps(key).join(' ')} to take it back.`}`);
    return summary;
  }

  const giveBack = (reason: string) => act('return', () => backend.call('approvals.return', { requestId: crypto.randomUUID(), rulingId: rulingId(), reason }));
  const otherwise = (reason: string) => act('otherwise', () => backend.call('approvals.ruleOtherwise', { requestId: crypto.randomUUID(), rulingId: rulingId(), reason }));

  const canDecide = computed(() => look.value !== null && look.value.whyNot === null);
  const canApprove = computed(() => canDecide.value && look.value?.changed === null && look.value.unopened.length === 0);

  watch(rulingId, () => {
    look.value = null;
    actFault.value = null;
    void load();
  }, { immediate: true });
  watch(opened, () => void load());
  useRefetch(load, (event) => (event.type === 'ruling.changed' && event.rulingId === rulingId()) || event.type === 'settings.changed');

  return { look, fault, actFault, acting, canDecide, canApprove, load, approve, giveBack, otherwise };
}
