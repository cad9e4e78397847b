import { and, eq } from 'drizzle-orm';
import type { questionMethods } from '../../contract/questions.ts';
import { append } from '../audit/append.ts';
import { question } from '../db/schema/board.ts';
import { claim } from '../db/schema/caseParts.ts';
import { DeskError, notFound } from '../fault.ts';
import type { Handlers } from '../handlers.ts';
import { newId } from '../ids.ts';
import { enqueue } from '../jobs/enqueue.ts';
import { withdrawLetters } from '../letters/post.ts';
import { once } from '../once.ts';
import { bookOfCase } from './caseBook.ts';
import { changeHeld } from './changeHeld.ts';
import { loadCase, requireLease } from './lease.ts';
import { moveCase, noLease, referenceOf } from './lifeCycle.ts';
import { postQuestion } from './postQuestion.ts';
import { toQuestion } from './questions.ts';

const dayMs = 24 * 60 * 60_000;

export const questionHandlers: Pick<Handlers, keyof typeof questionMethods> = {
  'cases.ask': (desk, input, by) =>
    once(desk, by, 'cases.ask', input, async (tx) => {
      const row = await loadCase(tx, input.caseId);
      requireLease(row, by, tx.now);
      if (input.claimId !== null) {
        const [asked] = await tx.select({ claimId: claim.claimId }).from(claim).where(and(eq(claim.caseId, row.caseId), eq(claim.claimId, input.claimId)));
        if (!asked) throw notFound('claim', input.claimId);
      }
      const dueAt = tx.now + (await bookOfCase(tx, row)).timeLimits.informationRequest * dayMs;
      const added: typeof question.$inferSelect = {
        questionId: newId(tx.now),
        caseId: row.caseId,
        to: input.to,
        text: input.text,
        claimId: input.claimId,
        personId: by.personId,
        personName: by.name,
        at: tx.now,
        dueAt,
        state: 'waiting',
        sentAt: null,
        endedAt: null,
      };
      await tx.insert(question).values(added);
      const moved = await moveCase(tx, row, 'ask', by, noLease);
      const payload = { questionId: added.questionId };
      const words = `the question to the ${input.to} of ${referenceOf(row)}`;
      const posted = await postQuestion(tx, row, added);
      await enqueue(tx, { kind: 'question.lapse', words: `End of the time for ${words}`, payload, caseId: row.caseId, uniqueKey: `question.lapse:${added.questionId}`, runAfter: dueAt });
      await append(tx, {
        by,
        action: 'question.asked',
        subject: `question:${added.questionId}`,
        caseId: row.caseId,
        version: moved.version,
        words: `${by.name} asked the ${input.to}: ${input.text}`,
        data: { dueAt, claimId: input.claimId },
        rows: [posted],
      });
      return toQuestion(added);
    }),

  'cases.withdrawQuestion': (desk, input, by) =>
    changeHeld(desk, by, 'cases.withdrawQuestion', input, async (tx) => {
      const [asked] = await tx.select().from(question).where(and(eq(question.caseId, input.caseId), eq(question.questionId, input.questionId)));
      if (!asked) throw notFound('question', input.questionId);
      if (asked.state !== 'waiting') throw new DeskError('NOT_ALLOWED_NOW', `This question is ${asked.state} already.`, { state: asked.state });
      await tx.update(question).set({ state: 'withdrawn', endedAt: tx.now }).where(eq(question.questionId, asked.questionId));
      const rows = await withdrawLetters(tx, asked.questionId);
      return { note: { action: 'question.withdrawn', subject: `question:${asked.questionId}`, words: `${by.name} took the question to the ${asked.to} back`, rows }, value: {} };
    }),
};
