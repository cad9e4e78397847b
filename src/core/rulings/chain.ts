import { and, asc, eq, ne } from 'drizzle-orm';
import type { OutputOf } from '../../contract/methods.ts';
import { toSummary } from '../cases/caseFile.ts';
import { toAppealStep, toCorrection } from '../cases/readAppeals.ts';
import { appeal, appealRuling, correction } from '../db/schema/appeal.ts';
import { ruling } from '../db/schema/ruling.ts';
import type { Db } from '../db/open.ts';

/** What a ruling said of the appeal it decided, what it moved, and the chain of rulings and appeals it stands in. */
export async function readChain(db: Db, row: typeof ruling.$inferSelect, number: { number: number }): Promise<Pick<OutputOf<'rulings.get'>, 'appeal' | 'correction' | 'chain'>> {
  const [said] = await db.select().from(appealRuling).where(eq(appealRuling.rulingId, row.rulingId));
  const [moved] = await db.select().from(correction).where(eq(correction.rulingId, row.rulingId));
  const rulings = await db
    .select()
    .from(ruling)
    .where(and(eq(ruling.caseId, row.caseId), ne(ruling.state, 'undone')))
    .orderBy(asc(ruling.stagedAt), asc(ruling.rulingId));
  const appeals = await db.select().from(appeal).where(eq(appeal.caseId, row.caseId)).orderBy(asc(appeal.recordedAt), asc(appeal.appealId));
  return {
    appeal: said ? { appealId: said.appealId, result: said.result, newInformation: said.newInformation } : null,
    correction: moved ? toCorrection(moved) : null,
    chain: { rulings: rulings.map((one) => toSummary(one, number)), appeals: appeals.map(toAppealStep) },
  };
}
