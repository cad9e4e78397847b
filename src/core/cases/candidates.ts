import { and, asc, desc, eq, gt, isNull, lte, notExists, or, sql, type SQL } from 'drizzle-orm';
import { connectionOf } from '../db/hot.ts';
import type { Database, Db } from '../db/open.ts';
import { disputeCase } from '../db/schema/disputeCase.ts';
import type { Tx } from '../db/write.ts';
import { placeColumns } from '../queues/place.ts';
import { conflicted } from './barred.ts';
import type { Asker } from './servant.ts';

/** What is weighed and claimed of a case, without what only a screen needs. */
const columns = {
  ...placeColumns,
  number: disputeCase.number,
  version: disputeCase.version,
  isForLead: disputeCase.isForLead,
  keptForPersonId: disputeCase.keptForPersonId,
  keptUntil: disputeCase.keptUntil,
  cameBackWords: disputeCase.cameBackWords,
} as const;
type Columns = typeof columns;
/** A case that waits and may be served to somebody. */
export type Candidate = { [Name in keyof Columns]: Columns[Name]['_']['notNull'] extends true ? Columns[Name]['_']['data'] : Columns[Name]['_']['data'] | null };

/** Of the cases whose points are due to be weighed anew, how many are weighed at the moment of serving; when there are more, the weigher is behind. */
const mostStale = 24;
const mostBehind = 250;
const mostKept = 40;

const now = sql.placeholder('now');
const own = sql.placeholder('personId');
const head = sql.placeholder('head');

/**
 * Cases that may be served to a person: those kept for them, those whose points have changed by time since they were weighed, and the first
 * `most` of each queue by its index, which is their order as long as their points stand. One statement, built once for each set of queues.
 */
export async function readCandidates(db: Db | Tx, asker: Asker, at: number, most: number): Promise<Candidate[]> {
  const read = async (stale: number) => (await built(db, asker).all({ personId: asker.personId, name: asker.name, now: BigInt(at), head: BigInt(most), stale: BigInt(stale) })) as Candidate[];
  const rows = await read(mostStale);
  const isBehind = rows.filter(({ weighAt }) => weighAt !== null && weighAt <= at).length >= mostStale;
  return isBehind ? read(mostBehind) : rows;
}

type Built = { all(values: Record<string, unknown>): Promise<unknown[]> };
const queries = new WeakMap<object, Map<string, Built>>();
const mostBuilt = 200;

function built(db: Db | Tx, asker: Asker): Built {
  const connection = connectionOf(db);
  const known = queries.get(connection) ?? new Map<string, Built>();
  queries.set(connection, known);
  // While cases are being put into other queues, one that is for this person may still stand in any.
  const heads = asker.plan.isPlacing ? [null, ...asker.plan.queues.map(({ queueId }) => queueId)] : asker.served;
  const key = `${asker.isLead} ${asker.hasConflict} ${heads.join()}`;
  const before = known.get(key);
  if (before) return before;
  if (known.size >= mostBuilt) known.clear();
  const made = build(connection, heads, asker);
  known.set(key, made);
  return made;
}

function build(db: Database, heads: readonly (string | null)[], { isLead, hasConflict }: Asker): Built {
  // The plus below keeps the index of states out of it: few of the many that wait are due to be weighed.
  const isQueued = sql`${disputeCase.state} = 'queued'`;
  const waits = and( eq(disputeCase.isReadOnly, false), hasConflict ? notExists(conflicted(db, sql.placeholder('name') as unknown as SQL, now as unknown as SQL)) : undefined);
  const isFree = or(isNull(disputeCase.keptForPersonId), lte(disputeCase.keptUntil, now), eq(disputeCase.keptForPersonId, own));
  const names = sql.join(Object.values(columns).map((column) => sql`${column}`), sql`, `);
  const branch = (where: SQL | undefined, order: SQL, limit: SQL) => sql`select * from (select ${names} from ${disputeCase} where ${where} order by ${order} limit ${limit})`;
  const byPoints = sql`${desc(disputeCase.priority)}, ${asc(disputeCase.number)}`;
  const ranks = isLead ? [false, true] : [false];
  const branches = [
    branch(and(eq(disputeCase.keptForPersonId, own), gt(disputeCase.keptUntil, now), isQueued, waits), byPoints, sql`${mostKept}`),
    branch(and(lte(disputeCase.weighAt, now), sql`+${isQueued}`, isFree, waits), sql`${asc(disputeCase.weighAt)}`, sql`${sql.placeholder('stale')}`),
    ...heads.flatMap((queueId) =>
      ranks.map((isForLead) => branch(and(queueId === null ? isNull(disputeCase.queueId) : eq(disputeCase.queueId, queueId), eq(disputeCase.isForLead, isForLead), isQueued, isFree, waits), byPoints, sql`${head}`)),
    ),
  ];
  const fields = Object.fromEntries(Object.entries(columns).map(([name, column]) => [name, sql`${sql.identifier(snake(name))}`.mapWith(column)]));
  return db.select(fields).from(sql`(${sql.join(branches, sql` union all `)}) as candidate`).prepare();
}

function snake(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
