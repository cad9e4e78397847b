import { and, asc, count, desc, eq, gt, isNull, lte, notExists, or, sql, type SQL } from 'drizzle-orm';
import { connectionOf } from '../db/hot.ts';
import { literal } from '../db/literal.ts';
import type { Database, Db } from '../db/open.ts';
import { packedColumns } from '../db/packed.ts';
import { caseTally } from '../db/schema/caseTally.ts';
import { disputeCase } from '../db/schema/disputeCase.ts';
import type { Tx } from '../db/write.ts';
import { waitingByLanguage } from '../queues/counts.ts';
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

/** A candidate as it was found; `line`: the part of what waits that it was found along, by its place in `lines`, or -1. */
export type Found = Candidate & { line: number };

/** A part of what waits that is read along its points: one queue, or all of them while cases are being put into others, and one rank. */
type Line = { queueId: string | null; isForLead: boolean; /** It gives each case to who reads it. */ asksLanguage: boolean };
/** A line and how far it was read. */
export type Reach = Line & { place: number; after: { priority: number; number: number } | null; read: number; pages: number; isDone: boolean };

/** Of the cases whose points are due to be weighed anew, how many are weighed at the moment of serving. */
const mostStale = 24;
/** All of them are when they are no more than these. Of the many thousands after a night these would be nothing, and take ten times as long as all else. */
const mostBehind = 250;
const mostKept = 40;
/** How many of each line are weighed against each other at first, and how many of them are gone through for a language. */
const headSize = 12;
const lookedThrough = 500;
/** How many more are read of a line, and four times as many from then on. */
const pageSize = 500;
/** In languages that so few wait in, they are fetched by their kinds: to find them along the points may be to go through a million others. */
const fewReadable = 1_500;

const now = sql.placeholder('now');
const own = sql.placeholder('personId');
const head = sql.placeholder('head');
const isReadable = (language: SQL) => sql`(${language} is null or ${language} in (select value from json_each(${sql.placeholder('languages')})))`;

/**
 * Cases that may be served to a person: the first of each line by its index, which is their order as long as their points stand, those kept
 * for them, and those whose points have changed by time since they were weighed. One statement, built once for each set of queues.
 */
export async function readHeads(db: Db | Tx, asker: Asker, at: number): Promise<{ rows: Found[]; lines: Reach[] }> {
  const lines = linesOf(asker);
  const most = headSize + Math.min(500, asker.skipped.size + asker.closed.size);
  const read = (stale: number) => headsOf(db, asker, lines)({ ...valuesOf(asker, at), languages: JSON.stringify(asker.languages), head: BigInt(most), look: BigInt(Math.max(most, lookedThrough)), stale: BigInt(stale) });
  const first = await read(mostStale);
  const isBehind = first.filter(({ weighAt }) => weighAt !== null && weighAt <= at).length >= mostStale;
  const rows = isBehind && (await countStale(db, at)) <= mostBehind ? await read(mostBehind) : first;
  const reaches = lines.map((line, place): Reach => ({ ...line, place, after: null, read: 0, pages: 0, isDone: false }));
  for (const row of rows) {
    const reach = reaches[row.line];
    if (reach) reachOn(reach, row);
  }
  // Of a line gone through for a language, the last one that was looked at is not known: it may not be over.
  for (const reach of reaches) reach.isDone = reach.read < most && !reach.asksLanguage;
  return { rows, lines: reaches };
}

/** How many cases are due to be weighed anew, counted to one more than `mostBehind`. */
async function countStale(db: Db | Tx, at: number): Promise<number> {
  const [found] = await db.select({ stale: count() }).from(db.select({ one: sql`1`.as('one') }).from(disputeCase).where(lte(disputeCase.weighAt, at)).limit(mostBehind + 1).as('due'));
  return found?.stale ?? 0;
}

/** The next of a line, until it is done. */
export async function readOn(db: Db | Tx, asker: Asker, reach: Reach, at: number): Promise<Found[]> {
  reach.pages += 1;
  if (reach.asksLanguage && reach.pages === 1) {
    const waiting = await waitingByLanguage(db, reach.queueId ?? '');
    const readable = ['', ...asker.languages].reduce((sum, language) => sum + (waiting.get(language) ?? 0), 0);
    if (readable <= fewReadable) {
      reach.isDone = true;
      return readable === 0 ? [] : readLine(db, asker, reach, at, fewReadable, 'kinds');
    }
  }
  const most = reach.pages === 1 ? pageSize : 4 * pageSize;
  const rows = await readLine(db, asker, reach, at, most, 'points');
  for (const row of rows) reachOn(reach, row);
  reach.isDone = rows.length < most;
  return rows;
}

function reachOn(reach: Reach, { priority, number }: Candidate): void {
  reach.read += 1;
  const { after } = reach;
  if (after === null || priority < after.priority || (priority === after.priority && number > after.number)) reach.after = { priority, number };
}

function linesOf({ plan, served, isLead }: Asker): Line[] {
  // While cases are being put into other queues, one that is for this person may still stand in any.
  const queueIds = plan.isPlacing ? [null, ...plan.queues.map(({ queueId }) => queueId)] : served;
  const asking = new Set(plan.isPlacing ? [] : plan.queues.filter(({ rule }) => rule.languages.length > 0).map(({ queueId }) => queueId));
  return queueIds.flatMap((queueId) => (isLead ? [false, true] : [false]).map((isForLead) => ({ queueId, isForLead, asksLanguage: queueId !== null && asking.has(queueId) })));
}

function valuesOf({ personId, name }: Asker, at: number) {
  return { personId, name, now: BigInt(at) };
}

