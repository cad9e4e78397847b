import { sql } from 'drizzle-orm';
import type { CompareSign, Condition } from '../../contract/caseQuery.ts';
import { exponentOf } from '../../contract/money.ts';
import { disputeCase } from '../db/schema/disputeCase.ts';
import { within } from '../db/within.ts';
import type { ConditionPart } from './conditions.ts';
import { never } from './walk.ts';

type Compare = Extract<Condition, { sign: CompareSign }>;

/** A stretch of an order of cases: keys at or after `from` and before `below`; null: no bound. `isWhole`: it is all that is asked. */
export type CaseRange = { sort: 'due' | 'amount' | 'age'; from: number | null; below: number | null; isWhole: boolean };

/** A comparison with an amount, a span of time or a date. Amounts are in US dollars by ordering rates, or in the one currency the query names. */
export function comparedWith(one: Compare, currency: string | null, now: number): ConditionPart {
  const { field, sign } = one;
  if (one.with.is === 'amount') return amountOf(one.with.major, sign, currency);
  if (one.with.is === 'date') return between(field === 'due' ? 'due' : 'age', ofDate(sign, one.with.from, one.with.to));
  const { ms } = one.with;
  // Without a sign a span is the most it may be: due within, come in within.
  if (field === 'due') return between('due', sign === '>' || sign === '>=' ? [now + ms + (sign === '>' ? 1 : 0), null] : [null, now + ms + (sign === '<' ? 0 : 1)]);
  return between('age', sign === '>' || sign === '>=' ? [null, now - ms + (sign === '>' ? 0 : 1)] : [now - ms + (sign === '<' ? 1 : 0), null]);
}

type Bounds = readonly [from: number | null, below: number | null];

function ofDate(sign: CompareSign, from: number, to: number): Bounds {
  if (sign === '<') return [null, from];
  if (sign === '<=') return [null, to];
  if (sign === '>') return [to, null];
  return sign === '>=' ? [from, null] : [from, to];
}

const columns = { due: disputeCase.dueAt, age: disputeCase.receivedAt };

function between(sort: keyof typeof columns, [from, below]: Bounds): ConditionPart {
  return { where: within(columns[sort], from, below), range: { sort, from, below: below ?? (sort === 'due' ? never : null), isWhole: true } };
}

function amountOf(major: string, sign: CompareSign, currency: string | null): ConditionPart {
  const { units, spare } = inMinor(major, currency === null ? 2 : exponentOf(currency));
  const [from, below] = boundsOf(sign, units / 10n ** BigInt(spare), units % 10n ** BigInt(spare) !== 0n);
  if (currency !== null) return { where: sql`(${disputeCase.amountCurrency} = ${currency} and ${within(disputeCase.amountMinor, from, below)})` };
  const range: CaseRange = { sort: 'amount', from: from === null ? null : Number(from), below: below === null ? null : Number(below), isWhole: (from ?? 0n) > 0n };
  // A case without an amount is ordered as worth nothing, and is not compared.
  return { where: sql`(${disputeCase.amountMinor} is not null and ${within(disputeCase.value, from, below)})`, range };
}

/** `isBetween`: the decimal lies between this many minor units and the next. */
function boundsOf(sign: CompareSign, units: bigint, isBetween: boolean): readonly [from: bigint | null, below: bigint | null] {
  if (sign === '<') return [null, isBetween ? units + 1n : units];
  if (sign === '<=') return [null, units + 1n];
  if (sign === '>') return [units + 1n, null];
  if (sign === '>=') return [isBetween ? units + 1n : units, null];
  return isBetween ? [units + 1n, units + 1n] : [units, units + 1n];
}

/** A decimal in minor units, with `spare` digits more than the currency has. */
function inMinor(major: string, exponent: number): { units: bigint; spare: number } {
  const [whole = '0', fraction = ''] = major.split('.');
  const spare = Math.max(0, fraction.length - exponent);
  return { units: BigInt(whole + fraction.padEnd(exponent + spare, '0').slice(0, exponent + spare)), spare };
}
