import { eq } from 'drizzle-orm';
import { adversaries } from '../../contract/vocabulary.ts';
import type { CoveredRow } from '../audit/rows.ts';
import { referenceOf, type CaseRecord } from '../cases/lifeCycle.ts';
import { caseOrder, party } from '../db/schema/caseParts.ts';
import type { Tx } from '../db/write.ts';
import { postLetter } from '../letters/post.ts';
import { composeReturnNews, type ReturnNews } from '../letters/returnLetter.ts';
import type { ReturnRow } from './orders.ts';

/** Tells both sides, each in its language, what became of the goods and of the money that waits for them; rows for the log. */
export async function tellBoth(tx: Tx, row: CaseRecord, { returnId, rulingId }: Pick<ReturnRow, 'returnId' | 'rulingId'>, news: ReturnNews): Promise<CoveredRow[]> {
  const parties = await tx.select().from(party).where(eq(party.caseId, row.caseId));
  const [order] = await tx.select({ orderId: caseOrder.orderId }).from(caseOrder).where(eq(caseOrder.caseId, row.caseId));
  const reference = referenceOf(row);
  const posted: CoveredRow[] = [];
  for (const to of adversaries) {
    const address = { to, party: parties.find((one) => one.role === to) ?? null, reference, sourceId: row.sourceId, orderId: order?.orderId ?? null };
    posted.push(await postLetter(tx, { ...composeReturnNews(address, news), caseId: row.caseId, reference, kind: 'notice', rulingId, aboutId: returnId }));
  }
  return posted;
}
