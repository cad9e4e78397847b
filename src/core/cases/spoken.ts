import { eq } from 'drizzle-orm';
import { adversaries, type Adversary } from '../../contract/vocabulary.ts';
import type { Db } from '../db/open.ts';
import { claim, message, remedy } from '../db/schema/caseParts.ts';
import { evidence } from '../db/schema/evidence.ts';

/** How much each side has said in a case: messages, answers on claims, offers and evidence together. */
export type Spoken = Record<Adversary, number>;

/** Counts what each side has said so far. */
export async function countSpoken(db: Db, caseId: string): Promise<Spoken> {
  const messages = await db.select({ by: message.from }).from(message).where(eq(message.caseId, caseId));
  const remedies = await db.select({ by: remedy.by }).from(remedy).where(eq(remedy.caseId, caseId));
  const handedIn = await db.select({ by: evidence.side }).from(evidence).where(eq(evidence.caseId, caseId));
  const answers = (await db.select({ answers: claim.answers }).from(claim).where(eq(claim.caseId, caseId))).flatMap((one) => one.answers);
  const all = [...messages, ...remedies, ...handedIn, ...answers];
  return { buyer: all.filter((one) => one.by === 'buyer').length, seller: all.filter((one) => one.by === 'seller').length };
}

/** The sides that have said more since. */
export function moreSpoken(before: Spoken, after: Spoken): ReadonlySet<Adversary> {
  return new Set(adversaries.filter((side) => after[side] > before[side]));
}
