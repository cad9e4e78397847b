import { comparedFields, queryFields, type QueryField } from './queryFields.ts';

/** The most a query may have, in characters and in parts. */
export const mostQueryText = 400;
const mostParts = 30;

export type CompareSign = '<' | '<=' | '>' | '>=' | '=';
/** A part of the text a person typed: from and to as offsets in it. */
type Spot = { from: number; to: number };

/** A word or phrase to look for. */
export type QueryWord = Spot & { text: string; isPhrase: boolean; isNot: boolean };
/** What a comparison is with: minor units are the reader's business, so an amount stays a decimal; times are ms, days and dates UTC ms. */
export type Compared = { is: 'amount'; major: string } | { is: 'span'; ms: number } | { is: 'date'; from: number; to: number };
/** `reason:a,b` is equal to one of its values; `amount>50` is compared. */
export type Condition = Spot & { field: QueryField; isNot: boolean } & ({ values: readonly string[] } | { sign: CompareSign; with: Compared });
/** A part that cannot be read, and why. */
export type QueryFault = Spot & { words: string };
export type CaseQuery = { words: readonly QueryWord[]; conditions: readonly Condition[]; faults: readonly QueryFault[] };

const part = /(-?)(?:([a-z]+)(:|<=|>=|<|>|=))?(?:"([^"]*)"?|(\S+))?/giy;
/** The database cuts a text at the first, and the second is half a sign. */
const unfit = /[\0\p{Cs}]/u;
const isField = (name: string): name is QueryField => Object.hasOwn(queryFields, name);

/**
 * Reads a query in words: `cracked "blue glaze" reason:wrong_item,defective amount>50 -is:escalated due<2d`. Never throws: what cannot be read
 * is a fault with its place, and whoever runs the query refuses it.
 */
export function parseCaseQuery(text: string): CaseQuery {
  const words: QueryWord[] = [];
  const conditions: Condition[] = [];
  const faults: QueryFault[] = [];
  const given = text.slice(0, mostQueryText);
  if (text.length > mostQueryText) faults.push({ from: mostQueryText, to: text.length, words: `A search has at most ${mostQueryText} characters.` });
  const broken = unfit.exec(given);
  if (broken) faults.push({ from: broken.index, to: broken.index + 1, words: 'A search cannot hold the sign of value zero, or half a sign.' });
  for (let at = skipBlanks(given, 0); at < given.length; at = skipBlanks(given, at)) {
    part.lastIndex = at;
    const [whole, minus, name, sign, quoted, bare] = part.exec(given) ?? [given[at] ?? ''];
    const spot = { from: at, to: at + Math.max(1, whole.length) };
    at = spot.to;
    if (words.length + conditions.length >= mostParts) {
      faults.push({ ...spot, words: `A search has at most ${mostParts} parts.` });
      break;
    }
    const field = name?.toLowerCase();
    const value = quoted ?? bare ?? '';
    if (field === undefined || sign === undefined || !isField(field)) {
      const said = field !== undefined && quoted !== undefined ? `${name}${sign} ${quoted}` : (quoted ?? whole.slice(minus?.length ?? 0));
      if (said.trim() !== '') words.push({ ...spot, text: said.trim(), isPhrase: quoted !== undefined, isNot: minus === '-' && said.trim() !== '' });
      continue;
    }
    const read = readCondition(field, sign as CompareSign | ':', value);
    if (typeof read === 'string') faults.push({ ...spot, words: read });
    else conditions.push({ ...spot, field, isNot: minus === '-', ...read });
  }
  return { words, conditions, faults };
}

function skipBlanks(text: string, at: number): number {
  while (at < text.length && /\s/.test(text[at] ?? '')) at += 1;
  return at;
}

type Read = { values: readonly string[] } | { sign: CompareSign; with: Compared };

/** What a condition asks, or a sentence on why it cannot be read. */
function readCondition(field: QueryField, sign: CompareSign | ':', value: string): Read | string {
  const { example } = queryFields[field];
  if (value === '') return `${field} needs a value, such as ${example}.`;
  if (comparedFields.has(field) && !(field === 'due' && ['overdue', 'none'].includes(value.toLowerCase()))) {
    const compared = readCompared(field, value);
    return compared === null ? `"${value}" cannot be compared with ${field}; write it as in ${example}.` : { sign: sign === ':' ? '=' : sign, with: compared };
  }
  if (sign !== ':' && sign !== '=') return `${field} is compared with a colon, as in ${example}.`;
  const known: readonly string[] | null = queryFields[field].values;
  const values = value.split(',').map((one) => (known ? one.trim().toLowerCase() : one.trim())).filter((one) => one !== '');
  const unknown = known === null ? undefined : values.find((one) => !known.includes(one));
  if (unknown !== undefined) return `${field} cannot be "${unknown}"; it is one of ${known?.join(', ')}.`;
  return values.length === 0 ? `${field} needs a value, such as ${example}.` : { values };
}

const spans: Record<string, number> = { m: 60_000, h: 3_600_000, d: 86_400_000, w: 7 * 86_400_000 };

function readCompared(field: QueryField, value: string): Compared | null {
  if (field === 'amount') return /^\d{1,15}(\.\d{1,4})?$/.test(value) ? { is: 'amount', major: value } : null;
  const [, count, unit] = /^(\d{1,5})([mhdw])$/i.exec(value) ?? [];
  const span = spans[unit?.toLowerCase() ?? ''];
  if (field !== 'received' && count !== undefined && span !== undefined) return { is: 'span', ms: Number(count) * span };
  if (field === 'age' || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return null;
  const from = Date.parse(`${value}T00:00:00Z`);
  return Number.isNaN(from) || new Date(from).toISOString().slice(0, 10) !== value ? null : { is: 'date', from, to: from + 86_400_000 };
}
