import { sql, type SQL } from 'drizzle-orm';
import { toSnakeCase } from 'drizzle-orm/casing';
import type { Db } from './open.ts';

// Rows as one JSON text: to take each over from the driver, value by value, takes longer than to find it.

/** The columns of a row by their names. */
export type Columns<Row> = { [Name in keyof Row]: SQL };
/** A query whose one value holds all rows, with the names they had. */
export type PackedQuery<Row> = { query: PromiseLike<{ packed: string }[]> & { getSQL(): SQL }; columns: Columns<Row> };

/** All rows of a query as one text, each with the values that stand in `values` one after the other. */
export function packed(values: SQL): SQL<string> {
  return sql<string>`json_group_array(json_array(${values}))`;
}

/** All rows of a query as one text. */
export function packedOf<Row>(columns: Columns<Row>): SQL<string> {
  return packed(sql.join(Object.values<SQL>(columns), sql`, `));
}

/** The rows of a packed text, each as a list of values as JSON writes them, so sums of money are text. */
export function unpacked<Row>(text: string | undefined): Row[] {
  return text === undefined || text === '[]' ? [] : (JSON.parse(text) as Row[]);
}

/** The same with names for the values. */
export function named<Row>(names: readonly string[], text: string | undefined): Row[] {
  return unpacked<unknown[]>(text).map((values) => {
    const row: Record<string, unknown> = {};
    for (let place = 0; place < names.length; place += 1) row[names[place] ?? ''] = values[place];
    return row as Row;
  });
}

/** The rows of a packed query. */
export async function unpack<Row>({ query, columns }: PackedQuery<Row>): Promise<Row[]> {
  const [row] = await query;
  return named<Row>(Object.keys(columns), row?.packed);
}

/** Some values of the rows of a select. */
export async function readPacked<Row extends readonly unknown[]>(db: Pick<Db, 'all'>, values: SQL, select: SQL): Promise<Row[]> {
  const [found] = await db.all<{ packed: string }>(sql`select ${packed(values)} as packed from (${select})`);
  return unpacked<Row>(found?.packed);
}

/** What a select gives as `number`. */
export async function readNumbers(db: Pick<Db, 'all'>, select: SQL): Promise<number[]> {
  const [found] = await db.all<{ numbers: string }>(sql`select json_group_array(number) as numbers from (${select})`);
  return unpacked<number>(found?.numbers);
}

/** Columns of a table, packed by the names they have there and read as the table would; none of them holds more than JavaScript counts. */
export function packedColumns<Row>(columns: { [Name in keyof Row]: { mapFromDriverValue(value: unknown): unknown } }): { text: SQL<string>; read(text: string | undefined): Row[] } {
  const readers = Object.entries<{ mapFromDriverValue(value: unknown): unknown }>(columns);
  const text = packed(sql.join(readers.map(([name]) => sql.identifier(toSnakeCase(name))), sql`, `));
  const read = (given: string | undefined) =>
    unpacked<unknown[]>(given).map((values) => {
      const row: Record<string, unknown> = {};
      for (const [place, [name, column]] of readers.entries()) row[name] = values[place] === null ? null : column.mapFromDriverValue(values[place]);
      return row as Row;
    });
  return { text, read };
}
