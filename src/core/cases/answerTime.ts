import { and, eq } from 'drizzle-orm';
import type { Reckoning } from '../../contract/deadlines.ts';
import type { Actor, Adversary } from '../../contract/vocabulary.ts';
import type { Db } from '../db/open.ts';
import { question } from '../db/schema/board.ts';
import { deadline, party } from '../db/schema/caseParts.ts';
import { calendarOf } from '../deadlines/calendars.ts';
import { dueDate, workingDaysBetween, type WorkCalendar } from '../deadlines/workingDays.ts';
import { requireKeepable } from './askTimes.ts';
import { bookOfCase } from './caseBook.ts';
import type { CaseRecord } from './lifeCycle.ts';
import { countSpoken } from './spoken.ts';

/** The working calendar of a party of a case. To be read before a write is begun: the first one of a desk loads the book of holidays. */
export async function calendarOfParty(db: Db, caseId: string, role: Actor, now: number): Promise<WorkCalendar> {
  const [found] = await db.select({ country: party.country, timeZone: party.timeZone }).from(party).where(and(eq(party.caseId, caseId), eq(party.role, role)));
  return calendarOf(found ?? null, now);
}

/**
 * Until when a side may answer what it is asked now. A seller who never spoke, was never asked and never had a time gets the policy's whole
 * time to answer a dispute, because this question is its first notice; any other question has the time of a request. Working days of the side.
 */
export async function answerTime(db: Db, row: CaseRecord, to: Adversary, calendar: WorkCalendar, now: number): Promise<Reckoning> {
  const { sellerAnswer, informationRequest } = (await bookOfCase(db, row)).timeLimits;
  const isFirst = to === 'seller' && (await isUntold(db, row.caseId, to));
  return dueDate(now, isFirst ? Math.max(sellerAnswer, informationRequest) : informationRequest, calendar);
}

async function isUntold(db: Db, caseId: string, side: Adversary): Promise<boolean> {
  const asked = await db.$count(question, and(eq(question.caseId, caseId), eq(question.to, side)));
  const stated = await db.$count(deadline, and(eq(deadline.caseId, caseId), eq(deadline.party, side)));
  return Number(asked) + Number(stated) === 0 && (await countSpoken(db, caseId))[side] === 0;
}

/** Until when each side may answer; asked inside the write. */
export type AskTimes = (db: Db, row: CaseRecord, to: Adversary, now: number) => Promise<Reckoning>;

/** The times of what is about to be asked: the end the mediator named for all, or what the policy gives each side. BAD_INPUT for an end nobody can keep. */
export async function timesOfAsk(db: Db, { caseId, to, dueAt: named }: { caseId: string; to: Adversary[]; dueAt: number | null }, now: number): Promise<AskTimes> {
  const calendars = new Map<Adversary, WorkCalendar>();
  for (const side of to) calendars.set(side, await calendarOfParty(db, caseId, side, now));
  return async (tx, row, side, at) => {
    const calendar = calendars.get(side) ?? (await calendarOfParty(tx, caseId, side, at));
    if (named === null) return answerTime(tx, row, side, calendar, at);
    const dueAt = requireKeepable(named, at);
    const notes = ['The mediator named this end.', ...calendar.notes];
    return { from: at, days: workingDaysBetween(at, dueAt, calendar), country: calendar.country, zone: calendar.zone, notes, steps: [], dueAt };
  };
}
