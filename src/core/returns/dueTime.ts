import { eq } from 'drizzle-orm';
import { CaseFile } from '../../contract/caseFile.ts';
import type { Reckoning } from '../../contract/deadlines.ts';
import type { ReturnTerms } from '../../contract/returnParts.ts';
import { calendarOfParty } from '../cases/answerTime.ts';
import type { Db } from '../db/open.ts';
import { ruling } from '../db/schema/ruling.ts';
import { dueDate } from '../deadlines/workingDays.ts';
import { usualTerms } from './terms.ts';

/** How and until when goods go back by a ruling that takes effect at a moment (ms UTC). */
export type ReturnPlan = { terms: ReturnTerms; due(effectiveAt: number): Reckoning };

/** When the time to send goods ends (ms UTC), by the moment a ruling takes effect. */
export type ReturnDue = (effectiveAt: number) => number;

/** The end of so many working days of the buyer of a case. */
export async function readReturnDue(db: Db, caseId: string, days: number, now: number): Promise<ReturnDue> {
  const calendar = await calendarOfParty(db, caseId, 'buyer', now);
  return (effectiveAt) => dueDate(effectiveAt, days, calendar).dueAt;
}

/**
 * The plan of a ruling's return; null when nothing goes back. Read before a write is begun: the first calendar of a desk loads the book of
 * holidays. Rulings from before terms were kept get what is usual for the file they were made on.
 */
export async function readReturnPlan(db: Db, rulingId: string, now: number): Promise<ReturnPlan | null> {
  const [row] = await db.select().from(ruling).where(eq(ruling.rulingId, rulingId));
  if (!row?.withReturn || row.amountMinor === null) return null;
  const terms = row.returnTerms ?? usualTerms(CaseFile.parse(JSON.parse(row.frozenFile)), row.working);
  const calendar = await calendarOfParty(db, row.caseId, 'buyer', now);
  return { terms, due: (effectiveAt) => dueDate(effectiveAt, terms.days, calendar) };
}
