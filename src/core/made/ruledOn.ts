import type { CaseFile } from '../../contract/caseFile.ts';
import { leaseMs } from '../../contract/desk.ts';
import type { HashedNote } from '../audit/append.ts';
import { hashContent, letterContent, refundContent, rulingContent } from '../audit/rows.ts';
import { boundAt } from '../cases/caseBook.ts';
import { caseFileOf } from '../cases/caseFile.ts';
import { closingOf, finalExit, finalNote } from '../cases/closeCase.ts';
import type { SameFiles } from '../cases/exhibits.ts';
import { claimedNote } from '../cases/lease.ts';
import { referenceOf } from '../cases/lifeCycle.ts';
import { partsOfNew } from '../cases/readCaseParts.ts';
import type { NeutralParts } from '../cases/readParts.ts';
import { wholeRow } from '../db/insertRows.ts';
import { caseOrder, claim, deadline, historyEntry, item, message, parcel, party, remedy } from '../db/schema/caseParts.ts';
import type { disputeCase } from '../db/schema/disputeCase.ts';
import { evidence } from '../db/schema/evidence.ts';
import { letter } from '../db/schema/letter.ts';
import { refundSheet } from '../db/schema/refundSheet.ts';
import { finding, refund, ruling } from '../db/schema/ruling.ts';
import { between, pick, randomFrom } from '../db/seed/docket/random.ts';
import { verdictOn } from '../db/seed/made/verdicts.ts';
import { deskItself } from '../desk.ts';
import { jobRow } from '../jobs/enqueue.ts';
import { letterNote, saySent } from '../letters/sendLetter.ts';
import { payoutFile } from '../refunds/exchangeFolder.ts';
import { moneyOf, sayMoney } from '../refunds/money.ts';
import { payoutOrderOf } from '../refunds/payoutOrder.ts';
import { sayHandingOver, saySettled, stepNote } from '../refunds/payoutRun.ts';
import { momentOf } from '../rulings/moment.ts';
import { plannedRefund, sheetRow } from '../rulings/planRefunds.ts';
import { precedentRows, traitsFrom } from '../rulings/precedents.ts';
import { refundBpOf } from '../rulings/refundSpread.ts';
import { checkRuling } from '../rulings/rules.ts';
import { rulingRows, stagedNote, tookEffectNote } from '../rulings/rulingRows.ts';
import { filledAt } from '../rulings/signedLetters.ts';
import type { Came } from './cameIn.ts';
import { bookAt, bookCalled, type Setting } from './setting.ts';
import type { MadeRows } from './tables.ts';

const dayMs = 86_400_000;
const undoMs = 15_000;

/** How a case stands after what happened to it: what changes of its row. */
export type Move = { caseId: string; version: number; state: 'ruled' | 'closed'; closedAs: 'final' | null; takings: number; lastActivityAt: number; lastActivity: string };

/** The rows of a case likened to later ones; the place is given when they are written. */
export type MadePrecedent = Omit<ReturnType<typeof precedentRows>['precedent'], 'place'> & { words: string };

/** A payout that was carried on: its file in the exchange folder, written at a moment (ms UTC). */
export type MadePayout = { name: string; text: string; at: number };

/** A case whose time to appeal ends later: thousands of these are kept at once, so no more of it. */
export type Ended = Pick<Came['row'], 'caseId' | 'number'>;

/** What happens to a case at once: rows, its new state, entries of the log. */
export type Happened = { rows: MadeRows; move: Move; notes: HashedNote[]; precedent: MadePrecedent | null; payout: MadePayout | null; /** When its time to appeal ends (ms UTC); null where that is over. */ finalAt: number | null };

/**
 * A generated case is ruled on: its mediator took it, opened every exhibit and staged a ruling, which took effect; the letters went out and the
 * money is paid. Every row comes from the functions the commands use. Null when the desk would refuse the ruling; the case then goes on waiting.
 */
