import { and, asc, desc, eq, inArray, isNull, lt, lte, or, sql } from 'drizzle-orm';
import type { DecisionRow, DecisionsReport } from '../../contract/reportParts.ts';
import type { DecisionFilter } from '../../contract/rulings.ts';
import { appeal } from '../db/schema/appeal.ts';
import { approval } from '../db/schema/approval.ts';
import { toMoney } from '../db/schema/columns.ts';
import { disputeCase } from '../db/schema/disputeCase.ts';
import { person } from '../db/schema/person.ts';
import { refundSheet } from '../db/schema/refundSheet.ts';
import { review } from '../db/schema/review.ts';
import { refund, ruling } from '../db/schema/ruling.ts';
import type { Db } from '../db/open.ts';
import type { SignedIn } from '../desk.ts';
import { referenceOf } from '../reference.ts';
import { moneyOf } from '../refunds/money.ts';
import { decisionsThatFit } from '../rulings/decisionFilter.ts';
import { totalsOf } from './decisionTotals.ts';
import { sayFilter } from './filterWords.ts';
import { iso } from './moments.ts';
import { readReportHead, type ReportOrder } from './reportHead.ts';

/** The rulings of which filter. */
export type DecisionsReportOrder = ReportOrder & { filter: DecisionFilter };

const pageSize = 500;

const columns = {
  rulingId: ruling.rulingId,
  caseId: ruling.caseId,
  number: disputeCase.number,
  offerId: ruling.offerId,
  personId: ruling.personId,
  personName: ruling.personName,
  state: ruling.state,
  outcome: ruling.outcome,
  withReturn: ruling.withReturn,
  reason: ruling.reason,
  amountMinor: ruling.amountMinor,
  amountCurrency: ruling.amountCurrency,
  policyVersion: ruling.policyVersion,
  stagedAt: ruling.stagedAt,
  effectiveAt: ruling.effectiveAt,
};
type Row = { [Name in keyof typeof columns]: (typeof columns)[Name]['_']['notNull'] extends true ? (typeof columns)[Name]['_']['data'] : (typeof columns)[Name]['_']['data'] | null };

/** How many rulings a filter finds for a person, counted until there are more than `most`; without those hidden from them. Throws BAD_INPUT for an amount without its currency. */
export async function countDecisions(db: Db, { filter, by, now }: Omit<DecisionsReportOrder, 'reportId'>, most: number): Promise<number> {
  return Number(await db.$count(db.select({ one: sql`1`.as('one') }).from(ruling).where(decisionsThatFit(db, filter, by, now)).limit(most + 1).as('counted')));
}

/** The rulings of a filter, newest first, with what came of each; `onRows` hears of every page read. */
export async function readDecisionsReport(db: Db, order: DecisionsReportOrder, most: number, onRows: (done: number) => void): Promise<DecisionsReport> {
  const made = await readReportHead(db, order);
  const rows: DecisionRow[] = [];
  for (let page = await readPage(db, order, null); page.length > 0 && rows.length < most; page = await readPage(db, order, page.at(-1) ?? null)) {
    rows.push(...(await toRows(db, page, order.by)));
    onRows(rows.length);
    if (page.length < pageSize) break;
  }
  const shown = rows.slice(0, most);
  const [named] = order.filter.personId === undefined ? [] : await db.select({ name: person.name }).from(person).where(eq(person.personId, order.filter.personId));
  return { schema: 'decisions-report/1', made, filter: order.filter, filterWords: sayFilter(order.filter, named?.name ?? null), totals: totalsOf(shown), rows: shown };
}

async function readPage(db: Db, { filter, by, now }: DecisionsReportOrder, last: Row | null): Promise<Row[]> {
  // The outer bound is what the index is entered by.
  const after = last ? and(lte(ruling.stagedAt, last.stagedAt), or(lt(ruling.stagedAt, last.stagedAt), lt(ruling.rulingId, last.rulingId))) : undefined;
  return db
    .select(columns)
    .from(ruling)
    .innerJoin(disputeCase, eq(disputeCase.caseId, ruling.caseId))
    .where(and(decisionsThatFit(db, filter, by, now), after))
    .orderBy(desc(ruling.stagedAt), desc(ruling.rulingId))
    .limit(pageSize);
}

async function toRows(db: Db, page: readonly Row[], by: SignedIn): Promise<DecisionRow[]> {
  const ids = page.map(({ rulingId }) => rulingId);
  const steps = new Map((await db.select().from(approval).where(inArray(approval.rulingId, ids)).orderBy(asc(approval.step))).map((one) => [one.rulingId, one]));
  const appeals = new Map((await db.select().from(appeal).where(and(inArray(appeal.rulingId, ids), isNull(appeal.reviewId)))).map((one) => [one.rulingId, one]));
  const seconds = new Map((await db.select({ rulingId: refundSheet.rulingId, minor: refundSheet.secondMinor, currency: refundSheet.secondCurrency }).from(refundSheet).where(inArray(refundSheet.rulingId, ids))).map((one) => [one.rulingId, one]));
  const paid = await readPaid(db, ids);
  const reviews = await readReviews(db, page, by);
  return page.map((row) => {
    const [step, appealed, second] = [steps.get(row.rulingId), appeals.get(row.rulingId), seconds.get(row.rulingId)];
    return {
      rulingId: row.rulingId,
      caseId: row.caseId,
      reference: referenceOf(row),
      isSettlement: row.offerId !== null,
      stagedAt: iso(row.stagedAt),
      effectiveAt: iso(row.effectiveAt),
      personName: row.personName,
      reason: row.reason,
      outcome: row.outcome,
      withReturn: row.withReturn,
      amount: toMoney(row.amountMinor, row.amountCurrency),
      second: second ? toMoney(second.minor, second.currency) : null,
      paid: paid.get(row.rulingId) ?? null,
      policyVersion: row.policyVersion,
      state: row.state,
      approval: step ? { action: step.action, personName: step.personName, at: iso(step.at) } : null,
      appeal: appealed ? { by: appealed.by, state: appealed.state, result: appealed.result } : null,
      review: reviews.get(row.rulingId) ?? null,
    };
  });
}

async function readPaid(db: Db, ids: readonly string[]): Promise<Map<string, DecisionRow['paid']>> {
  const sums = new Map<string, { minor: bigint; currency: string }>();
  for (const one of await db.select().from(refund).where(and(inArray(refund.rulingId, [...ids]), eq(refund.state, 'settled')))) {
    sums.set(one.rulingId, { minor: (sums.get(one.rulingId)?.minor ?? 0n) + one.amountMinor, currency: one.currency });
  }
  return new Map([...sums].map(([id, { minor, currency }]) => [id, moneyOf(minor, currency)]));
}

/** Reviews that were decided; a mediator is told of those of their own rulings alone. */
async function readReviews(db: Db, page: readonly Row[], by: SignedIn): Promise<Map<string, NonNullable<DecisionRow['review']>>> {
  const ids = page.filter(({ personId }) => by.role !== 'mediator' || personId === by.personId).map(({ rulingId }) => rulingId);
  if (ids.length === 0) return new Map();
  const rows = await db.select().from(review).where(and(inArray(review.rulingId, ids), inArray(review.state, ['decided', 'disputed', 'final']))).orderBy(asc(review.openedAt));
  return new Map(rows.map((one) => [one.rulingId, { state: one.state, verdict: one.settledVerdict ?? one.verdict }]));
}