function readLine(db: Db | Tx, asker: Asker, { queueId, isForLead, after, place, asksLanguage }: Reach, at: number, most: number, by: 'points' | 'kinds'): Promise<Found[]> {
  const values = { queueId, isForLead: isForLead ? 1n : 0n, priority: BigInt(after?.priority ?? Number.MAX_SAFE_INTEGER), number: BigInt(after?.number ?? 0), line: BigInt(place), head: BigInt(most) };
  const languages = asksLanguage ? { languages: JSON.stringify(by === 'kinds' ? ['', ...asker.languages] : asker.languages) } : {};
  return built(db, `${by} ${asker.hasConflict} ${asksLanguage}`, (connection) => buildLine(connection, by, asker, asksLanguage))({ ...valuesOf(asker, at), ...values, ...languages });
}

function headsOf(db: Db | Tx, asker: Asker, lines: readonly Line[]): Built {
  return built(db, `${asker.isLead} ${asker.hasConflict} ${lines.map(({ queueId, asksLanguage }) => `${queueId}${asksLanguage}`).join()}`, (connection) => buildHeads(connection, lines, asker));
}

type Built = (values: Record<string, unknown>) => Promise<Found[]>;
const queries = new WeakMap<object, Map<string, Built>>();
const mostBuilt = 200;

function built(db: Db | Tx, key: string, build: (connection: Database) => Built): Built {
  const connection = connectionOf(db);
  const known = queries.get(connection) ?? new Map<string, Built>();
  queries.set(connection, known);
  const before = known.get(key);
  if (before) return before;
  if (known.size >= mostBuilt) known.clear();
  const made = build(connection);
  known.set(key, made);
  return made;
}

const isQueued = sql`${disputeCase.state} = 'queued'`;
const byPoints = sql`${desc(disputeCase.priority)}, ${asc(disputeCase.number)}`;
const isFree = or(isNull(disputeCase.keptForPersonId), lte(disputeCase.keptUntil, now), eq(disputeCase.keptForPersonId, own));
const names = sql.join(Object.values(columns).map((column) => sql`${column}`), sql`, `);
const packedFound = packedColumns<Found>({ ...columns, line: { mapFromDriverValue: Number } });

function asText(db: Database, found: SQL): Built {
  const query = db.select({ rows: packedFound.text.as('rows') }).from(sql`(${found}) as candidate`).prepare();
  return async (values) => packedFound.read((await query.get(values))?.rows);
}

function mayWait(db: Database, { hasConflict }: Asker): SQL | undefined {
  return and(eq(disputeCase.isReadOnly, false), hasConflict ? notExists(conflicted(db, sql.placeholder('name'), now)) : undefined);
}

function buildHeads(db: Database, lines: readonly Line[], asker: Asker): Built {
  const waits = mayWait(db, asker);
  const branch = (where: SQL | undefined, order: SQL, limit: SQL) => sql`select ${names} from ${disputeCase} where ${where} order by ${order} limit ${limit}`;
  const tagged = (select: SQL, line: number) => sql`select *, ${literal(line)} as line from (${select})`;
  const along = lines.map(({ queueId, isForLead, asksLanguage }, line) => {
    const which = and(queueId === null ? isNull(disputeCase.queueId) : eq(disputeCase.queueId, queueId), eq(disputeCase.isForLead, isForLead), isQueued, isFree, waits);
    return tagged(asksLanguage ? sql`select * from (${branch(which, byPoints, sql`${sql.placeholder('look')}`)}) where ${isReadable(sql`language`)} limit ${head}` : branch(which, byPoints, sql`${head}`), line);
  });
  const branches = [
    ...along,
    tagged(branch(and(eq(disputeCase.keptForPersonId, own), gt(disputeCase.keptUntil, now), isQueued, waits), byPoints, sql`${mostKept}`), -1),
    // The plus keeps the index of states out of it: few of the many that wait are due to be weighed.
    tagged(branch(and(lte(disputeCase.weighAt, now), sql`+${isQueued}`, isFree, waits), sql`${asc(disputeCase.weighAt)}`, sql`${sql.placeholder('stale')}`), -1),
  ];
  return asText(db, sql.join(branches, sql` union all `));
}

function buildLine(db: Database, by: 'points' | 'kinds', asker: Asker, asksLanguage: boolean): Built {
  const [priority, number] = [sql.placeholder('priority'), sql.placeholder('number')];
  const isAfter = sql`${disputeCase.priority} <= ${priority} and (${disputeCase.priority} < ${priority} or ${disputeCase.number} > ${number})`;
  const which = and(sql`${disputeCase.queueId} is ${sql.placeholder('queueId')}`, sql`${disputeCase.isForLead} = ${sql.placeholder('isForLead')}`, isQueued, isFree, mayWait(db, asker), by === 'points' ? isAfter : undefined, by === 'points' && asksLanguage ? isReadable(sql`${disputeCase.language}`) : undefined);
  const from = by === 'points' ? sql`${disputeCase}` : sql`${caseTally} as kind cross join ${disputeCase} on ${isOfKind}`;
  return asText(db, sql`select ${names}, ${sql.placeholder('line')} as line from ${from} where ${which} order by ${byPoints} limit ${head}`);
}

/** A case that is in a queue in one of the languages, by the index of kinds. */
const isOfKind = sql`kind.state = 'queued' and kind.queue_id = ${sql.placeholder('queueId')} and kind.language in (select value from json_each(${sql.placeholder('languages')}))
  and ${disputeCase.state} = kind.state and ${disputeCase.reason} = kind.reason and ${disputeCase.amountCurrency} is nullif(kind.currency, '') and ${disputeCase.market} is nullif(kind.market, '')
  and ${disputeCase.language} is nullif(kind.language, '') and ${disputeCase.queueId} = kind.queue_id and ${disputeCase.source} = kind.source`;
