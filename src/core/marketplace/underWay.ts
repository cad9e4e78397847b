import { and, eq, gt, inArray, sql } from 'drizzle-orm';
import type { UnderWay } from '../../contract/marketplace.ts';
import type { Db } from '../db/open.ts';
import { disputeCase } from '../db/schema/disputeCase.ts';
import { returnOrder } from '../db/schema/goodsBack.ts';
import { job } from '../db/schema/job.ts';
import { refund } from '../db/schema/ruling.ts';
import type { SignedIn } from '../desk.ts';
import { areRulingsHidden } from '../hiddenRulings.ts';
import { referenceOf } from '../reference.ts';
import { moneyOf, sayMoney } from '../refunds/money.ts';

/** The most that are named; beyond that nobody reads on. */
const mostNamed = 50;
/** Nobody but the marketplace says whether these were sent. */
const isAtMarketplace = and(eq(returnOrder.orderedBy, 'marketplace'), inArray(returnOrder.state, ['planned', 'ordered', 'shipped', 'delivered']));
const kindOfJob = { 'correction.send': 'correction', 'return.order': 'return' } as const;

/**
 * What was handed to the line in use and is not known to be finished there: payouts that are sent or unknown, corrections and returns that
 * were tried and wait to be tried again, goods on their way back of which only the marketplace can tell. It has to be asked about on the line that got it, or it could be done twice. Cases whose rulings are
 * hidden from the person are only counted.
 */
export async function readUnderWay(db: Db, by: SignedIn): Promise<UnderWay[]> {
  const isHidden = sql<number>`${areRulingsHidden(disputeCase.caseId, by)}`;
  const payouts = await db
    .select({ number: disputeCase.number, state: refund.state, minor: refund.amountMinor, currency: refund.currency, isHidden })
    .from(refund)
    .innerJoin(disputeCase, eq(disputeCase.caseId, refund.caseId))
    .where(inArray(refund.state, ['sent', 'unknown']))
    .limit(mostNamed);
  const orders = await db
    .select({ number: disputeCase.number, kind: job.kind, words: job.words, isHidden })
    .from(job)
    .innerJoin(disputeCase, eq(disputeCase.caseId, job.caseId))
    .where(and(inArray(job.state, ['waiting', 'running']), gt(job.attempts, 0), inArray(job.kind, ['correction.send', 'return.order'])))
    .limit(mostNamed);
  const goods = await db
    .select({ number: disputeCase.number, isHidden })
    .from(returnOrder)
    .innerJoin(disputeCase, eq(disputeCase.caseId, returnOrder.caseId))
    .where(isAtMarketplace)
    .limit(mostNamed);
  const all = [
    ...payouts.map(({ state, minor, currency, ...row }) => {
      const how = state === 'sent' ? 'was handed over and is not settled' : 'may or may not have arrived';
      return { kind: 'payout' as const, ...named(row, `Payout of ${sayMoney(moneyOf(minor, currency))}, which ${how}`) };
    }),
    ...orders.map(({ kind, words, ...row }) => ({ kind: kindOfJob[kind as keyof typeof kindOfJob], ...named(row, words) })),
    // Asked on another line, it would look as if the buyer had sent nothing, and the refund that waits for it would lapse.
    ...goods.map((row) => ({ kind: 'return' as const, ...named(row, 'Goods on their way back, of which the marketplace tells') })),
  ];
  const shown = all.flatMap(({ isHidden: hidden, ...one }) => (hidden ? [] : [one]));
  const hidden = all.length - shown.length;
  // Even that money or goods move would tell how was ruled.
  return hidden === 0 ? shown : [...shown, { kind: 'hidden', reference: '', words: `${hidden} in cases whose rulings are hidden from you` }];
}

function named(row: { number: number; isHidden: number }, words: string): Pick<UnderWay, 'reference' | 'words'> & { isHidden: boolean } {
  return { reference: referenceOf(row), words, isHidden: Boolean(row.isHidden) };
}

/** Keys by which a marketplace can show that it is the one they were handed to: of payouts under way, then the latest settled, and of returns. */
export async function readTellingKeys(db: Db): Promise<{ refunds: string[]; returns: string[] }> {
  const rows = await db
    .select({ key: refund.refundId })
    .from(refund)
    .where(inArray(refund.state, ['sent', 'unknown', 'settled']))
    .orderBy(sql`${refund.state} = 'settled'`, sql`${refund.changedAt} desc`)
    .limit(8);
  const returns = await db.select({ key: returnOrder.returnId }).from(returnOrder).where(isAtMarketplace).limit(4);
  return { refunds: rows.map(({ key }) => key), returns: returns.map(({ key }) => key) };
}
