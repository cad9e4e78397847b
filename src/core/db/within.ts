import { sql, type SQL, type SQLWrapper } from 'drizzle-orm';

/** The most an integer of the database holds; a currency with four decimals and fifteen digits before them has more. */
const mostInteger = 2n ** 63n - 1n;
const toInteger = (value: number | bigint): bigint => (value < mostInteger ? BigInt(value) : mostInteger);

/** A number from a bound on and below another, null for none. As integers: bounds that come as floating numbers, as numbers do by themselves, are none to the index of words. */
export function within(column: SQLWrapper, from: number | bigint | null, below: number | bigint | null): SQL {
  const bounds = [...(from === null ? [] : [sql`${column} >= ${toInteger(from)}`]), ...(below === null ? [] : [sql`${column} < ${toInteger(below)}`])];
  return bounds.length === 0 ? sql`true` : sql.join(bounds, sql` and `);
}
