import { eq, inArray } from 'drizzle-orm';
import { canonical } from '../canonical.ts';
import type { Db } from '../db/open.ts';
import type { RowHash } from '../db/schema/audit.ts';
import { account, answer, appeal, appealRuling, appealView, approval, calibration, calibrationCase, calibrationNote, calibrationPerson, calibrationRating, conflict, correction, deadlineMove, disclosure, finding, findingExhibit, findingSpot, goldenCase, goldenKnown, ledgerCheck, ledgerDifference, lesserRefund, letter, offer, offerReply, person, policyVersion, refund, refundSheet, returnDecision, returnEvent, returnOrder, review, reviewAnswer, ruling, rulingHold, rulingLetter, rulingLimit, rulingMoment, rulingSuggestion, sample, sampleItem, scorecard } from '../db/schema/index.ts';
import { sha256 } from '../ids.ts';

/** A row the log covers; a ruling includes its findings. */
export type CoveredRow = Pick<RowHash, 'table' | 'id'>;

/** Tables whose rows the log covers, because libSQL's encryption hides but does not authenticate. */
export const coveredTables = ['ruling', 'refund', 'letter', 'person', 'policy_version', 'answer', 'disclosure', 'offer', 'offer_reply', 'deadline_move', 'approval', 'ruling_limit', 'appeal', 'appeal_view', 'correction', 'conflict', 'ledger_check', 'ledger_difference', 'return_order', 'return_event', 'return_decision', 'lesser_refund', 'account', 'sample', 'golden_case', 'scorecard', 'review', 'calibration'] as const;

const keys = {
  ruling: ruling.rulingId,
  refund: refund.refundId,
  letter: letter.letterId,
  person: person.personId,
  policy_version: policyVersion.version,
  answer: answer.answerId,
  disclosure: disclosure.disclosureId,
  offer: offer.offerId,
  offer_reply: offerReply.replyId,
  deadline_move: deadlineMove.moveId,
  approval: approval.approvalId,
  ruling_limit: rulingLimit.limitId,
  appeal: appeal.appealId,
  appeal_view: appealView.viewId,
  correction: correction.correctionId,
  conflict: conflict.conflictId,
  ledger_check: ledgerCheck.checkId,
  ledger_difference: ledgerDifference.differenceId,
  return_order: returnOrder.returnId,
  return_event: returnEvent.eventId,
  return_decision: returnDecision.decisionId,
  lesser_refund: lesserRefund.refundId,
  account: account.personId,
  sample: sample.sampleId,
  golden_case: goldenCase.goldenId,
  scorecard: scorecard.version,
  review: review.reviewId,
  calibration: calibration.calibrationId,
};

/** The hash of one covered row as it stands; throws when it is not there. */
export async function hashRow(db: Db, row: CoveredRow): Promise<RowHash> {
  const hashes = await hashRows(db, row.table, [row.id]);
  const found = hashes.get(row.id);
  if (!found) throw new Error(`The log was asked to cover a ${row.table} that is not there.`);
  return { ...row, sha256: found };
}

/** Hashes of rows of one covered table by id; ids that have no row are left out. Throws when a tampered row cannot even be read. */
export async function hashRows(db: Db, table: CoveredRow['table'], ids: string[]): Promise<Map<string, string>> {
  const contents = await readRows(db, table, ids);
  return new Map([...contents].map(([id, content]) => [id, hashContent(content)]));
}

/** As `hashRows`, for rows that may be tampered with: one that cannot be read has no hash, and is told apart from one that is gone. */
export async function hashReadableRows(db: Db, table: CoveredRow['table'], ids: string[]): Promise<Map<string, string | null>> {
  try {
    return await hashRows(db, table, ids);
  } catch (error) {
    // A column of JSON that is none any more fails the whole page. The system's own errors are not the row's fault.
    if (!(error instanceof SyntaxError || error instanceof RangeError || error instanceof TypeError)) throw error;
    if (ids.length === 1) return new Map(ids.map((id) => [id, null]));
    const pages = await Promise.all(ids.map((id) => hashReadableRows(db, table, [id])));
    return new Map(pages.flatMap((page) => [...page]));
  }
}

