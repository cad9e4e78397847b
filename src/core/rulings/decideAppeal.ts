import { eq } from 'drizzle-orm';
import type { OpenAppeal } from '../../contract/appeals.ts';
import type { RulingInput } from '../../contract/rulings.ts';
import type { CoveredRow } from '../audit/rows.ts';
import { appeal, appealRuling, correction } from '../db/schema/appeal.ts';
import type { ruling } from '../db/schema/ruling.ts';
import type { Tx } from '../db/write.ts';
import { newId } from '../ids.ts';
import { enqueue } from '../jobs/enqueue.ts';
import type { Difference } from '../refunds/difference.ts';

/** Ties a staged ruling to the appeal it decides, with the money that is its difference to the ruling appealed. */
export async function linkAppeal(tx: Tx, rulingId: string, open: OpenAppeal, input: RulingInput, difference: Difference): Promise<void> {
  if (!input.appeal) throw new Error('A ruling on an appeal without its result got past the check.');
  const { result, newInformation } = input.appeal;
  const { refund, debits, credits } = difference;
  await tx.insert(appealRuling).values({ rulingId, appealId: open.appealId, result, newInformation, refundShares: refund?.shares ?? [], debits, credits });
}

/** When a ruling on an appeal takes effect: the appeal is decided, and money that has to come back is asked for, unless it `isAbsorbed`: still waited. Rows for the caller's entry. */
export async function decideAppeal(tx: Tx, row: typeof ruling.$inferSelect, reference: string, isAbsorbed = false): Promise<CoveredRow[]> {
  const [said] = await tx.select().from(appealRuling).where(eq(appealRuling.rulingId, row.rulingId));
  if (!said) return [];
  await tx.update(appeal).set({ state: 'decided', result: said.result, decidedRulingId: row.rulingId, decidedAt: tx.now }).where(eq(appeal.appealId, said.appealId));
  return [{ table: 'appeal', id: said.appealId }, ...(isAbsorbed ? [] : await orderCorrection(tx, row, said, reference))];
}

async function orderCorrection(tx: Tx, row: typeof ruling.$inferSelect, { debits, credits }: typeof appealRuling.$inferSelect, reference: string): Promise<CoveredRow[]> {
  const currency = debits[0]?.amount.currency;
  if (currency === undefined) return [];
  const correctionId = newId(tx.now);
  const buyerMinor = BigInt(debits.find(({ party }) => party === 'buyer')?.amount.minor ?? '0');
  await tx.insert(correction).values({ correctionId, rulingId: row.rulingId, caseId: row.caseId, buyerMinor, currency, debits, credits, state: 'planned', error: null, createdAt: tx.now, changedAt: tx.now });
  await enqueue(tx, {
    kind: 'correction.send',
    words: `Request to move money back for ${reference}`,
    payload: { correctionId },
    caseId: row.caseId,
    uniqueKey: `correction.send:${correctionId}`,
  });
  return [{ table: 'correction', id: correctionId }];
}
