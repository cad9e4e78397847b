import { and, eq, gt, inArray, sql } from 'drizzle-orm';
import type { UnderWay } from '../../contract/marketplace.ts';
import type { Db } from '../db/open.ts';
import { disputeCase } from '../db/schema/disputeCase.ts';
import { job } from '../db/schema/job.ts';
import { refund } from '../db/schema/ruling.ts';
import type { SignedIn } from '../desk.ts';
import { areRulingsHidden, hiddenWords } from '../hiddenRulings.ts';
import { referenceOf } from '../reference.ts';
import { moneyOf, sayMoney } from '../refunds/money.ts';

/** The most that are named; beyond that nobody reads on. */
const mostNamed = 50;
const kindOfJob = { 'correction.send': 'correction', 'return.order': 'return' } as const;

/**
 * What was handed to the line in use and is not known to be finished there: payouts that are sent or unknown, corrections and returns that
 * were tried and wait to be tried again. It has to be asked about on the line that got it, or it could be done twice. Amounts of cases whose
 * rulings are hidden from the person are left out.
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
  return [
    ...payouts.map(({ state, minor, currency, ...row }) => {
      const how = state === 'sent' ? 'was handed over and is not settled' : 'may or may not have arrived';
      return { kind: 'payout' as const, ...named(row, `Payout of ${sayMoney(moneyOf(minor, currency))}, which ${how}`) };
    }),
    ...orders.map(({ kind, words, ...row }) => ({ kind: kindOfJob[kind as keyof typeof kindOfJob], ...named(row, words) })),
  ];
}

function named(row: { number: number; isHidden: number }, words: string): Omit<UnderWay, 'kind'> {
  return { reference: referenceOf(row), words: row.isHidden ? hiddenWords : words };
}

/** The keys of payouts by which a marketplace can show that it is the one they were handed to: those under way, then the latest settled. */
export async function readTellingKeys(db: Db): Promise<string[]> {
  const rows = await db
    .select({ key: refund.refundId })
    .from(refund)
    .where(inArray(refund.state, ['sent', 'unknown', 'settled']))
    .orderBy(sql`${refund.state} = 'settled'`, sql`${refund.changedAt} desc`)
    .limit(8);
  return rows.map(({ key }) => key);
}