/** Every id of a covered table. */
export async function coveredIds(db: Db, table: CoveredRow['table']): Promise<string[]> {
  const key = keys[table];
  const rows = await db.select({ id: key }).from(key.table);
  return rows.map((row) => String(row.id));
}

async function readRows(db: Db, table: CoveredRow['table'], ids: string[]): Promise<Map<string, unknown>> {
  if (table === 'refund') return byId((await db.select().from(refund).where(inArray(refund.refundId, ids))).map(refundContent), 'refundId');
  if (table === 'letter') return byId((await db.select().from(letter).where(inArray(letter.letterId, ids))).map(letterContent), 'letterId');
  if (table === 'person') return byId((await db.select().from(person).where(inArray(person.personId, ids))).map(asFirstKnown), 'personId');
  if (table === 'policy_version') return byId(await db.select().from(policyVersion).where(inArray(policyVersion.version, ids)), 'version');
  if (table === 'answer') return byId(await db.select().from(answer).where(inArray(answer.answerId, ids)), 'answerId');
  if (table === 'disclosure') return byId(await db.select().from(disclosure).where(inArray(disclosure.disclosureId, ids)), 'disclosureId');
  if (table === 'offer') return byId(await db.select().from(offer).where(inArray(offer.offerId, ids)), 'offerId');
  if (table === 'offer_reply') return byId(await db.select().from(offerReply).where(inArray(offerReply.replyId, ids)), 'replyId');
  if (table === 'deadline_move') return byId(await db.select().from(deadlineMove).where(inArray(deadlineMove.moveId, ids)), 'moveId');
  if (table === 'approval') return byId(await db.select().from(approval).where(inArray(approval.approvalId, ids)), 'approvalId');
  if (table === 'ruling_limit') return byId(await db.select().from(rulingLimit).where(inArray(rulingLimit.limitId, ids)), 'limitId');
  if (table === 'appeal') return byId((await db.select().from(appeal).where(inArray(appeal.appealId, ids))).map(ofParty), 'appealId');
  if (table === 'appeal_view') return byId(await db.select().from(appealView).where(inArray(appealView.viewId, ids)), 'viewId');
  if (table === 'correction') return byId(await db.select().from(correction).where(inArray(correction.correctionId, ids)), 'correctionId');
  if (table === 'conflict') return byId(await db.select().from(conflict).where(inArray(conflict.conflictId, ids)), 'conflictId');
  if (table === 'ledger_check') return byId(await db.select().from(ledgerCheck).where(inArray(ledgerCheck.checkId, ids)), 'checkId');
  if (table === 'ledger_difference') return byId((await db.select().from(ledgerDifference).where(inArray(ledgerDifference.differenceId, ids))).map(withoutSightings), 'differenceId');
  if (table === 'return_order') return byId(await db.select().from(returnOrder).where(inArray(returnOrder.returnId, ids)), 'returnId');
  if (table === 'return_event') return byId(await db.select().from(returnEvent).where(inArray(returnEvent.eventId, ids)), 'eventId');
  if (table === 'return_decision') return byId(await db.select().from(returnDecision).where(inArray(returnDecision.decisionId, ids)), 'decisionId');
  if (table === 'account') return byId(await db.select().from(account).where(inArray(account.personId, ids)), 'personId');
  if (table === 'golden_case') return readGoldens(db, ids);
  if (table === 'scorecard') return new Map((await db.select().from(scorecard).where(inArray(scorecard.version, ids.map(Number)))).map((row) => [String(row.version), row]));
  if (table === 'sample') return readSamples(db, ids);
  if (table === 'review') return readReviews(db, ids);
  if (table === 'calibration') return readCalibrations(db, ids);
  if (table === 'lesser_refund') return byId(await db.select().from(lesserRefund).where(inArray(lesserRefund.refundId, ids)), 'refundId');
  return readRulings(db, ids);
}

