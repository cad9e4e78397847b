import { sql, type SQL } from 'drizzle-orm';
import { facetFields, type FacetField } from '../../contract/caseViews.ts';
import type { Db } from '../db/open.ts';
import { packed, unpacked } from '../db/packed.ts';
import { caseTally } from '../db/schema/caseTally.ts';
import { hot } from '../db/hot.ts';
import { disputeCase } from '../db/schema/disputeCase.ts';
import { facetColumn } from './facetColumn.ts';

/** Kinds of cases and how many there are of each: for each facet the values that occur ('' for none), and of each kind their places in these. */
export type TallyBook = { values: Record<FacetField, string[]>; kinds: { at: Record<FacetField, number>; cases: number }[] };
type Kept = TallyBook & { places: Record<FacetField, Map<string, number>>; byKind: Map<string, number>; seen: bigint };
type Row = [cases: number, ...values: string[]];

const columns = (over: typeof caseTally | typeof disputeCase): SQL => sql.join(facetFields.map((field) => sql`coalesce(${facetColumn(field, over)}, '')`), sql`, `);
const newBook = (): Kept => ({
  values: emptyOf<string[]>(() => []),
  kinds: [],
  places: emptyOf(() => new Map<string, number>()),
  byKind: new Map(),
  seen: -1n,
});

function emptyOf<Value>(make: () => Value): Record<FacetField, Value> {
  return Object.fromEntries(facetFields.map((field) => [field, make()])) as Record<FacetField, Value>;
}

/** A copy of the tally for each connection: going through all its kinds takes a tenth of a millisecond here, and ten in the database. */
const books = new WeakMap<Db, Kept>();

const readChanged = hot((db) =>
  db
    .select({ rows: packed(sql`${caseTally.cases}, ${columns(caseTally)}`), seen: sql<bigint | null>`max(${caseTally.changed})` })
    .from(caseTally)
    .where(sql`${caseTally.changed} > ${sql.placeholder('seen')}`)
    .prepare(),
);

/** The tally as it stands; what changed since it was read last is read alone. */
export async function readTally(db: Db): Promise<TallyBook> {
  const book = books.get(db) ?? newBook();
  books.set(db, book);
  const found = await readChanged(db).get({ seen: book.seen });
  // Of two reads at once the one that was overtaken knows nothing newer.
  if (found?.seen == null || found.seen <= book.seen) return book;
  for (const row of unpacked<Row>(found.rows)) note(book, row);
  book.seen = found.seen;
  return book;
}

/** A tally of the cases that a select of `row_id` gives. */
export async function tallyAmong(db: Db, rowIds: SQL): Promise<TallyBook> {
  const names = facetFields.map((_, place) => sql.identifier(`c${place}`));
  const [found] = await db.all<{ rows: string }>(sql`with kind(${sql.join([...names, sql`cases`], sql`, `)}) as (
    select ${columns(disputeCase)}, count(*) from (${rowIds}) as few cross join ${disputeCase} on ${disputeCase}.rowid = few.row_id group by 1, 2, 3, 4, 5, 6, 7)
    select ${packed(sql.join([sql`cases`, ...names], sql`, `))} as rows from kind`);
  const book = newBook();
  for (const row of unpacked<Row>(found?.rows)) note(book, row);
  return book;
}

function note(book: Kept, [cases, ...values]: Row): void {
  const name = values.join('\u0000');
  const known = book.byKind.get(name);
  const kind = known === undefined ? undefined : book.kinds[known];
  if (kind) {
    kind.cases = cases;
    return;
  }
  const at = Object.fromEntries(facetFields.map((field, place) => [field, placeOf(book, field, values[place] ?? '')])) as Record<FacetField, number>;
  book.byKind.set(name, book.kinds.length);
  book.kinds.push({ at, cases });
}

function placeOf(book: Kept, field: FacetField, value: string): number {
  const known = book.places[field].get(value);
  if (known !== undefined) return known;
  book.places[field].set(value, book.values[field].length);
  return book.values[field].push(value) - 1;
}
