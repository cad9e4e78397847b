import { sql, type SQL } from 'drizzle-orm';

/** The columns of a row by their names. */
export type Columns<Row> = { [Name in keyof Row]: SQL };
/** A query whose one value holds all rows, with the names they had. */
export type PackedQuery<Row> = { query: PromiseLike<{ packed: string }[]> & { getSQL(): SQL }; columns: Columns<Row> };

/** All rows as one JSON text: a hundred thousand rows through the driver, one by one, take longer than to find them. */
export function packedOf<Row>(columns: Columns<Row>): SQL<string> {
  return sql<string>`json_group_array(json_array(${sql.join(Object.values<SQL>(columns), sql`, `)}))`;
}

/** The rows of a packed query; every value as JSON writes it, so sums of money are text. */
export async function unpack<Row>({ query, columns }: PackedQuery<Row>): Promise<Row[]> {
  const [row] = await query;
  const names = Object.keys(columns);
  const rows = JSON.parse(row?.packed ?? '[]') as unknown[][];
  return rows.map((values) => Object.fromEntries(names.map((name, place) => [name, values[place]])) as Row);
}
