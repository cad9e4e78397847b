import { and, desc, eq, inArray } from 'drizzle-orm';
import type { AppealBy, AppealWay } from '../../contract/appealParts.ts';
import { adversaries, type Adversary } from '../../contract/vocabulary.ts';
import { append } from '../audit/append.ts';
import type { CoveredRow } from '../audit/rows.ts';
import { attachExhibits, type SentFile } from '../cases/attachExhibits.ts';
import { loadCase } from '../cases/lease.ts';
import { moveCase, referenceOf, type CaseRecord } from '../cases/lifeCycle.ts';
import { appeal } from '../db/schema/appeal.ts';
import { caseOrder, party } from '../db/schema/caseParts.ts';
import { evidence } from '../db/schema/evidence.ts';
import { ruling } from '../db/schema/ruling.ts';
import type { Tx } from '../db/write.ts';
import type { SignedIn } from '../desk.ts';
import { DeskError, notFound } from '../fault.ts';
import { newId } from '../ids.ts';
import { postLetter } from '../letters/post.ts';
import { bookOf } from '../policy/books.ts';
import { composeAppealNews } from './appealLetter.ts';

const dayMs = 86_400_000;

/** An appeal as it reached the desk. */
export type IncomingAppeal = {
  caseId: string;
  by: Adversary;
  how: AppealWay;
  newInformation: string;
  /** `evidenceId`s of exhibits the party points at. */
  exhibits: readonly string[];
  /** Files that came along, in the vault; they become exhibits of its side. */
  files?: readonly SentFile[];
  /** Integer ms UTC; the window counts this moment. */
  receivedAt: number;
};

export type AppealRow = typeof appeal.$inferSelect;

/**
 * Takes an appeal in, in the caller's transaction: the case waits in the queue again, for another person, and both parties are told. Throws
 * NOT_ALLOWED_NOW with the reason when there is no ruling in effect, the window is over, another appeal is open or this side has had its
 * own, and BAD_INPUT when nothing new is named, or the side is no party of the case.
 */
export async function receiveAppeal(tx: Tx, incoming: IncomingAppeal, by: SignedIn): Promise<AppealRow> {
  const row = await loadCase(tx, incoming.caseId);
  const appealed = await requireAppealable(tx, row, incoming);
  const { files = [], ...named } = incoming;
  const appealId = newId(tx.now);
  const sent = await attachFiles(tx, row, appealId, incoming.by, files, incoming.receivedAt);
  const found: AppealRow = {
    ...named,
    exhibits: [...new Set([...incoming.exhibits, ...sent])],
    newInformation: incoming.newInformation.trim(),
    appealId,
    rulingId: appealed.rulingId,
    recordedAt: tx.now,
    personId: by.personId,
    personName: by.name,
    state: 'open',
    result: null,
    decidedRulingId: null,
    decidedAt: null,
    reviewId: null,
  };
  await tx.insert(appeal).values(found);
  // Whoever it was kept for before is the one who ruled.
  const moved = await moveCase(tx, row, 'appeal', by, { keptForPersonId: null, keptUntil: null, cameBackAt: null, cameBackWords: null });
  await append(tx, {
    by,
    action: 'appeal.received',
    side: found.by,
    subject: `appeal:${found.appealId}`,
    caseId: row.caseId,
    version: moved.version,
    words: `The ${found.by} appealed ${referenceOf(row)}, by ${found.how === 'exchange' ? 'a document in the exchange folder' : found.how}`,
    data: { newInformation: found.newInformation, rulingId: found.rulingId, receivedAt: found.receivedAt },
    rows: [{ table: 'appeal', id: found.appealId }, ...(await postNews(tx, moved, found, found.by))],
  });
  return found;
}

/** Exhibits of the files of an appeal; they are in time, because an appeal opens the evidence again. */
async function attachFiles(tx: Tx, row: CaseRecord, appealId: string, side: Adversary, files: readonly SentFile[], handedInAt: number): Promise<string[]> {
  const idStem = `appeal-${appealId}`;
  await attachExhibits(tx, row, files, { side, handedInAt, claimIds: [], answerId: null, idStem, late: null });
  const ids = files.map((_file, index) => `${idStem}-${index + 1}`);
  const added = await tx.select({ id: evidence.evidenceId }).from(evidence).where(and(eq(evidence.caseId, row.caseId), inArray(evidence.sourceEvidenceId, ids)));
  return added.map(({ id }) => id);
}

type Appealed = Pick<typeof ruling.$inferSelect, 'rulingId' | 'effectiveAt' | 'appealUntil' | 'policyVersion'>;

