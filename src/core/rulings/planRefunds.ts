import type { Money } from '../../contract/money.ts';
import type { RefundSheet } from '../../contract/refunds.ts';
import { fromMoney } from '../db/schema/columns.ts';
import { refundSheet } from '../db/schema/refundSheet.ts';
import { refund, type ruling } from '../db/schema/ruling.ts';
import type { Tx } from '../db/write.ts';
import { newId } from '../ids.ts';

type RulingRow = typeof ruling.$inferSelect;

/**
 * Keeps the working of a ruling's refund and plans what it pays: the refund of the order and, apart from it, the return postage. Triggers
 * hold both against the ruling and the order once more. The ids of the refunds.
 */
export async function planRefunds(tx: Tx, row: RulingRow, sheet: RefundSheet | null): Promise<string[]> {
  if (row.amountMinor === null) return [];
  if (!sheet) throw new Error('A refund was ruled without its working.');
  const { exchange, postage, tariff, amount, capBefore } = sheet;
  await tx.insert(refundSheet).values({
    rulingId: row.rulingId,
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
  });
  const ids = [await planRefund(tx, row, amount)];
  if (postage?.amount) ids.push(await planRefund(tx, row, postage.amount, 'return_postage'));
  return ids;
}

/** Plans one payment of a ruling or a settlement; the refund's id. */
export async function planRefund(tx: Tx, { rulingId, caseId }: RulingRow, amount: Money, kind: (typeof refund.$inferSelect)['kind'] = 'order'): Promise<string> {
  const refundId = newId(tx.now);
  await tx.insert(refund).values({
    refundId,
    rulingId,
    caseId,
    kind,
    amountMinor: BigInt(amount.minor),
    currency: amount.currency,
    state: 'planned',
    createdAt: tx.now,
    changedAt: tx.now,
  });
  return refundId;
}