/** A ruling with its findings and all that hangs on it; ten statements for a page of them. */
async function readRulings(db: Db, ids: string[]): Promise<Map<string, unknown>> {
  const rulings = await db.select().from(ruling).where(inArray(ruling.rulingId, ids));
  const findings = byRuling(await db.select().from(finding).where(inArray(finding.rulingId, ids)).orderBy(finding.position));
  const exhibits = byRuling(await db.select().from(findingExhibit).where(inArray(findingExhibit.rulingId, ids)).orderBy(findingExhibit.claimId, findingExhibit.position));
  const spots = byRuling(await db.select().from(findingSpot).where(inArray(findingSpot.rulingId, ids)).orderBy(findingSpot.claimId, findingSpot.position));
  const sheets = byRuling(await db.select().from(refundSheet).where(inArray(refundSheet.rulingId, ids)));
  const holds = byRuling(await db.select().from(rulingHold).where(inArray(rulingHold.rulingId, ids)));
  const letters = byRuling(await db.select().from(rulingLetter).where(inArray(rulingLetter.rulingId, ids)).orderBy(rulingLetter.to));
  const suggestions = byRuling(await db.select().from(rulingSuggestion).where(inArray(rulingSuggestion.rulingId, ids)));
  const moments = byRuling(await db.select().from(rulingMoment).where(inArray(rulingMoment.rulingId, ids)));
  const onAppeals = byRuling(await db.select().from(appealRuling).where(inArray(appealRuling.rulingId, ids)));
  const read = rulings.map((row) => {
    const id = row.rulingId;
    const [sheet, hold, suggested, noted, onAppeal] = [sheets, holds, suggestions, moments, onAppeals].map((rows) => rows.get(id)?.[0]);
    return [id, rulingContent(row, { findings: findings.get(id) ?? [], exhibits: exhibits.get(id) ?? [], spots: spots.get(id) ?? [], letters: letters.get(id) ?? [], sheet, hold, suggested, noted, onAppeal })] as const;
  });
  return new Map(read);
}

type RulingParts = { findings: unknown[]; exhibits: unknown[]; spots: unknown[]; letters: unknown[]; sheet?: unknown; hold?: unknown; suggested?: unknown; noted?: unknown; onAppeal?: unknown };

/** What the log covers of a ruling: its whole row, and the whole rows of what hangs on it. Pure. */
export function rulingContent({ offerId, togetherId, appealUntil, returnTerms, ...held }: typeof ruling.$inferSelect, { findings, exhibits, spots, letters, sheet, hold, suggested, noted, onAppeal }: RulingParts): unknown {
  // What came later is left out while there is none: rulings from before keep their hash.
  const later = {
    ...(offerId === null ? {} : { offerId }),
    ...(togetherId === null ? {} : { togetherId }),
    ...(appealUntil === null ? {} : { appealUntil }),
    ...(returnTerms === null ? {} : { returnTerms }),
    ...(spots.length > 0 ? { spots } : {}),
    ...(sheet ? { sheet } : {}),
    ...(hold ? { hold } : {}),
    ...(letters.length > 0 ? { letters } : {}),
    ...(suggested ? { suggested } : {}),
    ...(noted ? { noted } : {}),
    ...(onAppeal ? { onAppeal } : {}),
  };
  return { ...held, ...later, findings, exhibits };
}

function byRuling<Row extends { rulingId: string }>(rows: Row[]): Map<string, Row[]> {
  return Map.groupBy(rows, (row) => row.rulingId);
}

/** A sample with what it drew. */
async function readSamples(db: Db, ids: string[]): Promise<Map<string, unknown>> {
  const samples = byId(await db.select().from(sample).where(inArray(sample.sampleId, ids)), 'sampleId');
  for (const [id, row] of samples) {
    samples.set(id, { ...(row as object), items: await db.select().from(sampleItem).where(eq(sampleItem.sampleId, id)).orderBy(sampleItem.position) });
  }
  return samples;
}

