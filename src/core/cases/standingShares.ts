import { inArray } from 'drizzle-orm';
import type { Money } from '../../contract/money.ts';
import type { Bearer } from '../../contract/vocabulary.ts';
import { appealRuling, type correction } from '../db/schema/appeal.ts';
import { lesserRefund } from '../db/schema/goodsBack.ts';
import type { refund, ruling } from '../db/schema/ruling.ts';
import type { Db } from '../db/open.ts';
import { moneyOf } from '../refunds/money.ts';

type Paid = { rulings: readonly (typeof ruling.$inferSelect)[]; refunds: readonly (typeof refund.$inferSelect)[]; corrections: readonly (typeof correction.$inferSelect)[] };

/**
 * Who bears what is really paid, or still waits, by the rulings of a case up to one appealed; null when that is what was ruled. Goods that were not
 * sent, or did not come back as they were sent, leave less of it.
 */
export async function standingShares(db: Db, appealed: typeof ruling.$inferSelect, { rulings, refunds, corrections }: Paid): Promise<{ bearer: Bearer; amount: Money }[] | null> {
  const currency = appealed.amountCurrency;
  if (currency === null) return null;
  const effective = rulings.filter(({ state }) => state === 'effective').map(({ rulingId }) => rulingId);
  const live = refunds.filter(({ kind, state, rulingId }) => kind === 'order' && state !== 'cancelled' && effective.includes(rulingId));
  const lesser = live.length === 0 ? [] : await db.select().from(lesserRefund).where(inArray(lesserRefund.refundId, live.map(({ refundId }) => refundId)));
  const onAppeal = live.length === 0 ? [] : await db.select().from(appealRuling).where(inArray(appealRuling.rulingId, live.map(({ rulingId }) => rulingId)));
  const shares = live.flatMap(({ refundId, rulingId }) => lesser.find((one) => one.refundId === refundId)?.shares ?? onAppeal.find((one) => one.rulingId === rulingId)?.refundShares ?? rulings.find((one) => one.rulingId === rulingId)?.shares ?? []);
  const borne = new Map<Bearer, bigint>();
  const add = (bearer: Bearer | 'buyer', minor: bigint) => bearer !== 'buyer' && borne.set(bearer, (borne.get(bearer) ?? 0n) + minor);
  for (const { bearer, amount } of shares) add(bearer, BigInt(amount.minor));
  for (const { debits } of corrections) for (const { party, amount } of debits) add(party, BigInt(amount.minor));
  for (const { credits } of corrections) for (const { party, amount } of credits) add(party, -BigInt(amount.minor));
  const ruled = (bearer: Bearer) => appealed.shares.filter((one) => one.bearer === bearer).reduce((sum, { amount }) => sum + BigInt(amount.minor), 0n);
  const bearers = [...new Set([...borne.keys(), ...appealed.shares.map(({ bearer }) => bearer)])];
  if (bearers.every((bearer) => (borne.get(bearer) ?? 0n) === ruled(bearer))) return null;
  return bearers.flatMap((bearer) => ((borne.get(bearer) ?? 0n) > 0n ? [{ bearer, amount: moneyOf(borne.get(bearer) ?? 0n, currency) }] : []));
}
