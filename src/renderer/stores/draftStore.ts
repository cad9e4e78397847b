import { defineStore } from 'pinia';
import { computed, onScopeDispose, shallowRef, watch } from 'vue';
import type { CaseFile } from '../../contract/caseFile.ts';
import type { Fault } from '../../contract/reply.ts';
import { DraftElsewhere, type RulingDraft, type RulingInput, type RulingProblem, type RulingSummary } from '../../contract/rulings.ts';
import type { Outcome, Reason } from '../../contract/vocabulary.ts';
import { useBackend } from '../backend/backend.ts';
import { keyCaps } from '../ui/keyNames.ts';
import { shownKey } from '../ui/keys.ts';
import { say } from '../ui/live.ts';
import { faultOf } from './faultOf.ts';
import { useCaseStore } from './caseStore.ts';
import { useSessionStore } from './sessionStore.ts';
import { completeRuling, outcomePatch, reasonPatch, withCitation, withFinding, type Citation } from './draftEdits.ts';
import { createDraftKeeper } from './draftKeeper.ts';
import { useStagedStore } from './stagedStore.ts';

/** A draft set aside because the case went to someone else, or another window of the person wrote; shown beside what stands, never lost. */
export type KeptDraft = { caseId: string; draft: RulingDraft; at: number; because: 'case_gone' | 'other_window' };

/** True while the person who asks may write a ruling for the case. */
export function isRulable(file: CaseFile): boolean {
  return file.readOnlyBecause === null && file.lease?.isMine === true && (file.state === 'in_review' || file.state === 'queued');
}

/** Fields of the refund whose text may be unreadable, and the problem that is. */
const unreadableAs = {
  amount: { code: 'NO_AMOUNT', field: 'amount' },
  postage: { code: 'POSTAGE', field: 'postage' },
  return: { code: 'RETURN', field: 'return' },
  exchange: { code: 'EXCHANGE', field: 'exchange' },
  bearers: { code: 'NO_BEARER', field: 'bearers' },
} as const;
type FaultyField = keyof typeof unreadableAs;

/** How to take a ruling back, as the keys of the person are. */
function undoWords({ stagedAt, effectiveAt }: RulingSummary): string {
  if (effectiveAt <= stagedAt) return ' It takes effect at once and cannot be taken back.';
  const key = shownKey('ruling.undo');
  return key === null ? '' : ` Press ${keyCaps(key).join(' ')} to take it back.`;
}

