import { and, eq, sql } from 'drizzle-orm';
import type { Db } from '../db/open.ts';
import { caseTally } from '../db/schema/caseTally.ts';

/** How many cases of one state stand in each queue, from the kept counters; '' is the general one. */
export async function tallyByQueue(db: Db, state: 'queued' | 'in_review'): Promise<Map<string, number>> {
  const rows = await db
    .select({ queueId: caseTally.queueId, cases: sql<bigint>`sum(${caseTally.cases})` })
    .from(caseTally)
    .where(eq(caseTally.state, state))
    .groupBy(caseTally.queueId);
  return new Map(rows.map(({ queueId, cases }) => [queueId, Number(cases)]));
}

/** How many cases wait in each queue; '' is the general one. */
export function waitingByQueue(db: Db): Promise<Map<string, number>> {
  return tallyByQueue(db, 'queued');
}

/** How many cases wait in a queue in each language, from the kept counters; '' stands for one that is not known. */
export async function waitingByLanguage(db: Db, queueId: string): Promise<Map<string, number>> {
  const rows = await db
    .select({ language: caseTally.language, cases: sql<bigint>`sum(${caseTally.cases})` })
    .from(caseTally)
    .where(and(eq(caseTally.state, 'queued'), eq(caseTally.queueId, queueId)))
    .groupBy(caseTally.language);
  return new Map(rows.map(({ language, cases }) => [language, Number(cases)]));
}
