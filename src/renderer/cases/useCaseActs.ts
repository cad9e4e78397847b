import { computed } from 'vue';
import type { Standing } from '../../contract/board.ts';
import type { Reminder } from '../../contract/caseFile.ts';
import type { OfferInput } from '../../contract/offers.ts';
import type { SpotPlace } from '../../contract/spots.ts';
import type { Admissibility, Adversary, GoodsKind, Reason, Role } from '../../contract/vocabulary.ts';
import { useNotices } from '../ui/notices.ts';
import { faultWords } from '../ui/words.ts';
import { useAppealStore } from '../stores/appealStore.ts';
import { useOfferStore } from '../stores/offerStore.ts';
import { useBoardStore } from '../stores/boardStore.ts';
import { useCaseStore } from '../stores/caseStore.ts';
import type { AskDraft } from './askDraft.ts';
import { useDeadlineStore } from '../stores/deadlineStore.ts';
import { faultOf } from '../stores/faultOf.ts';

/** What a person may do with the open case; each act says in a notice when it did not work and answers whether it did. */
export function useCaseActs(role: () => Role | null) {
  const store = useCaseStore();
  const appeals = useAppealStore();
  const board = useBoardStore();
  const offers = useOfferStore();
  const deadlines = useDeadlineStore();
  const notices = useNotices();

  async function attempt(work: () => Promise<unknown>): Promise<boolean> {
    try {
      await work();
      return true;
    } catch (error) {
      const { code, message } = faultOf(error);
      notices.add({ tone: 'danger', title: faultWords[code], text: message });
      return false;
    }
  }

  async function addSpot(evidenceId: string | null, name: string, place: SpotPlace): Promise<{ spotId: string; label: string } | null> {
    let added: { spotId: string; label: string } | null = null;
    await attempt(async () => (added = await store.addSpot(evidenceId, name, place)));
    return added;
  }

  const isMine = computed(() => store.file?.lease?.isMine === true);
  /** Relabel, judge exhibits: only with the lease, and not in a case that may only be looked at. */
  const canEdit = computed(() => isMine.value && store.file?.readOnlyBecause === null);
  const canClaim = computed(() => role() === 'mediator' || role() === 'lead');
  /** Whoever works on it, a lead or triage, while the case can still be decided. */
  const canMarkHarm = computed(() => store.file !== null && store.file.state !== 'ruled' && store.file.state !== 'closed' && (isMine.value || role() === 'lead' || role() === 'triage'));
  const canTag = computed(() => role() !== null && role() !== 'admin');
  const canAccept = computed(() => role() === 'lead' || role() === 'triage' || role() === 'admin');

  return {
    isMine, canEdit, canClaim, canAccept, canMarkHarm, canTag,
    extend: () => attempt(store.extendLease),
    claim: () => attempt(store.claim),
    handBack: (note: string) => attempt(() => store.handBack(note.trim() === '' ? null : note.trim())),
    recuse: (reason: string, party: Adversary | null) => attempt(() => appeals.recuse(reason, party)),
    skip: (reason: string) => attempt(() => store.skip(reason.trim())),
    setHarm: (words: string | null) => attempt(() => store.setHarm(words)),
    relabel: (claimId: string, reason: Reason) => attempt(() => store.relabelClaim(claimId, reason)),
    setStanding: (claimId: string, standing: Standing | null, reason: string | null) => attempt(() => board.setStanding(claimId, standing, reason)),
    setGoods: (itemId: string, goods: GoodsKind | null) => attempt(() => board.setGoods(itemId, goods)),
    tie: (evidenceId: string, claimId: string, proves: string | null) => attempt(() => board.tie(evidenceId, claimId, proves)),
    untie: (evidenceId: string, claimId: string) => attempt(() => board.untie(evidenceId, claimId)),
    addContradiction: (between: [string, string], words: string) => attempt(() => board.addContradiction(between, words)),
    removeContradiction: (contradictionId: string) => attempt(() => board.removeContradiction(contradictionId)),
    ask: (asked: AskDraft) => attempt(() => board.ask(asked)),
    putOffer: (offer: OfferInput) => attempt(() => offers.put(offer)),
    disclose: (to: Adversary, evidenceIds: string[]) => attempt(() => board.disclose(to, evidenceIds)),
    withdrawQuestion: (questionId: string) => attempt(() => board.withdrawQuestion(questionId)),
    moveDeadline: (deadlineId: string, act: 'extend' | 'pause' | 'resume', days: number, reason: string) => attempt(() => deadlines.move(deadlineId, act, days, reason)),
    previewDeadline: async (deadlineId: string, act: 'extend' | 'pause' | 'resume', days: number) => {
      try {
        return { reckoning: await deadlines.preview(deadlineId, act, days) };
      } catch (error) {
        return { problem: faultOf(error).message };
      }
    },
    setReminder: (reminder: Reminder | null) => attempt(() => board.setReminder(reminder)),
    erase: (evidenceId: string, reason: string) =>
      attempt(async () => {
        const stillIn = await store.eraseExhibit(evidenceId, reason);
        if (stillIn.length > 0) notices.add({ tone: 'danger', title: 'Erased here, but the same file is not gone', text: `It can still be read in ${stillIn.join(', ')}. Erase it there too.` });
      }),
    judge: (evidenceId: string, admissibility: Admissibility, reason: string | null) => attempt(() => store.setAdmissibility(evidenceId, admissibility, reason)),
    addNote: (text: string) => attempt(() => store.addNote(text)),
    addSpot,
    renameSpot: (spotId: string, name: string) => attempt(() => store.renameSpot(spotId, name)),
    removeSpot: (spotId: string) => attempt(() => store.removeSpot(spotId)),
    restoreSpot: (spotId: string) => attempt(() => store.restoreSpot(spotId)),
    goToSpot: (spotId: string) => void attempt(() => store.openCitation({ spotId })),
    accept: (reason: string) => attempt(() => store.accept(reason)),
    openExhibit: (evidenceId: string) => void attempt(() => store.openExhibit(evidenceId)),
    markOpened: (evidenceId: string) => void attempt(() => store.markOpened(evidenceId)),
  };
}