async function requireAppealable(tx: Tx, row: CaseRecord, { by, newInformation, exhibits, receivedAt }: IncomingAppeal): Promise<Appealed> {
  const reference = referenceOf(row);
  const [side] = await tx.select({ role: party.role }).from(party).where(and(eq(party.caseId, row.caseId), eq(party.role, by)));
  if (!side) throw new DeskError('BAD_INPUT', `${reference} names no ${by}, so the ${by} is no party who could appeal.`);
  const earlier = await tx.select().from(appeal).where(eq(appeal.caseId, row.caseId));
  requireNoneOpen(earlier, reference);
  const own = earlier.find((one) => one.by === by && one.reviewId === null);
  if (own) throw new DeskError('NOT_ALLOWED_NOW', `The ${by} has appealed ${reference} before, on ${sayDay(own.receivedAt)}, and each side may once.`);
  const [appealed] = await tx.select().from(ruling).where(and(eq(ruling.caseId, row.caseId), eq(ruling.state, 'effective'))).orderBy(desc(ruling.effectiveAt)).limit(1);
  if (!appealed) throw new DeskError('NOT_ALLOWED_NOW', `No ruling on ${reference} is in effect, so there is nothing to appeal.`);
  await requireInTime(tx, appealed, reference, receivedAt);
  if (row.state !== 'ruled') throw new DeskError('NOT_ALLOWED_NOW', `${reference} is ${row.state.replace('_', ' ')}; only a case that is ruled can be appealed.`, { state: row.state });
  if (newInformation.trim() === '') throw new DeskError('BAD_INPUT', 'An appeal names what is new: a fact or evidence that the ruling did not have. Write it down, or ask the party for it.');
  await requireExhibits(tx, row.caseId, exhibits);
  return appealed;
}

/** Throws NOT_ALLOWED_NOW when another look at the case is under way. */
export function requireNoneOpen(appeals: readonly AppealRow[], reference: string): void {
  const open = appeals.find((one) => one.state === 'open');
  if (!open) return;
  const what = open.reviewId === null ? `under appeal already: the ${open.by} appealed` : 'open for a correction already, which a review led to';
  throw new DeskError('NOT_ALLOWED_NOW', `${reference} is ${what} on ${sayDay(open.receivedAt)}.`);
}

async function requireInTime(tx: Tx, appealed: Appealed, reference: string, receivedAt: number): Promise<void> {
  if (receivedAt > tx.now) throw new DeskError('BAD_INPUT', 'An appeal cannot have come in the future. Mend the day.');
  if (receivedAt < appealed.effectiveAt) throw new DeskError('BAD_INPUT', `The ruling on ${reference} took effect on ${sayMoment(appealed.effectiveAt)}; an appeal comes after that. Mend the day.`);
  const days = (await bookOf(tx, appealed.policyVersion)).timeLimits.appeal;
  const until = appealed.appealUntil ?? appealed.effectiveAt + days * dayMs;
  if (receivedAt <= until) return;
  throw new DeskError(
    'NOT_ALLOWED_NOW',
    `The time to appeal ${reference} ended on ${sayMoment(until)}: ${days} days after the ruling took effect on ${sayMoment(appealed.effectiveAt)}, by policy ${appealed.policyVersion}. This appeal came on ${sayMoment(receivedAt)}.`,
    { appealUntil: until },
  );
}

async function requireExhibits(tx: Tx, caseId: string, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const there = await tx.select({ id: evidence.evidenceId }).from(evidence).where(and(eq(evidence.caseId, caseId), inArray(evidence.evidenceId, [...ids])));
  const missing = ids.find((id) => !there.some((one) => one.id === id));
  if (missing !== undefined) throw notFound('exhibit', missing);
}

/** Tells both parties that an appeal came, or a correction was opened, and what it names as new or wrong. */
export async function postNews(tx: Tx, row: CaseRecord, found: AppealRow, by: AppealBy): Promise<CoveredRow[]> {
  const parties = await tx.select().from(party).where(eq(party.caseId, row.caseId));
  const [order] = await tx.select({ orderId: caseOrder.orderId }).from(caseOrder).where(eq(caseOrder.caseId, row.caseId));
  const reference = referenceOf(row);
  const posted: CoveredRow[] = [];
  for (const to of adversaries) {
    const address = { to, party: parties.find(({ role }) => role === to) ?? null, reference, sourceId: row.sourceId, orderId: order?.orderId ?? null };
    const letter = composeAppealNews({ ...address, by, newInformation: found.newInformation, receivedAt: found.receivedAt });
    posted.push(await postLetter(tx, { ...letter, caseId: row.caseId, reference, kind: 'appeal', rulingId: found.rulingId, aboutId: found.appealId }));
  }
  return posted;
}

function sayMoment(at: number): string {
  return `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

function sayDay(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}
