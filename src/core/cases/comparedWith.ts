import { sql, type SQL } from 'drizzle-orm';
import type { CompareSign, Condition } from '../../contract/caseQuery.ts';
import { exponentOf } from '../../contract/money.ts';
import { disputeCase } from '../db/schema/disputeCase.ts';
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

const columns = { due: disputeCase.dueAt, age: disputeCase.receivedAt, amount: disputeCase.value };

function between(sort: CaseRange['sort'], [from, below]: Bounds): ConditionPart {
  const column = columns[sort];
  const bounds = [...(from === null ? [] : [sql`${column} >= ${BigInt(from)}`]), ...(below === null ? [] : [sql`${column} < ${BigInt(below)}`])];
  return { where: sql.join(bounds, sql` and `), range: { sort, from, below: below ?? (sort === 'due' ? never : null), isWhole: true } };
}

const signs: Record<CompareSign, SQL> = { '<': sql`<`, '<=': sql`<=`, '>': sql`>`, '>=': sql`>=`, '=': sql`=` };

function amountOf(major: string, sign: CompareSign, currency: string | null): ConditionPart {
  if (currency !== null) {
    const minor = inMinor(major, exponentOf(currency));
    return { where: sql`${disputeCase.amountCurrency} = ${currency} and ${disputeCase.amountMinor} * ${10n ** BigInt(minor.spare)} ${signs[sign]} ${minor.units}` };
  }
  const { units, spare } = inMinor(major, 2);
  const isBetween = units % 10n ** BigInt(spare) !== 0n;
  const part = between('amount', boundsOf(sign, Number(units / 10n ** BigInt(spare)), isBetween));
  // A case without an amount is ordered as worth nothing, and is not compared.
  const isWhole = (part.range?.from ?? 0) > 0;
  return { where: sql`(${disputeCase.amountMinor} is not null and ${part.where})`, ...(part.range && { range: { ...part.range, isWhole } }) };
}

/** `isBetween`: the decimal lies between this many cents and the next. */
function boundsOf(sign: CompareSign, cents: number, isBetween: boolean): Bounds {
  if (sign === '<') return [null, isBetween ? cents + 1 : cents];
  if (sign === '<=') return [null, cents + 1];
  if (sign === '>') return [cents + 1, null];
  if (sign === '>=') return [isBetween ? cents + 1 : cents, null];
  return isBetween ? [cents + 1, cents + 1] : [cents, cents + 1];
}

/** A decimal in minor units, with `spare` digits more than the currency has. */
function inMinor(major: string, exponent: number): { units: bigint; spare: number } {
  const [whole = '0', fraction = ''] = major.split('.');
  const spare = Math.max(0, fraction.length - exponent);
  return { units: BigInt(whole + fraction.padEnd(exponent + spare, '0').slice(0, exponent + spare)), spare };
}
