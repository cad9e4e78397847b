import { eq } from 'drizzle-orm';
import type { Db } from '../db/open.ts';
import { caseOrder } from '../db/schema/caseParts.ts';
import type { PolicyBook } from '../policy/book.ts';
import { bookFor } from '../policy/books.ts';
import type { CaseRecord } from './lifeCycle.ts';

/** The moment whose policy binds a case (ms UTC): when the order was placed, else paid, else when the dispute was opened or came here. */
export function boundAt(order: { placedAt: number | null; paidAt: number | null } | null, row: Pick<CaseRecord, 'openedAt' | 'receivedAt'>): number {
  return order?.placedAt ?? order?.paidAt ?? row.openedAt ?? row.receivedAt;
}

/** The policy book that binds a case. */
export async function bookOfCase(db: Db, row: Pick<CaseRecord, 'caseId' | 'openedAt' | 'receivedAt'>): Promise<PolicyBook> {
  const [order] = await db.select({ placedAt: caseOrder.placedAt, paidAt: caseOrder.paidAt }).from(caseOrder).where(eq(caseOrder.caseId, row.caseId));
  return bookFor(db, boundAt(order ?? null, row));
}
