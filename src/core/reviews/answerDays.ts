import { eq } from 'drizzle-orm';
import { append } from '../audit/append.ts';
import { setting } from '../db/schema/person.ts';
import type { Db } from '../db/open.ts';
import type { Desk, SignedIn } from '../desk.ts';

const name = 'reviewAnswerDays';
const usual = 7;

/** Days a mediator has to answer a review. */
export async function answerDays(db: Db): Promise<number> {
  const [found] = await db.select().from(setting).where(eq(setting.name, name));
  return found ? Number(found.value) : usual;
}

/** Keeps how many days there are for reviews decided from here on. */
export function keepAnswerDays(desk: Desk, days: number, by: SignedIn): Promise<void> {
  return desk.write(async (tx) => {
    await tx.insert(setting).values({ name, value: days }).onConflictDoUpdate({ target: setting.name, set: { value: days } });
    await append(tx, { by, action: 'settings.changed', subject: `setting:${name}`, words: `${by.name} gave mediators ${days} ${days === 1 ? 'day' : 'days'} to answer a review` });
    tx.emit({ type: 'reviews.changed' });
  });
}