export function ruleOn(setting: Setting, came: Came, same: SameFiles): Happened | null {
  const { coming, nextId } = came;
  const takenAt = coming.ruledAt ?? 0;
  const random = randomFrom(`${setting.seed} ${coming.index} verdict`);
  const by = pick(random, setting.mediators);
  const stagedAt = takenAt + between(random, 90, 540) * 1_000;
  const effectiveAt = stagedAt + undoMs;
  const whole = wholeParts(came);
  const leased = { ...whole.row, state: 'in_review' as const, version: 2, takings: 1, leasePersonId: by.personId, leaseSessionId: by.sessionId, leaseEndsAt: takenAt + leaseMs };
  const looked = whole.evidence.map((row) => ({ row, found: row.sha256 === null ? null : (setting.found.get(row.sha256) ?? null), openedAt: stagedAt - 30_000, brokenAt: null }));
  const file = caseFileOf({ ...partsOfNew(leased, whole.neutral, looked, same, bookAt(setting, boundAt(whole.neutral.order, whole.row)), setting.plan), holderName: by.name }, by, stagedAt);
  const verdict = verdictOn(file, random);
  const check = checkRuling(file, verdict, stagedAt);
  if (check.problems.length > 0) return null;

  const rulingId = nextId(stagedAt);
  const staged = rulingRows(file, verdict, check, by, { rulingId, stagedAt, effectiveAt, togetherId: null });
  const moment = momentOf(file, verdict, check, { by, limits: setting.limits, book: bookCalled(setting, { version: file.policyVersion }), spread: null });
  const sheet = check.amount && check.sheet ? sheetRow(rulingId, check.sheet) : null;
  const appealUntil = effectiveAt + bookCalled(setting, { version: file.policyVersion }).timeLimits.appeal * dayMs;
  const stagedRow = wholeRow(ruling, staged.ruling);
  const inEffect = { ...stagedRow, state: 'effective' as const, effectiveAt, appealUntil };
  const covered = (row: typeof stagedRow) =>
    hashContent(rulingContent(row, {
      findings: staged.findings.map((one) => wholeRow(finding, one)),
      exhibits: staged.exhibits,
      spots: [],
      letters: staged.letters.toSorted((a, b) => (a.to < b.to ? -1 : 1)),
      sheet: sheet ? wholeRow(refundSheet, sheet) : undefined,
      suggested: staged.suggestion,
      noted: { rulingId, moment },
    }));
  const money = payOut(file, came, rulingId, check.amount, { stagedAt, effectiveAt, paidAt: effectiveAt + between(random, 2, 40) * 1_000 });
  const sent = sendLetters(file, came, staged.facts, staged.letters, { rulingId, effectiveAt, sentAt: effectiveAt + between(random, 1, 9) * 1_000 });
  const at = { caseId: file.caseId, number: whole.row.number };
  const isOver = appealUntil + dayMs / 2 < setting.anchor;
  const traits = traitsFrom(whole.row, whole.neutral.claims, whole.neutral.items.find(({ goods }) => goods !== null)?.goods ?? null);
  const refundBp = refundBpOf(inEffect.outcome, inEffect.amountMinor, file.refundRoom.cap ? BigInt(file.refundRoom.cap.minor) : null);
  const liked = refundBp === null ? null : precedentRows(inEffect, traits, { place: 0, refundBp, ruledAt: effectiveAt });
  return {
    rows: {
      openedMark: looked.map(({ row, openedAt }) => ({ evidenceId: row.evidenceId, personId: by.personId, at: openedAt })),
      ruling: [inEffect],
      finding: staged.findings,
      findingExhibit: staged.exhibits,
      rulingLetter: staged.letters,
      rulingSuggestion: [staged.suggestion],
      rulingMoment: [{ rulingId, moment }],
      refundSheet: sheet ? [sheet] : [],
      draftEdit: [{ caseId: file.caseId, personId: by.personId, version: 1, draft: verdict, at: stagedAt }],
      refund: money.rows,
      payoutRun: money.runs,
      letter: sent.rows,
      job: isOver ? [] : [jobRow(closingOf(whole.row, rulingId, appealUntil), nextId(effectiveAt), effectiveAt)],
    },
    move: { caseId: file.caseId, version: 4, state: 'ruled', closedAs: null, takings: 0, lastActivityAt: sent.sentAt, lastActivity: 'takeEffect' },
    notes: [
      { ...claimedNote({ ...at, version: 2 }, by), at: takenAt, rows: [] },
      { ...stagedNote({ ...at, version: 3 }, stagedRow, by), at: stagedAt, rows: [{ table: 'ruling', id: rulingId, sha256: covered(stagedRow) }, ...money.planned] },
      { ...tookEffectNote({ ...at, version: 4 }, inEffect, deskItself), at: effectiveAt, rows: [{ table: 'ruling', id: rulingId, sha256: covered(inEffect) }, ...sent.planned, ...money.approved] },
      ...sent.notes,
      ...money.notes,
    ],
    payout: money.rows[0] ? { ...payoutFile(payoutOrderOf({ row: money.rows[0], ruling: inEffect, sheet: check.sheet ?? null, onAppeal: null, lesser: null, source: file.source, sourceId: file.sourceId }, file)), at: money.rows[0].changedAt } : null,
    precedent: liked && { ...liked.precedent, words: liked.text.words },
    finalAt: isOver ? appealUntil : null,
  };
}

