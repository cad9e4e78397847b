import { and, eq, ne } from 'drizzle-orm';
import type { Money } from '../../contract/money.ts';
import type { RefundSheet } from '../../contract/refunds.ts';
import { fromMoney } from '../db/schema/columns.ts';
import { refundSheet } from '../db/schema/refundSheet.ts';
import { refund, type ruling } from '../db/schema/ruling.ts';
import type { Tx } from '../db/write.ts';
import { newId } from '../ids.ts';
import { isSome, lessAll, moneyOf } from '../refunds/money.ts';

type RulingRow = typeof ruling.$inferSelect;

/**
 * Keeps the working of a ruling's refund and plans what it pays: `due` of the order (all of it, or the difference after an appeal) and, apart
 * from it, the return postage that no ruling before has paid. Triggers hold both against the ruling and the order once more. The ids of the refunds.
 */
export async function planRefunds(tx: Tx, row: RulingRow, sheet: RefundSheet | null, due: Money | null): Promise<string[]> {
  if (row.amountMinor === null) return [];
  if (!sheet) throw new Error('A refund was ruled without its working.');
  await tx.insert(refundSheet).values(sheetRow(row.rulingId, sheet));
  const { postage } = sheet;
  const ids = due ? [await planRefund(tx, row, due)] : [];
  const left = postage?.amount && (await postageLeft(tx, row, postage.amount));
  if (left && isSome(left)) ids.push(await planRefund(tx, row, left, 'return_postage'));
  return ids;
}

/** The row of the working of a refund. Pure. */
export function sheetRow(rulingId: string, sheet: RefundSheet) {
  const { exchange, postage, tariff, amount, capBefore } = sheet;
  return {
    rulingId,
    amountMinor: BigInt(amount.minor),
    currency: amount.currency,
    capMinor: BigInt(capBefore.minor),
    tariffCode: tariff?.code ?? null,
    postagePaidBy: postage?.paidBy ?? null,
    postageMinor: postage?.amount ? BigInt(postage.amount.minor) : null,
    ...fromMoney('second', exchange?.amount ?? null),
    secondFor: exchange?.for ?? null,
    rate: exchange?.rate ?? null,
    rateSource: exchange?.source ?? null,
    rateAt: exchange?.at ?? null,
    sheet,
  };
}

/** What is left of the return postage when rulings before paid some of it; what they paid beyond it stays paid. */
async function postageLeft(tx: Tx, { caseId }: RulingRow, amount: Money): Promise<Money> {
  const paid = await tx.select().from(refund).where(and(eq(refund.caseId, caseId), eq(refund.kind, 'return_postage'), ne(refund.state, 'cancelled')));
  return lessAll(amount, paid.map((one) => moneyOf(one.amountMinor, one.currency)));
}

/** Plans one payment of a ruling or a settlement; the refund's id. */
export async function planRefund(tx: Tx, row: RulingRow, amount: Money, kind: RefundRow['kind'] = 'order'): Promise<string> {
  const refundId = newId(tx.now);
  await tx.insert(refund).values(plannedRefund(row, amount, { refundId, kind, createdAt: tx.now }));
  return refundId;
}

type RefundRow = typeof refund.$inferSelect;

/** The row of a payment that was planned. Pure. */
export function plannedRefund({ rulingId, caseId }: Pick<RulingRow, 'rulingId' | 'caseId'>, amount: Money, { refundId, kind, createdAt }: Pick<RefundRow, 'refundId' | 'kind' | 'createdAt'>) {
  return { refundId, rulingId, caseId, kind, amountMinor: BigInt(amount.minor), currency: amount.currency, state: 'planned' as const, createdAt, changedAt: createdAt };
}
