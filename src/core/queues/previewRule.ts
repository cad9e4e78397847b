import { and, eq, gte, inArray, lt, sql } from 'drizzle-orm';
import type { OutputOf } from '../../contract/methods.ts';
import type { QueueRule, RuleExample } from '../../contract/queues.ts';
import type { Db } from '../db/open.ts';
import { caseTally } from '../db/schema/caseTally.ts';
import { toMoney } from '../db/schema/columns.ts';
import { disputeCase } from '../db/schema/disputeCase.ts';
import { referenceOf } from '../reference.ts';
import { readPlan } from './plan.ts';
import { takes } from './routing.ts';

const mostCounted = 10_000;
/** Cases within the bounds of value that are looked at, and waiting ones that examples are taken from. */
const mostLookedAt = 20_000;
const mostHeads = 1_000;
const mostExamples = 5;

/** What a rule would take of the cases that wait now. Without bounds of value the kept counters say it. */
export async function previewRule(db: Db, rule: QueueRule): Promise<OutputOf<'queues.previewRule'>> {
  const { count, isMore } = rule.valueFrom === null && rule.valueBelow === null ? await countByTally(db, rule) : await countByValue(db, rule);
  return { count: Math.min(count, mostCounted), isMore: isMore || count > mostCounted, examples: count === 0 ? [] : await readExamples(db, rule) };
}

async function countByTally(db: Db, { reasons, markets, languages, sources }: QueueRule) {
  const [found] = await db
    .select({ cases: sql<bigint>`coalesce(sum(${caseTally.cases}), 0)` })
    .from(caseTally)
    .where(
      and(
        eq(caseTally.state, 'queued'),
        reasons.length > 0 ? inArray(caseTally.reason, reasons) : undefined,
        markets.length > 0 ? inArray(caseTally.market, markets) : undefined,
        languages.length > 0 ? inArray(caseTally.language, languages) : undefined,
        sources.length > 0 ? inArray(caseTally.source, sources) : undefined,
      ),
    );
  return { count: Number(found?.cases ?? 0), isMore: false };
}

async function countByValue(db: Db, rule: QueueRule) {
  const rows = await db
    .select({ reason: disputeCase.reason, market: disputeCase.market, language: disputeCase.language, source: disputeCase.source, value: disputeCase.value })
    .from(disputeCase)
    .where(and(sql`${disputeCase.state} = 'queued'`, rule.valueFrom === null ? undefined : gte(disputeCase.value, rule.valueFrom), rule.valueBelow === null ? undefined : lt(disputeCase.value, rule.valueBelow)))
    .orderBy(sql`${disputeCase.value} desc`)
    .limit(mostLookedAt);
  return { count: rows.filter((row) => takes(rule, row)).length, isMore: rows.length === mostLookedAt };
}

/** The heaviest of the first of every queue, then the newest. */
async function readExamples(db: Db, rule: QueueRule): Promise<RuleExample[]> {
  const columns = {
    caseId: disputeCase.caseId,
    number: disputeCase.number,
    title: disputeCase.title,
    reason: disputeCase.reason,
    amountMinor: disputeCase.amountMinor,
    amountCurrency: disputeCase.amountCurrency,
    market: disputeCase.market,
    language: disputeCase.language,
    source: disputeCase.source,
    value: disputeCase.value,
    points: disputeCase.priority,
  };
  const plan = await readPlan(db);
  const found = new Map<string, RuleExample>();
  const take = (rows: (Omit<RuleExample, 'reference' | 'amount'> & { number: number; value: number; amountMinor: bigint | null; amountCurrency: string | null })[]) => {
    for (const { number, value, amountMinor, amountCurrency, ...row } of rows) {
      if (takes(rule, { ...row, value })) found.set(row.caseId, { ...row, reference: referenceOf({ number }), amount: toMoney(amountMinor, amountCurrency) });
    }
  };
  for (const queueId of [null, ...plan.queues.map((queue) => queue.queueId)]) {
    const inQueue = sql`${disputeCase.state} = 'queued' and ${disputeCase.queueId} is ${queueId} and ${disputeCase.isForLead} = 0`;
    take(await db.select(columns).from(disputeCase).where(inQueue).orderBy(sql`${disputeCase.priority} desc, ${disputeCase.number}`).limit(Math.ceil(mostHeads / (plan.queues.length + 1))));
  }
  if (found.size < mostExamples) take(await db.select(columns).from(disputeCase).where(sql`${disputeCase.state} = 'queued'`).orderBy(sql`${disputeCase.number} desc`).limit(mostHeads));
  return [...found.values()].sort((a, b) => b.points - a.points).slice(0, mostExamples);
}