/** A golden case with who knows of it. */
async function readGoldens(db: Db, ids: string[]): Promise<Map<string, unknown>> {
  const goldens = await db.select().from(goldenCase).where(inArray(goldenCase.goldenId, ids));
  const known = await db.select().from(goldenKnown).where(inArray(goldenKnown.rulingId, goldens.map(({ rulingId }) => rulingId))).orderBy(goldenKnown.personId);
  return new Map(goldens.map((row) => [row.goldenId, { ...row, known: known.filter(({ rulingId }) => rulingId === row.rulingId) }]));
}

/** A review with what was answered to it. */
async function readReviews(db: Db, ids: string[]): Promise<Map<string, unknown>> {
  const reviews = byId(await db.select().from(review).where(inArray(review.reviewId, ids)), 'reviewId');
  for (const [id, row] of reviews) {
    reviews.set(id, { ...(row as object), answers: await db.select().from(reviewAnswer).where(eq(reviewAnswer.reviewId, id)).orderBy(reviewAnswer.kind) });
  }
  return reviews;
}

/** A calibration round with its cases, its people and their ratings. */
async function readCalibrations(db: Db, ids: string[]): Promise<Map<string, unknown>> {
  const rounds = byId(await db.select().from(calibration).where(inArray(calibration.calibrationId, ids)), 'calibrationId');
  for (const [id, row] of rounds) {
    const cases = await db.select().from(calibrationCase).where(eq(calibrationCase.calibrationId, id)).orderBy(calibrationCase.position);
    const people = await db.select().from(calibrationPerson).where(eq(calibrationPerson.calibrationId, id)).orderBy(calibrationPerson.personId);
    const ratings = await db.select().from(calibrationRating).where(eq(calibrationRating.calibrationId, id)).orderBy(calibrationRating.rulingId, calibrationRating.personId);
    const notes = await db.select().from(calibrationNote).where(eq(calibrationNote.calibrationId, id)).orderBy(calibrationNote.position);
    rounds.set(id, { ...(row as object), cases, people, ratings, notes });
  }
  return rounds;
}

/** A person without what is as it was before accounts, so that people from then keep their hash. */
function asFirstKnown({ languages, skills, isActive, ...row }: typeof person.$inferSelect) {
  return { ...row, ...(languages.length > 0 ? { languages } : {}), ...(skills.length > 0 ? { skills } : {}), ...(isActive ? {} : { isActive }) };
}

/** What the log covers of a letter: it without what is as it was before letters had more columns, so that those from then keep their hash. */
export function letterContent({ kind, aboutId, resendOf, error, createdAt, delivery, deliveredAt, deliveryFault, ...row }: typeof letter.$inferSelect) {
  const added = Object.entries({ kind: kind === 'ruling' ? null : kind, aboutId, resendOf, error, createdAt, delivery, deliveredAt, deliveryFault }).filter(([, value]) => value !== null);
  return { ...row, ...Object.fromEntries(added) };
}

/** An appeal as it was before the desk could open a correction, when it is none: those from then keep their hash. */
function ofParty({ reviewId, ...row }: typeof appeal.$inferSelect) {
  return { ...row, ...(reviewId === null ? {} : { reviewId }) };
}

/** A difference without what moves with every check that finds it again. */
function withoutSightings({ lastCheckId: _check, lastSeenAt: _at, lookedAgain: _looks, ...row }: typeof ledgerDifference.$inferSelect) {
  return row;
}

/** What the log covers of a refund: it as it was hashed when all were of the order and none had to wait, when it is one of those. */
export function refundContent({ kind, waitsFor, ...row }: typeof refund.$inferSelect): Omit<typeof refund.$inferSelect, 'kind' | 'waitsFor'> {
  const added = { ...(kind === 'order' ? {} : { kind }), ...(waitsFor === null ? {} : { waitsFor }) };
  return { ...row, ...added };
}

function byId<Row extends Record<Key, string>, Key extends string>(rows: Row[], key: Key): Map<string, unknown> {
  return new Map(rows.map((row) => [row[key], row]));
}

/** The hash of rows as they come from the database: canonical JSON, big numbers with an n behind them. */
export function hashContent(content: unknown): string {
  return sha256(canonical(content));
}
