import { exponentOf, fromDecimal, toDecimal } from '../../contract/money.ts';
import { DecisionFilter, RulingState } from '../../contract/rulings.ts';
import { Outcome, Reason } from '../../contract/vocabulary.ts';

/** The filter of the Decisions list as its fields and the address hold it: plain text, empty when not asked for. */
export type DecisionFields = Record<(typeof names)[number], string>;

const names = ['words', 'kind', 'person', 'reason', 'outcome', 'state', 'days', 'from', 'to', 'currency', 'min', 'max', 'followed', 'appealed', 'overturned', 'second', 'clause'] as const;

/** Yes-or-no fields and what they are called in the filter. */
const flags = { appealed: 'isAppealed', overturned: 'isOverturned', second: 'hadSecond' } as const;

export const emptyFields = Object.fromEntries(names.map((name) => [name, ''])) as DecisionFields;

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

/** The day of a moment in the person's own zone. */
function dayOf(at: number): string {
  const day = new Date(at);
  return [day.getFullYear(), day.getMonth() + 1, day.getDate()].map((part) => String(part).padStart(2, '0')).join('-');
}

/** What the core is asked, and what is wrong with fields it cannot be asked about. The last day counts to its end. */
export function readFields(fields: DecisionFields): { filter: DecisionFilter; faults: Partial<DecisionFields> } {
  const filter: DecisionFilter = {};
  const faults: Partial<DecisionFields> = {};
  if (fields.kind === 'ruling' || fields.kind === 'settlement') filter.kind = fields.kind;
  if (fields.person) filter.personId = fields.person;
  readEnum(Reason, fields.reason, (value) => (filter.reason = value));
  readEnum(Outcome, fields.outcome, (value) => (filter.outcome = value));
  readEnum(RulingState, fields.state, (value) => (filter.state = value));
  readEnum(DecisionFilter.shape.followed.unwrap(), fields.followed, (value) => (filter.followed = value));
  for (const [name, key] of Object.entries(flags) as [keyof typeof flags, (typeof flags)[keyof typeof flags]][]) {
    if (fields[name] === 'yes' || fields[name] === 'no') filter[key] = fields[name] === 'yes';
  }
  if (fields.clause.trim()) filter.clause = fields.clause.trim();
  if (fields.words.trim()) readEnum(DecisionFilter.shape.words.unwrap(), fields.words.trim(), (value) => (filter.words = value), () => (faults.words = 'At most 200 characters.'));
  if (fields.days) readEnum(DecisionFilter.shape.lastDays.unwrap(), Number(fields.days), (value) => (filter.lastDays = value), () => (faults.days = 'A number of days.'));
  readMoney(fields, filter, faults);
  for (const [name, plusDays] of [['from', 0], ['to', 1]] as const) {
    if (!fields[name]) continue;
    const at = dayStart(fields[name], plusDays);
    if (at === null) faults[name] = 'A day, like 2026-03-31.';
    else filter[name] = plusDays ? at - 1 : at;
  }
  return { filter, faults };
}

function readMoney(fields: DecisionFields, filter: DecisionFilter, faults: Partial<DecisionFields>): void {
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
}

/** The fields that ask for a filter: what `readFields` reads it from, in the person's own zone. */
export function fieldsOfFilter(filter: DecisionFilter): DecisionFields {
  const { currency = '' } = filter;
  const sum = (minor: string | undefined): string => (minor === undefined ? '' : toDecimal(minor, currency));
  const flag = (value: boolean | undefined): string => (value === undefined ? '' : value ? 'yes' : 'no');
  return {
    words: filter.words ?? '',
    kind: filter.kind ?? '',
    person: filter.personId ?? '',
    reason: filter.reason ?? '',
    outcome: filter.outcome ?? '',
    state: filter.state ?? '',
    days: filter.lastDays === undefined ? '' : String(filter.lastDays),
    from: filter.from === undefined ? '' : dayOf(filter.from),
    to: filter.to === undefined ? '' : dayOf(filter.to),
    currency,
    min: sum(filter.minMinor),
    max: sum(filter.maxMinor),
    followed: filter.followed ?? '',
    appealed: flag(filter.isAppealed),
    overturned: flag(filter.isOverturned),
    second: flag(filter.hadSecond),
    clause: filter.clause ?? '',
  };
}

/** Whether two filters ask the same. */
export function isSameFilter(one: DecisionFilter, other: DecisionFilter): boolean {
  const said = (filter: DecisionFilter) => JSON.stringify(Object.entries(filter).filter(([, value]) => value !== undefined).sort(([a], [b]) => (a < b ? -1 : 1)));
  return said(one) === said(other);
}

function readEnum<Value>(schema: { safeParse(value: unknown): { success: true; data: Value } | { success: false } }, value: unknown, take: (value: Value) => void, refuse = (): void => undefined): void {
  const parsed = schema.safeParse(value);
  if (parsed.success) take(parsed.data);
  else refuse();
}
