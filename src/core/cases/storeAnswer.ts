import { and, eq } from 'drizzle-orm';
import type { Adversary } from '../../contract/vocabulary.ts';
import { append } from '../audit/append.ts';
import { answer } from '../db/schema/answer.ts';
import { question } from '../db/schema/board.ts';
import { letter } from '../db/schema/letter.ts';
import type { Tx } from '../db/write.ts';
import { deskItself } from '../desk.ts';
import { isFrozen } from '../evidence/lateCopy.ts';
import { DeskError } from '../fault.ts';
import { newId } from '../ids.ts';
import { attachExhibits, type SentFile } from './attachExhibits.ts';
import { loadCase } from './lease.ts';
import { referenceOf, touchCase, type CaseRecord } from './lifeCycle.ts';
import { end, type QuestionRow } from './questions.ts';
import { recountTimes } from './recountTimes.ts';

/** What a party answered; exactly one of `questionId` and `letterId` says to what. */
export type IncomingAnswer = {
  questionId: string | null;
  letterId: string | null;
  from: Adversary;
  /** Integer ms UTC, as the marketplace states it. */
  saidAt: number;
  words: string | null;
  language: string | null;
  files: SentFile[];
  documentSha256: string;
};

/**
 * Stores an answer with its files as exhibits of that side, ends the questions it answers, and lets the case go on. What comes after its
 * time, after a ruling or for a closed case is kept and marked late. Throws NOT_FOUND and BAD_INPUT; then nothing was changed.
 */
export async function storeAnswer(tx: Tx, incoming: IncomingAnswer): Promise<{ caseId: string; words: string }> {
  const asked = await askedIn(tx, incoming);
  const [first] = asked;
  if (!first) throw new DeskError('NOT_FOUND', 'This desk never asked such a question. Look at questionId or letterId; it may belong to another desk.');
  if (asked.some((one) => one.to !== incoming.from)) throw new DeskError('BAD_INPUT', `The question was put to the ${first.to}; an answer of the ${incoming.from} cannot stand for it.`);
  const row = await loadCase(tx, first.caseId);
  const reference = referenceOf(row);
  const late = whyLate(row, asked, incoming.saidAt, tx.now);
  const answerId = newId(tx.now);
  const words = incoming.words?.trim() ? incoming.words : null;
  await tx.insert(answer).values({
    answerId,
    caseId: row.caseId,
    from: incoming.from,
    questionIds: asked.map((one) => one.questionId),
    saidAt: incoming.saidAt,
    receivedAt: tx.now,
    words,
    language: incoming.language,
    isLate: late !== null,
    lateWords: late,
    documentSha256: incoming.documentSha256,
  });
  const claimIds = [...new Set(asked.flatMap((one) => one.claimId ?? []))];
  const labels = await attachExhibits(tx, row, incoming.files, { side: incoming.from, handedInAt: incoming.saidAt, claimIds, answerId, idStem: `answer-${answerId}`, late });
  await recountTimes(tx, row);
  const said = `The ${incoming.from} of ${reference} answered${labels.length > 0 ? ` with ${labels.join(', ')}` : ''}${late === null ? '' : ', late'}`;
  const open = asked.filter((one) => one.state === 'waiting');
  const changed = open.length > 0 ? await end(tx, row, open, 'answered', said) : await touchCase(tx, row);
  await append(tx, {
    by: deskItself,
    action: 'answer.received',
    side: incoming.from,
    subject: `answer:${answerId}`,
    caseId: row.caseId,
    version: changed.version,
    words: said,
    data: { documentSha256: incoming.documentSha256, questions: asked.map((one) => one.questionId), files: incoming.files.map((one) => one.sha256), late },
    rows: [{ table: 'answer', id: answerId }],
  });
  return { caseId: row.caseId, words: said };
}

async function askedIn(tx: Tx, { questionId, letterId }: IncomingAnswer): Promise<QuestionRow[]> {
  if (questionId !== null) return tx.select().from(question).where(eq(question.questionId, questionId));
  const [sent] = await tx.select({ aboutId: letter.aboutId, to: letter.to, kind: letter.kind }).from(letter).where(eq(letter.letterId, letterId ?? ''));
  if (!sent || sent.kind !== 'question' || sent.aboutId === null) return [];
  return tx.select().from(question).where(and(eq(question.askId, sent.aboutId), eq(question.to, sent.to)));
}

/** Why an answer counts as late, in words; null when it is in time. A question that was taken back may still be answered. */
function whyLate(row: CaseRecord, asked: readonly QuestionRow[], saidAt: number, now: number): string | null {
  if (isFrozen(row.state)) return 'Answered after the ruling was staged; it waits for an appeal.';
  if (row.state === 'closed') return 'Answered after the case was closed.';
  const isOver = asked.every((one) => one.state === 'lapsed' || (one.state === 'waiting' && one.dueAt < now));
  if (!isOver) return null;
  const dueAt = Math.max(...asked.map((one) => one.dueAt));
  return saidAt <= dueAt
    ? `Answered at the marketplace on ${moment(saidAt)}, in time, but it reached the desk only after the time was over. Admit it if that is not the party's fault.`
    : `Answered on ${moment(saidAt)}; the time was over on ${moment(dueAt)}.`;
}

function moment(at: number): string {
  return `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
