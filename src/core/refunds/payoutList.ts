import { and, desc, eq, inArray, lt, not, or, sql, type SQL } from 'drizzle-orm';
import type { OutputOf, ParsedInputOf } from '../../contract/methods.ts';
import type { PayoutGroup, PayoutStep, PayoutSum } from '../../contract/payouts.ts';
import type { Db } from '../db/open.ts';
import { auditEntry, auditPayload } from '../db/schema/audit.ts';
import { disputeCase } from '../db/schema/disputeCase.ts';
import { refund, refundTally } from '../db/schema/ruling.ts';
import { DeskError } from '../fault.ts';
import type { SignedIn } from '../desk.ts';
import { areRulingsHidden, casesPerhapsHidden } from '../hiddenRulings.ts';
import { referenceOf } from '../reference.ts';
import { moneyOf } from './money.ts';
import { readPayoutsNow } from './payoutNow.ts';

/** Steps of a payout that a list shows; the others are in the log of its case. */
const mostSteps = 12;

/** In the words of the indexes over them. */
const inGroup: Record<PayoutGroup, SQL> = {
  stuck: sql`${refund.state} in ('failed', 'unknown')`,
  open: sql`${refund.state} in ('approved', 'sent')`,
  settled: sql`${refund.state} = 'settled'`,
};

const statesOf: Record<PayoutGroup, (typeof refund.$inferSelect)['state'][]> = { stuck: ['failed', 'unknown'], open: ['approved', 'sent'], settled: ['settled'] };

/** Payouts of a group, without those of rulings that are hidden from `by`. Throws BAD_INPUT for a foreign cursor. */
export async function listPayouts(db: Db, { group, only, cursor, limit }: ParsedInputOf<'payouts.list'>, by: SignedIn): Promise<OutputOf<'payouts.list'>> {
  const found = await db
    .select({ row: refund, number: disputeCase.number })
    .from(refund)
    .innerJoin(disputeCase, eq(disputeCase.caseId, refund.caseId))
    .where(and(only === null ? inGroup[group] : eq(refund.refundId, only), not(areRulingsHidden(refund.caseId, by)), cursor === null ? undefined : after(cursor)))
    .orderBy(desc(refund.changedAt), desc(refund.refundId))
    .limit(limit + 1);
  const page = found.slice(0, limit);
  const last = page.at(-1)?.row;
  const now = await readPayoutsNow(db, page.map(({ row }) => row));
  const steps = await readSteps(db, page.map(({ row }) => row.refundId));
  return {
    rows: page.map(({ row, number }) => {
      const { refundId, rulingId, caseId, kind, state, error, changedAt, createdAt, amountMinor, currency } = row;
      const all = steps.get(refundId) ?? [];
      const shown = all.slice(0, mostSteps).map(({ step }) => step);
      return {
        refund: { refundId, rulingId, kind, state, error, changedAt, amount: moneyOf(amountMinor, currency), now: now.get(refundId) ?? null },
        caseId,
        reference: referenceOf({ number }),
        createdAt,
        steps: shown,
        stepsLeftOut: (all[0]?.count ?? shown.length) - shown.length,
      };
    }),
    nextCursor: found.length > page.length && last ? `${last.changedAt}|${last.refundId}` : null,
    groups: await sumGroups(db, by),
  };
}

/** How many payouts are stuck that the person may know of. */
export async function countStuck(db: Db, by: SignedIn): Promise<number> {
  return Number(await db.$count(refund, and(inGroup.stuck, not(areRulingsHidden(refund.caseId, by)))));
}

/** From the kept sums, less what is hidden from the person: no payout is gone through but those of the few cases under appeal or review. */
async function sumGroups(db: Db, by: SignedIn): Promise<Record<PayoutGroup, PayoutSum>> {
  const kept = await db.select().from(refundTally).orderBy(refundTally.currency);
  const hidden = await db
    .select({ state: refund.state, currency: refund.currency, refunds: sql<bigint>`count(*)`, minor: sql<bigint>`sum(${refund.amountMinor})` })
    .from(refund)
    .where(and(sql`${refund.caseId} in (${casesPerhapsHidden(by)})`, areRulingsHidden(refund.caseId, by)))
    .groupBy(refund.state, refund.currency);
  const shown = kept.map(({ state, currency, refunds, minor }) => {
    const less = hidden.find((one) => one.state === state && one.currency === currency);
    return { state, currency, count: refunds - Number(less?.refunds ?? 0), minor: minor - BigInt(less?.minor ?? 0) };
  });
  const of = (group: PayoutGroup): PayoutSum => {
    const mine = shown.filter((row) => row.count > 0 && statesOf[group].includes(row.state));
    const byCurrency = Map.groupBy(mine, (row) => row.currency);
    return { count: mine.reduce((sum, row) => sum + row.count, 0), sums: [...byCurrency].map(([currency, rows]) => moneyOf(rows.reduce((sum, row) => sum + row.minor, 0n), currency)) };
  };
  return { stuck: of('stuck'), open: of('open'), settled: of('settled') };
}

/** The newest entries of the log about each refund, newest first, with how many there are in all. */
async function readSteps(db: Db, refundIds: string[]): Promise<Map<string, { step: PayoutStep; count: number }[]>> {
  if (refundIds.length === 0) return new Map();
  const ranked = db
    .select({
      seq: auditEntry.seq,
      place: sql<bigint>`row_number() over (partition by ${auditEntry.subject} order by ${auditEntry.seq} desc)`.as('place'),
      all: sql<bigint>`count(*) over (partition by ${auditEntry.subject})`.as('all_of_it'),
    })
    .from(auditEntry)
    .where(inArray(auditEntry.subject, refundIds.map((id) => `refund:${id}`)))
    .as('ranked');
  const rows = await db
    .select({ seq: auditEntry.seq, at: auditEntry.at, action: auditEntry.action, subject: auditEntry.subject, payload: auditPayload.payload, all: ranked.all })
    .from(ranked)
    .innerJoin(auditEntry, eq(auditEntry.seq, ranked.seq))
    .leftJoin(auditPayload, eq(auditPayload.seq, auditEntry.seq))
    .where(sql`${ranked.place} <= ${mostSteps}`)
    .orderBy(desc(auditEntry.seq));
  const steps = new Map<string, { step: PayoutStep; count: number }[]>();
  for (const { seq, at, action, subject, payload, all } of rows) {
    const { personName, words } = payload === null ? { personName: 'erased', words: action } : (JSON.parse(payload) as { personName: string; words: string });
    const refundId = subject.slice('refund:'.length);
    steps.set(refundId, [...(steps.get(refundId) ?? []), { step: { seq, at, personName, action, words }, count: Number(all) }]);
  }
  return steps;
}

function after(cursor: string): SQL | undefined {
  const match = /^(\d{1,16})\|(.{1,200})$/.exec(cursor);
  if (!match?.[1] || !match[2]) throw new DeskError('BAD_INPUT', 'This cursor does not belong to this list.');
  const at = Number(match[1]);
  return or(lt(refund.changedAt, at), and(eq(refund.changedAt, at), lt(refund.refundId, match[2])));
}
