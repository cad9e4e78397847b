import { eq } from 'drizzle-orm';
import type { Db } from '../db/open.ts';
import { refund } from '../db/schema/ruling.ts';
import type { RefundRow } from './orderPayout.ts';

/** What a refund waits for, in words. */
export function waitWords(waitsFor: NonNullable<RefundRow['waitsFor']>): string {
  return { return: 'The goods are not back yet.' }[waitsFor];
}

/** Why an approved refund may not be paid yet, in words, as its row stands now; null when nothing holds it up. */
export async function payoutHeldFor(db: Db, { refundId }: Pick<RefundRow, 'refundId'>): Promise<string | null> {
  const [now] = await db.select({ waitsFor: refund.waitsFor }).from(refund).where(eq(refund.refundId, refundId));
  return now?.waitsFor ? waitWords(now.waitsFor) : null;
}
