import { and, asc, eq } from 'drizzle-orm';
import type { OutputOf, ParsedInputOf } from '../../contract/methods.ts';
import type { Db } from '../db/open.ts';
import { reminder } from '../db/schema/board.ts';
import { disputeCase } from '../db/schema/disputeCase.ts';
import type { Desk, SignedIn } from '../desk.ts';
import { loadCase } from './lease.ts';
import { referenceOf } from './lifeCycle.ts';

/** Sets or takes away a person's own reminder. It changes nothing of the case, so neither its version nor the log hears of it. NOT_FOUND. */
export function setReminder(desk: Desk, input: ParsedInputOf<'cases.setReminder'>, by: SignedIn): Promise<null> {
  return desk.write(async (tx) => {
    const { caseId } = await loadCase(tx, input.caseId);
    await tx.delete(reminder).where(and(eq(reminder.caseId, caseId), eq(reminder.personId, by.personId)));
    if (input.reminder) await tx.insert(reminder).values({ caseId, personId: by.personId, ...input.reminder });
    tx.emit({ type: 'reminders.changed' });
    return null;
  });
}

/** Reminders of a person, soonest first. */
export async function listReminders(db: Db, by: SignedIn): Promise<OutputOf<'cases.reminders'>> {
  const rows = await db
    .select({ reminder, number: disputeCase.number, title: disputeCase.title })
    .from(reminder)
    .innerJoin(disputeCase, eq(disputeCase.caseId, reminder.caseId))
    .where(eq(reminder.personId, by.personId))
    .orderBy(asc(reminder.dueAt))
    .limit(100);
  return rows.map(({ reminder: { caseId, dueAt, words }, number, title }) => ({ caseId, dueAt, words, reference: referenceOf({ number }), title }));
}