/** The ruling draft of the open case: kept, saved, worked out by the core and staged. */
export const useDraftStore = defineStore('draft', () => {
  const backend = useBackend();
  const cases = useCaseStore();
  const staged = useStagedStore();
  const keeper = createDraftKeeper({
    save: async (caseId, draft, expectedDraftVersion) => {
      const saved = await backend.call('rulings.saveDraft', { caseId, draft, expectedDraftVersion });
      // Saved, but the lease is over: the screen must say so.
      if (!saved.isHeld && cases.file?.lease?.isMine && cases.caseId === caseId) void cases.refresh();
      return saved;
    },
    check: (caseId, draft) => backend.call('rulings.check', { caseId, draft }),
  });
  const isStaging = shallowRef(false);
  const stageFault = shallowRef<Fault | null>(null);
  const kept = shallowRef<KeptDraft | null>(null);
  /** Fields whose text cannot be read, by field name, with the reason; nothing can be staged while one stands. */
  const fieldFaults = shallowRef<Record<string, string>>({});
  /** The claim the next citation goes to. */
  const currentClaimId = shallowRef<string | null>(null);

  const canRule = computed(() => cases.file !== null && isRulable(cases.file));
  const saveFault = computed(() => (keeper.saveFault.value === null ? null : faultOf(keeper.saveFault.value)));
  const checkFault = computed(() => (keeper.checkFault.value === null ? null : faultOf(keeper.checkFault.value)));
  /** Everything to mend before staging: what cannot be read here, then what the core asks. */
  const problems = computed<RulingProblem[]>(() => {
    const unreadable = Object.entries(fieldFaults.value).map(([field, message]): RulingProblem => ({ ...unreadableAs[field as FaultyField], message, refId: null }));
    const ofCore = keeper.check.value?.problems ?? [];
    // Money that cannot be paid is said before anything that is merely missing.
    const isMoney = (problem: RulingProblem) => problem.code === 'ABOVE_CAP' || problem.code === 'REFUND_BLOCKED';
    return [...unreadable, ...ofCore.filter(isMoney), ...ofCore.filter((problem) => !isMoney(problem))];
  });
  /** Conditions met and asked; those only this screen knows of count too. */
  const counts = computed(() => {
    const { met = 0, asked = 0, problems: ofCore = [] } = keeper.check.value ?? {};
    return { met, asked: asked + problems.value.length - ofCore.length };
  });
  /** Why nothing can be staged now, in words; null when it can. */
  const blockedBy = computed(() => {
    if (checkFault.value) return checkFault.value.message;
    const problem = problems.value[0];
    if (problem) return problem.message;
    return completeRuling(keeper.draft.value) ? null : 'Choose an outcome, a reason and an amount first.';
  });

  function setFieldFault(field: FaultyField, words: string | null): void {
    const { [field]: _before, ...rest } = fieldFaults.value;
    fieldFaults.value = words === null ? rest : { ...rest, [field]: words };
  }

  function set(patch: RulingDraft): void {
    if (!canRule.value) return;
    stageFault.value = null;
    keeper.set(patch);
  }

  const chooseOutcome = (outcome: Outcome) => set(outcomePatch(keeper.draft.value, outcome));
  const chooseReason = (reason: Reason) => set(reasonPatch(keeper.draft.value, reason, cases.file?.clauses ?? []));

  /** Cites an exhibit or a place for a claim: the one named, else the exhibit's only one, else the one in work, else the first. */
  function cite(cited: Citation, claimId?: string): string | null {
    const file = cases.file;
    if (!file || !canRule.value) return null;
    const spot = 'spotId' in cited ? file.spots.find((candidate) => candidate.spotId === cited.spotId) : undefined;
    const evidenceId = 'spotId' in cited ? spot?.evidenceId : cited.evidenceId;
    const exhibit = file.exhibits.find((candidate) => candidate.evidenceId === evidenceId);
    const label = spot?.label ?? exhibit?.label;
    if (label === undefined) return null;
    const own = exhibit?.claimIds ?? [];
    const known = (id: string | null | undefined) => file.claims.find((claim) => claim.claimId === id)?.claimId;
    const target =
      known(claimId) ?? known(own.length === 1 ? own[0] : null) ?? known(currentClaimId.value) ??
      known(own[0]) ?? file.claims[0]?.claimId;
    if (!target) return null;
    currentClaimId.value = target;
    set({ findings: withCitation(keeper.draft.value.findings ?? [], target, cited) });
    say(`${label} cited for claim ${file.claims.findIndex((claim) => claim.claimId === target) + 1}.`);
    return target;
  }

  /** Changes the finding of one claim, or begins it. */
  function setFinding(claimId: string, patch: Parameters<typeof withFinding>[2]): void {
    currentClaimId.value = claimId;
    set({ findings: withFinding(keeper.draft.value.findings ?? [], claimId, patch) });
  }

  function dropFinding(claimId: string): void {
    set({ findings: (keeper.draft.value.findings ?? []).filter((finding) => finding.claimId !== claimId) });
  }

  function setAside(because: KeptDraft['because'] = 'case_gone'): void {
    if (keeper.caseId.value !== null) kept.value = { caseId: keeper.caseId.value, draft: keeper.draft.value, at: Date.now(), because };
  }

  /** Another window wrote since: its draft comes into the panel, this window's is kept beside it. */
  function showOther(fault: Fault): void {
    const other = DraftElsewhere.safeParse(fault.data);
    if (!other.success) return void cases.refresh();
    setAside('other_window');
    keeper.replace(other.data);
    say('Another window of yours wrote on this case. Its draft is shown; this one is kept beside it.');
  }

  /** A retry after a lost answer carries the same id, so that a ruling is never staged twice. */
  let attempt: { content: string; requestId: string } | null = null;
  function requestIdFor(caseId: string, version: number, ruling: RulingInput): string {
    const content = JSON.stringify([caseId, version, ruling]);
    if (attempt?.content !== content) attempt = { content, requestId: crypto.randomUUID() };
    return attempt.requestId;
  }

  /**
   * Stages the ruling as it stands; null when something is in the way, which `stageFault` or `blockedBy` says.
   * `andLeave`: the next case follows, so this one is not fetched again; who cannot open a next one calls `cases.refresh`.
   */
  async function stage(andLeave = false): Promise<RulingSummary | null> {
    const caseId = keeper.caseId.value;
    if (isStaging.value || cases.isLeaving || caseId === null || !canRule.value) return null;
    isStaging.value = true;
    stageFault.value = null;
    try {
      await keeper.ensureChecked();
      const ruling = completeRuling(keeper.draft.value);
      const version = cases.file?.caseId === caseId ? cases.file.version : null;
      if (blockedBy.value !== null || ruling === null || version === null) {
        say(`Not staged: ${blockedBy.value ?? 'the ruling is not complete.'}`);
        return null;
      }
      const written = keeper.draft.value;
      await keeper.flush();
      // Another window's draft came into the panel: what would be staged is not what is shown.
      if (saveFault.value?.code === 'CONFLICT' || keeper.draft.value !== written) return null;
      const requestId = requestIdFor(caseId, version, ruling);
      // Set before the call, because the event of the change may come before its answer.
      cases.isLeaving = andLeave;
      const summary = await backend.call('rulings.stage', { requestId, caseId, expectedVersion: version, ruling });
      attempt = null;
      keeper.isTouched.value = false;
      kept.value = null;
      staged.add(summary);
      // The lease ended with the ruling; it was not lost.
      cases.wasMine = false;
      say(`Ruling on ${summary.caseReference} staged.${undoWords(summary)}`);
      if (!andLeave) await cases.refresh();
      return summary;
    } catch (error) {
      cases.isLeaving = false;
      stageFault.value = faultOf(error);
      say(`Not staged: ${stageFault.value.message}`);
      if (stageFault.value.code === 'CONFLICT' || stageFault.value.code === 'LEASE_LOST') {
        setAside();
        await cases.refresh();
      }
      return null;
    } finally {
      isStaging.value = false;
    }
  }

  /** Puts the draft that was set aside back into the panel. */
  function useKept(): void {
    const draft = kept.value;
    if (!draft || draft.caseId !== keeper.caseId.value || !canRule.value) return;
    kept.value = null;
    stageFault.value = null;
    keeper.set(draft.draft);
  }

  function dropKept(): void {
    kept.value = null;
    stageFault.value = null;
  }

  let couldRule = false;
  watch(
    () => [cases.file, cases.file?.exhibits.filter((exhibit) => exhibit.openedAt !== null).length] as const,
    ([file]) => {
      if (!file) {
        keeper.open(null, { draft: null, version: 0 });
        couldRule = false;
        return;
      }
      const isMine = isRulable(file);
      const stored = { draft: file.draft, version: file.draftVersion };
      if (file.caseId !== keeper.caseId.value) {
        stageFault.value = null;
        fieldFaults.value = {};
        currentClaimId.value = null;
        if (kept.value?.caseId !== file.caseId) kept.value = null;
        keeper.open(file.caseId, stored);
      } else if (isMine && keeper.isTouched.value && !keeper.isBehind(stored)) {
        if (stageFault.value && kept.value?.because === 'case_gone') kept.value = null;
        keeper.checkSoon();
      } else {
        if (couldRule && !isMine && keeper.isTouched.value && !isStaging.value && !kept.value) setAside();
        keeper.replace(stored);
      }
      couldRule = isMine;
    },
    { immediate: true },
  );
  watch(saveFault, (fault) => {
    if (fault?.code === 'CONFLICT') showOther(fault);
    else if (fault?.code === 'LEASE_LOST') void cases.refresh();
  });

  const saveWhenHidden = () => void keeper.flush();
  window.addEventListener('pagehide', saveWhenHidden);
  document.addEventListener('visibilitychange', saveWhenHidden);
  const stopConnection = backend.onConnection((isOnline) => {
    if (isOnline) void keeper.flush();
  });
  const stopLeaving = useSessionStore().beforeLeaving(() => keeper.flush());
  onScopeDispose(() => {
    stopLeaving();
    window.removeEventListener('pagehide', saveWhenHidden);
    document.removeEventListener('visibilitychange', saveWhenHidden);
    stopConnection();
  });

  return {
    caseId: keeper.caseId,
    draft: keeper.draft,
    check: keeper.check,
    checkFault,
    isChecking: keeper.isChecking,
    saveState: keeper.saveState,
    saveFault,
    savedAt: keeper.savedAt,
    isStaging,
    stageFault,
    kept,
    fieldFaults,
    currentClaimId,
    canRule,
    problems,
    counts,
    blockedBy,
    set,
    setFieldFault,
    chooseOutcome,
    chooseReason,
    cite,
    setFinding,
    dropFinding,
    stage,
    undo: staged.undo,
    flush: keeper.flush,
    recheck: keeper.checkSoon,
    useKept,
    dropKept,
  };
});
