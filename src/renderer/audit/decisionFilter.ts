import { exponentOf, fromDecimal, toDecimal } from '../../contract/money.ts';
import type { InputOf } from '../../contract/methods.ts';
import { RulingState } from '../../contract/rulings.ts';
import { Outcome, Reason } from '../../contract/vocabulary.ts';

/** The filter of the Decisions list as its fields and the address hold it: plain text, empty when not asked for. */
export type DecisionFields = {
  kind: string;
  person: string;
  reason: string;
  outcome: string;
  state: string;
  currency: string;
  min: string;
  max: string;
  from: string;
  to: string;
};

export type DecisionFilter = NonNullable<InputOf<'rulings.list'>['filter']>;

export const emptyFields: DecisionFields = { kind: '', person: '', reason: '', outcome: '', state: '', currency: '', min: '', max: '', from: '', to: '' };

const names = Object.keys(emptyFields) as (keyof DecisionFields)[];

/** Fields as an address holds them; anything unknown or repeated is left out. */
export function fieldsOfQuery(query: Record<string, unknown>): DecisionFields {
  const fields = { ...emptyFields };
  for (const name of names) {
    const value = query[name];
    if (typeof value === 'string') fields[name] = value;
  }
  return fields;
}

/** The address of fields: only what is asked for. */
export function queryOfFields(fields: DecisionFields): Record<string, string> {
  return Object.fromEntries(names.filter((name) => fields[name] !== '').map((name) => [name, fields[name]]));
}

/** Start of a day 'YYYY-MM-DD' in the person's own zone, `plusDays` later, as ms UTC; null when it is no date. */
export function dayStart(day: string, plusDays = 0): number | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day);
  if (!match) return null;
  const [year, month, date] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const start = new Date(year, month - 1, date + plusDays);
  const isReal = new Date(year, month - 1, date).getDate() === date && month >= 1 && month <= 12;
  return isReal ? start.getTime() : null;
}

/** What the core is asked, and what is wrong with fields it cannot be asked about. The last day counts to its end. */
export function readFields(fields: DecisionFields): { filter: DecisionFilter; faults: Partial<Record<keyof DecisionFields, string>> } {
  const filter: DecisionFilter = {};
  const faults: Partial<Record<keyof DecisionFields, string>> = {};
  if (fields.kind === 'ruling' || fields.kind === 'settlement') filter.kind = fields.kind;
  if (fields.person) filter.personId = fields.person;
  if (fields.reason) readEnum(Reason, fields.reason, (value) => (filter.reason = value));
  if (fields.outcome) readEnum(Outcome, fields.outcome, (value) => (filter.outcome = value));
  if (fields.state) readEnum(RulingState, fields.state, (value) => (filter.state = value));
  const currency = fields.currency.trim().toUpperCase();
  if (currency && !/^[A-Z]{3}$/.test(currency)) faults.currency = 'A code of three letters, such as USD.';
  else if (currency) filter.currency = currency;
  for (const [name, key] of [['min', 'minMinor'], ['max', 'maxMinor']] as const) {
    if (!fields[name]) continue;
    if (!filter.currency) {
      faults.currency ??= 'Which currency?';
      continue;
    }
    const minor = fromDecimal(fields[name], filter.currency);
    if (minor === null || minor.startsWith('-')) {
      faults[name] = `An amount in ${filter.currency}, like ${toDecimal('1' + '0'.repeat(exponentOf(filter.currency) + 1), filter.currency)}.`;
    } else filter[key] = minor;
  }
  for (const [name, plusDays] of [['from', 0], ['to', 1]] as const) {
    if (!fields[name]) continue;
    const at = dayStart(fields[name], plusDays);
    if (at === null) faults[name] = 'A day, like 2026-03-31.';
    else filter[name] = plusDays ? at - 1 : at;
  }
  return { filter, faults };
}

function readEnum<Value>(schema: { safeParse(value: unknown): { success: true; data: Value } | { success: false } }, text: string, take: (value: Value) => void): void {
  const parsed = schema.safeParse(text);
  if (parsed.success) take(parsed.data);
}
