import { and, asc, eq, isNull } from 'drizzle-orm';
import { append } from '../audit/append.ts';
import { question } from '../db/schema/board.ts';
import { disputeCase } from '../db/schema/disputeCase.ts';
import { letter } from '../db/schema/letter.ts';
import type { Db } from '../db/open.ts';
import type { Tx } from '../db/write.ts';
import { deskItself, type Desk } from '../desk.ts';
import { sayError } from '../fault.ts';
import { isFinal } from '../jobs/backoff.ts';
import type { JobHandler } from '../jobs/runner.ts';
import { referenceOf } from '../reference.ts';
import type { LetterOrder, LetterStanding } from '../refunds/gateway.ts';

type Row = typeof letter.$inferSelect;

/** Job `letter.send`: hands one letter to the gateway. Done twice it sends once, because the letter's id is the key. */
export const sendLetter: JobHandler = async (payload, { desk }, claimed) => {
  const letterId = String(payload['letterId']);
  const [found] = await desk.db
    .select({ row: letter, source: disputeCase.source, sourceId: disputeCase.sourceId, number: disputeCase.number })
    .from(letter)
    .innerJoin(disputeCase, eq(disputeCase.caseId, letter.caseId))
    .where(eq(letter.letterId, letterId));
  if (!found) throw new Error('The letter that should be sent is not there.');
  if (found.row.state === 'sent' || found.row.state === 'withdrawn') return;
  const { row, source, sourceId } = found;
  const asks = await asksOf(desk.db, row);
  const order: LetterOrder = { key: letterId, kind: row.kind, source, sourceId, to: row.to, language: row.language, subject: row.subject, body: row.body, ...(row.kind === 'offer' && row.aboutId !== null ? { offerId: row.aboutId } : {}), ...(asks ? { asks } : {}) };
  let standing: LetterStanding;
  try {
    // After a try of which nobody knows, the other side may have it already: then it is not handed over again.
    standing = (claimed.attempts > 1 ? await desk.gateway.readLetter(letterId) : null) ?? (await desk.gateway.sendLetter(order));
  } catch (error) {
    if ((isFinal(error) || claimed.attempts >= claimed.maxAttempts) && row.state !== 'failed') {
      await settle(desk, row, { state: 'failed', error: sayError(error) }, `Could not be sent: the letter to the ${row.to} of ${referenceOf(found)}`);
    }
    throw error;
  }
  await settle(desk, row, { state: 'sent', error: null, standing }, saySent(row, found));
};

async function settle(desk: Desk, row: Row, { standing, ...end }: { state: 'sent' | 'failed'; error: string | null; standing?: LetterStanding }, words: string): Promise<void> {
  await desk.write(async (tx) => {
    await tx
      .update(letter)
      .set({ ...end, ...(standing ? deliveryOf(standing) : {}), sentAt: end.state === 'sent' ? tx.now : null })
      .where(eq(letter.letterId, row.letterId));
    if (end.state === 'sent') await noteSent(tx, row);
    await append(tx, { ...letterNote(row, end.state, words), rows: [{ table: 'letter', id: row.letterId }] });
    tx.emit({ type: 'letter.changed', letterId: row.letterId, caseId: row.caseId });
  });
}

/** 'Sent the letter to the buyer of C-20001'. */
export function saySent({ to }: Pick<Row, 'to'>, row: { number: number }): string {
  return `Sent the letter to the ${to} of ${referenceOf(row)}`;
}

/** The entry of the log for a letter that was sent, or could not be, without the row it covers. Pure. */
export function letterNote({ letterId, caseId, kind }: Pick<Row, 'letterId' | 'caseId' | 'kind'>, state: 'sent' | 'failed', words: string) {
  return { by: deskItself, action: `letter.${state}`, subject: `letter:${letterId}`, caseId, words, data: { kind } };
}

/** The columns that hold how far a letter has come. */
function deliveryOf({ state, at, reason }: LetterStanding) {
  return { delivery: state, deliveredAt: at, deliveryFault: state === 'failed' ? (reason ?? 'The marketplace gave no reason.') : null };
}

/** What a letter with questions asks, so that the other side can show a form; null for every other letter. */
async function asksOf(db: Db, { kind, aboutId, to }: Row): Promise<LetterOrder['asks'] | null> {
  if (kind !== 'question' || aboutId === null) return null;
  const asked = await db.select().from(question).where(and(eq(question.askId, aboutId), eq(question.to, to))).orderBy(asc(question.position));
  const [first] = asked;
  if (!first) return null;
  return { dueAt: new Date(first.dueAt).toISOString(), questions: asked.map(({ questionId, text }) => ({ questionId, words: text })) };
}

/** Questions know when their letter went out: their time to answer is proved by that. */
async function noteSent(tx: Tx, row: Row): Promise<void> {
  if (row.kind === 'question' && row.aboutId !== null) await tx.update(question).set({ sentAt: tx.now }).where(and(eq(question.askId, row.aboutId), eq(question.to, row.to), isNull(question.sentAt)));
}
