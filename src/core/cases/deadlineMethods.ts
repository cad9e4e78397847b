import { and, eq } from 'drizzle-orm';
import type { Deadline, deadlineMethods } from '../../contract/deadlines.ts';
import { question } from '../db/schema/board.ts';
import type { Db } from '../db/open.ts';
import type { Tx } from '../db/write.ts';
import type { Desk, SignedIn } from '../desk.ts';
import { notFound } from '../fault.ts';
import type { Handlers } from '../handlers.ts';
import { postponeJob } from '../jobs/postpone.ts';
import { answerTime, calendarOfParty } from './answerTime.ts';
import { changeHeld, type HeldChange } from './changeHeld.ts';
import { readCaseFile } from './caseFile.ts';
import { addMove } from './deadlineMoves.ts';
import { planMove, type DeadlineAct, type PlannedMove } from './deadlineRules.ts';
import { loadCase } from './lease.ts';
import { referenceOf, type CaseRecord } from './lifeCycle.ts';
import { postNotices } from './postNotices.ts';
import { recountTimes } from './recountTimes.ts';

type Change = { requestId: string; caseId: string; deadlineId: string; reason: string };

export const deadlineHandlers: Pick<Handlers, keyof typeof deadlineMethods> = {
  'deadlines.preview': async (desk, { caseId, deadlineId, act, days }, by) => {
    const deadline = await findDeadline(desk.db, caseId, deadlineId, by, desk.clock());
    return planMove(deadline, act, days, await calendarOfParty(desk.db, caseId, deadline.party, desk.clock()), desk.clock()).reckoning;
  },
  'deadlines.answerTime': async (desk, { caseId, to }) => {
    const calendar = await calendarOfParty(desk.db, caseId, to, desk.clock());
    return answerTime(desk.db, await loadCase(desk.db, caseId), to, calendar, desk.clock());
  },
  'deadlines.extend': (desk, input, by) => moveDeadline(desk, by, 'extend', input, input.days),
  'deadlines.pause': (desk, input, by) => moveDeadline(desk, by, 'pause', input, input.days),
  'deadlines.resume': (desk, input, by) => moveDeadline(desk, by, 'resume', input, 0),
};

async function findDeadline(db: Db, caseId: string, deadlineId: string, by: SignedIn, now: number): Promise<Deadline> {
  const found = (await readCaseFile(db, caseId, by, now)).deadlines.find((one) => one.deadlineId === deadlineId);
  if (!found) throw notFound('deadline', deadlineId);
  return found;
}

/** Moves the time of a party and tells both sides, in one transaction. Throws NOT_FOUND, LEASE_LOST, NOT_ALLOWED_NOW. */
async function moveDeadline(desk: Desk, by: SignedIn, act: DeadlineAct, input: Change, days: number) {
  const { party } = await findDeadline(desk.db, input.caseId, input.deadlineId, by, desk.clock());
  const calendar = await calendarOfParty(desk.db, input.caseId, party, desk.clock());
  return changeHeld(desk, by, `deadlines.${act}`, input, async (tx, row): Promise<HeldChange<{ dueAt: number }>> => {
    const deadline = await findDeadline(tx, row.caseId, input.deadlineId, by, tx.now);
    const move = planMove(deadline, act, days, calendar, tx.now);
    const covered = await addMove(tx, row.caseId, deadline.deadlineId, by, { ...move, reason: input.reason });
    await applyMove(tx, row, deadline, move);
    const letters = await postNotices(tx, row, { deadline, move, reason: input.reason });
    return {
      note: {
        action: `deadline.${move.kind}`,
        subject: `deadline:${deadline.deadlineId}`,
        words: `${by.name} ${wordsOf(move)} of the ${deadline.party} of ${referenceOf(row)}: ${input.reason}`,
        data: { dueBefore: move.dueBefore, dueAt: move.dueAt, untilAt: move.untilAt, days: move.days },
        rows: [covered, ...letters],
      },
      value: { dueAt: move.dueAt },
    };
  });
}

async function applyMove(tx: Tx, row: CaseRecord, { deadlineId, from }: Deadline, { dueAt }: PlannedMove): Promise<void> {
  if (from !== 'desk') return recountTimes(tx, row);
  const [first] = await tx.select().from(question).where(eq(question.questionId, deadlineId));
  if (!first) throw notFound('question', deadlineId);
  await tx.update(question).set({ dueAt }).where(and(eq(question.askId, first.askId), eq(question.to, first.to), eq(question.state, 'waiting')));
  await postponeJob(tx, `question.lapse:${first.askId}:${first.to}`, dueAt);
}

function wordsOf({ kind, days }: PlannedMove): string {
  const some = `${days} working ${days === 1 ? 'day' : 'days'}`;
  if (kind === 'extended') return `extended the time by ${some}`;
  return kind === 'paused' ? `paused the time for ${some} at the most` : 'let the time go on';
}
