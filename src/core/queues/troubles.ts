import { sql, type SQL } from 'drizzle-orm';
import type { OutputOf, ParsedInputOf } from '../../contract/methods.ts';
import type { Db } from '../db/open.ts';
import { disputeCase } from '../db/schema/disputeCase.ts';
import { DeskError } from '../fault.ts';
import { referenceOf } from '../reference.ts';
import { generalQueue } from './general.ts';
import { readPlan } from './plan.ts';
import { hasLapsed, isBouncing, sayTroubles, stuckDays, waitsLong } from './troubleRules.ts';

/** A page of cases that do not get on, by key. */
export async function listTroubles(db: Db, { list, cursor, limit }: ParsedInputOf<'queues.troubles'>, now: number): Promise<OutputOf<'queues.troubles'>> {
  const plan = await readPlan(db);
  const names = new Map(plan.queues.map(({ queueId, name }) => [queueId, name]));
  const found = list === 'stuck' ? await readStuck(db, [null, ...names.keys()], cursor, limit, now) : await readBouncing(db, cursor, limit);
  const page = found.slice(0, limit);
  const last = page.at(-1);
  return {
    rows: page.flatMap(({ number, ...row }) => {
      const why = sayTroubles({ ...row, isWaiting: row.isWaiting === 1n }, now);
      const { isWaiting: _isWaiting, ...shown } = row;
      return why.length === 0 ? [] : [{ ...shown, reference: referenceOf({ number }), queueName: (row.queueId === null ? undefined : names.get(row.queueId)) ?? generalQueue, why }];
    }),
    nextCursor: found.length > limit && last ? (list === 'stuck' ? `${last.receivedAt}|${last.number}` : String(last.number)) : null,
    stuckDays,
  };
}

const columns = (isWaiting: SQL) => ({
  caseId: disputeCase.caseId,
  number: disputeCase.number,
  title: disputeCase.title,
  state: disputeCase.state,
  queueId: disputeCase.queueId,
  receivedAt: disputeCase.receivedAt,
  points: disputeCase.priority,
  takings: disputeCase.takings,
  skips: disputeCase.skips,
  lapses: disputeCase.lapses,
  isWaiting: sql<bigint>`${isWaiting}`,
});

/** The longest waiting first: the ends of each queue's index, and the few whose leases ran out. */
async function readStuck(db: Db, queueIds: readonly (string | null)[], cursor: string | null, limit: number, now: number) {
  const [at, number] = readCursor(cursor, /^-?\d{1,16}\|\d{1,16}$/);
  const after = at === undefined ? sql`1` : sql`(${disputeCase.receivedAt}, ${disputeCase.number}) > (${at}, ${number})`;
  const waits = waitsLong(now);
  const read = (where: SQL) => db.select(columns(waits)).from(disputeCase).where(sql`${where} and ${after}`).orderBy(disputeCase.receivedAt, disputeCase.number).limit(limit + 1);
  const found = new Map<string, Awaited<ReturnType<typeof read>>[number]>();
  for (const queueId of queueIds) for (const row of await read(sql`${disputeCase.queueId} is ${queueId} and ${waits}`)) found.set(row.caseId, row);
  for (const row of await read(hasLapsed())) found.set(row.caseId, row);
  return [...found.values()].sort((a, b) => a.receivedAt - b.receivedAt || a.number - b.number).slice(0, limit + 1);
}

/** The newest first. */
async function readBouncing(db: Db, cursor: string | null, limit: number) {
  const [number] = readCursor(cursor, /^\d{1,16}$/);
  const before = number === undefined ? sql`1` : sql`${disputeCase.number} < ${number}`;
  return db.select(columns(sql`0`)).from(disputeCase).where(sql`${isBouncing()} and ${before}`).orderBy(sql`${disputeCase.number} desc`).limit(limit + 1);
}

function readCursor(cursor: string | null, shape: RegExp): bigint[] {
  if (cursor === null) return [];
  if (!shape.test(cursor)) throw new DeskError('BAD_INPUT', 'This cursor does not belong to this list.');
  return cursor.split('|').map(BigInt);
}
