import { and, asc, desc, eq } from 'drizzle-orm';
import { adversaries, type Adversary } from '../../contract/vocabulary.ts';
import { isWord } from '../db/literal.ts';
import type { Db } from '../db/open.ts';
import { answer } from '../db/schema/answer.ts';
import { question } from '../db/schema/board.ts';
import { caseSkip } from '../db/schema/disputeCase.ts';
import { evidence } from '../db/schema/evidence.ts';
import { offer } from '../db/schema/offer.ts';
import { person } from '../db/schema/person.ts';
import type { Tx } from '../db/write.ts';
import { deskItself } from '../desk.ts';
import { keptUntil } from './askTimes.ts';
import { moveCase, touchCase, type CaseRecord } from './lifeCycle.ts';

/** Whether a case waits for a party: for the answer to a question, or for replies to an offer. */
export async function isWaitedFor(db: Db, caseId: string): Promise<boolean> {
  const asked = await db.$count(question, and(eq(question.caseId, caseId), eq(question.state, 'waiting')));
  return asked > 0n || (await db.$count(offer, and(eq(offer.caseId, caseId), isWord(offer.state, 'open')))) > 0n;
}

/**
 * Something that was waited for has come or is over: when nothing else is, the case goes on, says why on its row and at its top, and is
 * kept for whoever asked; but a lead who asked in many cases at once is not the one who decides them all. The version grows in any case.
 */
export async function comeBack(tx: Tx, row: CaseRecord, asked: { personId: string; isBulk: boolean }, words: string): Promise<CaseRecord> {
  if (await isWaitedFor(tx, row.caseId)) return touchCase(tx, row);
  const why = { cameBackAt: tx.now, cameBackWords: words };
  if (row.state !== 'waiting') return row.state === 'queued' || row.state === 'in_review' ? touchCase(tx, row, why) : touchCase(tx, row);
  // Who handed it back while it waited did so because nothing had come.
  await tx.delete(caseSkip).where(and(eq(caseSkip.caseId, row.caseId), eq(caseSkip.isLast, true)));
  const [asker] = await tx.select({ role: person.role, isActive: person.isActive }).from(person).where(eq(person.personId, asked.personId));
  const isThere = asker?.isActive === true && (asker.role === 'mediator' || (asker.role === 'lead' && !asked.isBulk));
  return moveCase(tx, row, 'goOn', deskItself, { ...why, ...(isThere ? { keptForPersonId: asked.personId, keptUntil: keptUntil(tx.now) } : {}) });
}

/** What came of the questions asked last, side by side: 'The seller answered with 2 exhibits; the buyer did not answer in time'. */
export async function sayWhatCame(db: Db, caseId: string): Promise<string> {
  const asked = await db.select().from(question).where(eq(question.caseId, caseId)).orderBy(desc(question.at), asc(question.questionId));
  const last = asked.filter((one) => one.askId === asked[0]?.askId && one.state !== 'withdrawn');
  const answers = await db.select().from(answer).where(eq(answer.caseId, caseId));
  const came: { side: Adversary; isAnswered: boolean; exhibits: number }[] = [];
  for (const side of adversaries) {
    const own = last.filter((one) => one.to === side);
    if (own.length === 0) continue;
    const ids = answers.filter((one) => one.from === side && one.questionIds.some((id) => own.some(({ questionId }) => questionId === id))).map((one) => one.answerId);
    came.push({ side, isAnswered: own.some((one) => one.state === 'answered'), exhibits: await countExhibits(db, caseId, ids) });
  }
  const [first, second] = came;
  if (!first) return 'Nothing more is waited for';
  if (second && first.isAnswered === second.isAnswered) return first.isAnswered ? `Both sides answered${withExhibits(first.exhibits + second.exhibits)}` : 'Neither side answered in time';
  const words = came.map((one) => `the ${one.side} ${one.isAnswered ? `answered${withExhibits(one.exhibits)}` : 'did not answer in time'}`).join('; ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function withExhibits(count: number): string {
  return count === 0 ? '' : ` with ${count} ${count === 1 ? 'exhibit' : 'exhibits'}`;
}

async function countExhibits(db: Db, caseId: string, answerIds: string[]): Promise<number> {
  if (answerIds.length === 0) return 0;
  const rows = await db.select({ answerId: evidence.answerId }).from(evidence).where(eq(evidence.caseId, caseId));
  return rows.filter((one) => one.answerId !== null && answerIds.includes(one.answerId)).length;
}