/** The time to appeal of a case that was ruled on is over. */
export function becomeFinal({ caseId, number }: Ended, finalAt: number): Happened {
  const version = 5;
  return {
    rows: { caseExit: [finalExit(caseId, finalAt)] },
    move: { caseId, version, state: 'closed', closedAs: 'final', takings: 0, lastActivityAt: finalAt, lastActivity: 'close' },
    notes: [{ ...finalNote({ caseId, number, version }), at: finalAt, rows: [] }],
    precedent: null,
    payout: null,
    finalAt: null,
  };
}

/** The rows of a case as they would be read back. */
function wholeParts({ row, parts, evidence: rows }: Came): { row: typeof disputeCase.$inferSelect; neutral: NeutralParts; evidence: (typeof evidence.$inferSelect)[] } {
  return {
    row,
    neutral: {
      order: parts.order ? wholeRow(caseOrder, parts.order) : null,
      parties: parts.parties.map((one) => wholeRow(party, one)),
      items: parts.items.map((one) => wholeRow(item, one)),
      claims: parts.claims.map((one) => wholeRow(claim, one)),
      remedies: parts.remedies.map((one) => wholeRow(remedy, one)),
      messages: parts.messages.map((one) => wholeRow(message, one)),
      parcels: parts.parcels.map((one) => wholeRow(parcel, one)),
      deadlines: parts.deadlines.map((one) => wholeRow(deadline, one)),
      history: parts.history.map((one) => wholeRow(historyEntry, one)),
    },
    evidence: rows.map((one) => wholeRow(evidence, one)),
  };
}

/** The refund of a ruling, from planned to settled. */
function payOut(file: CaseFile, { nextId }: Came, rulingId: string, amount: ReturnType<typeof checkRuling>['amount'], { stagedAt, effectiveAt, paidAt }: { stagedAt: number; effectiveAt: number; paidAt: number }) {
  if (!amount) return { rows: [], runs: [], planned: [], approved: [], notes: [] };
  const refundId = nextId(stagedAt);
  const planned = wholeRow(refund, plannedRefund({ rulingId, caseId: file.caseId }, amount, { refundId, kind: 'order', createdAt: stagedAt }));
  const approved = { ...planned, state: 'approved' as const, changedAt: effectiveAt };
  const sent = { ...planned, state: 'sent' as const, changedAt: paidAt - 500 };
  const settled = { ...planned, state: 'settled' as const, changedAt: paidAt };
  const covered = (row: typeof planned) => [{ table: 'refund' as const, id: refundId, sha256: hashContent(refundContent(row)) }];
  const sum = sayMoney(moneyOf(planned.amountMinor, planned.currency));
  return {
    rows: [settled],
    runs: [{ refundId, runId: nextId(paidAt), startedAt: paidAt - 900, asks: 0 }],
    planned: covered(planned),
    approved: covered(approved),
    notes: [
      { ...stepNote(sent, 'approved', sayHandingOver(sum)), at: sent.changedAt, rows: covered(sent) },
      { ...stepNote(settled, 'sent', saySettled(sum)), at: settled.changedAt, rows: covered(settled) },
    ],
  };
}

function sendLetters(
  file: CaseFile,
  { nextId, row }: Came,
  facts: ReturnType<typeof rulingRows>['facts'],
  signed: ReturnType<typeof rulingRows>['letters'],
  { rulingId, effectiveAt, sentAt }: { rulingId: string; effectiveAt: number; sentAt: number },
) {
  if (!facts) throw new Error(`The letters of ${referenceOf(row)} cannot be written.`);
  const letters = signed.map(({ isEdited: _isEdited, rulingId: _ruling, ...one }) => {
    const composed = filledAt(one, facts, effectiveAt);
    const planned = wholeRow(letter, { ...composed, caseId: file.caseId, kind: 'ruling', letterId: nextId(effectiveAt), rulingId, state: 'planned', createdAt: effectiveAt });
    const sent = { ...planned, state: 'sent' as const, sentAt, delivery: 'accepted' as const, deliveredAt: sentAt };
    return { planned, sent };
  });
  const covered = (one: typeof letter.$inferSelect) => ({ table: 'letter' as const, id: one.letterId, sha256: hashContent(letterContent(one)) });
  return {
    sentAt,
    rows: letters.map(({ sent }) => sent),
    planned: letters.map(({ planned }) => covered(planned)),
    notes: letters.map(({ sent }): HashedNote => ({ ...letterNote(sent, 'sent', saySent(sent, row)), at: sentAt, rows: [covered(sent)] })),
  };
}
