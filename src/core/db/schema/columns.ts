import { customType, text } from 'drizzle-orm/sqlite-core';
import { sql, type SQL, type SQLWrapper } from 'drizzle-orm';
import type { Money } from '../../../contract/money.ts';

// Every integer crosses the driver as BigInt (`intMode: 'bigint'`): a JS number would be bound as REAL and lose digits above 2^53.

/** A count, a position or a moment: a whole number within JavaScript's safe range. */
export const int = customType<{ data: number; driverData: bigint }>({
  dataType: () => 'integer',
  toDriver: (value) => BigInt(value),
  fromDriver: (value) => Number(value),
});

/** Milliseconds since 1970 UTC. */
export const at = int;

/** Minor units of a currency. */
export const minor = customType<{ data: bigint; driverData: bigint }>({
  dataType: () => 'integer',
  fromDriver: (value) => BigInt(value),
});

/** A yes or no, 1 or 0. */
export const flag = customType<{ data: boolean; driverData: bigint }>({
  dataType: () => 'integer',
  toDriver: (value) => (value ? 1n : 0n),
  fromDriver: (value) => Number(value) === 1,
});

/** Raw bytes. */
export const bytes = customType<{ data: Uint8Array; driverData: ArrayBuffer | Uint8Array }>({
  dataType: () => 'blob',
  fromDriver: (value) => (value instanceof Uint8Array ? value : new Uint8Array(value)),
});

/** A JSON document kept as text. */
export const json = <Value>() =>
  customType<{ data: Value; driverData: string }>({
    dataType: () => 'text',
    toDriver: (value) => JSON.stringify(value),
    fromDriver: (value) => JSON.parse(value) as Value,
  })();

/** The two columns of an amount: `<name>Minor` and `<name>Currency`; both null when it is not known. */
export function money<Name extends string>(name: Name) {
  return { [`${name}Minor`]: minor(), [`${name}Currency`]: text() } as Record<`${Name}Minor`, ReturnType<typeof minor>> &
    Record<`${Name}Currency`, ReturnType<typeof text>>;
}

/** The value of an amount's two columns. */
export function toMoney(minorUnits: bigint | null, currency: string | null): Money | null {
  return minorUnits === null || currency === null ? null : { minor: String(minorUnits), currency };
}

/** The two column values of an amount. */
export function fromMoney<Name extends string>(name: Name, value: Money | null) {
  return {
    [`${name}Minor`]: value ? BigInt(value.minor) : null,
    [`${name}Currency`]: value?.currency ?? null,
  } as Record<`${Name}Minor`, bigint | null> & Record<`${Name}Currency`, string | null>;
}

/** That a column holds one of the given words, written out; for a CHECK, or a query. */
export function oneOf(column: SQLWrapper, words: readonly string[]): SQL {
  return sql`${column} in (${sql.raw(words.map((word) => `'${word}'`).join(', '))})`;
}

/** A text column that holds one word of a contract enumeration. */
export function word<Word extends string>(_words: { options: readonly Word[] }) {
  return text().$type<Word>();
}

/** 64 bits that are no number; kept as a signed one. */
export const bits = customType<{ data: bigint; driverData: bigint }>({
  dataType: () => 'integer',
  toDriver: (value) => BigInt.asIntN(64, value),
  fromDriver: (value) => BigInt.asUintN(64, BigInt(value)),
});
