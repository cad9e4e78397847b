import { comparedFields, queryFields, type QueryField } from '../../contract/queryFields.ts';
import type { Completion } from '../../contract/search.ts';
import type { QueryPlace } from './queryPlace.ts';
import { valueWords } from '../ui/valueWords.ts';

/** Something that can be taken into a query: `label` as it is written there, `words` on what it is, `text` what then stands in the place of [from, to). */
export type Option = { id: string; label: string; words: string; /** How many cases have it, in words; empty where nobody counts. */ count?: string; text: string; from: number; to: number; /** The value is still to come. */ goesOn: boolean };

/** Most that are listed at once; fewer beside a word, which is more often just a word. */
const most = 9;
const mostBesideWord = 5;
/** Words that say nothing of what a filter is for. */
const empty = new Set(['that', 'them', 'this', 'with', 'what', 'when', 'where', 'somebody', 'something', 'stands', 'case', 'cases', 'came']);
/** What is usually compared with, so that an example can be taken. */
const compared: Record<string, readonly (readonly [sign: string, value: string, words: string])[]> = {
  amount: [['>', '50', 'more than 50'], ['>', '100', 'more than 100'], ['>', '500', 'more than 500'], ['<', '20', 'less than 20']],
  due: [['<', '4h', 'within 4 hours'], ['<', '1d', 'within a day'], ['<', '2d', 'within 2 days'], ['<', '1w', 'within a week'], [':', 'overdue', 'its deadline has passed'], [':', 'none', 'nobody has to answer']],
  age: [['>', '2d', 'older than 2 days'], ['>', '5d', 'older than 5 days'], ['>', '2w', 'older than 2 weeks'], ['<', '1d', 'came in the last day']],
};
const firstSign: Partial<Record<QueryField, string>> = { amount: '>', due: '<', age: '>', received: '>' };
const fields = Object.keys(queryFields) as QueryField[];

/** True where the core may know more, such as which tags there are and how many cases have them. */
export function isAskedAt(place: QueryPlace): boolean {
  return place.is === 'value' && !comparedFields.has(place.field);
}

/** What can be taken at a place. `known`: what the core has said of it; the rest is there at once. `isAsked`: the person opened the list, so that an empty place lists every field. */
export function optionsAt(place: QueryPlace, known: readonly Completion[], now: number, isAsked: boolean): Option[] {
  if (place.is === 'start') return place.typed === '' && !isAsked ? [] : startsOf(place, isAsked);
  return (comparedFields.has(place.field) ? comparisonsOf(place, now) : valuesOf(place, known)).slice(0, most);
}

/** The text with an option taken, and where the caret stands then. */
export function takenFrom(text: string, option: Option): { text: string; caret: number } {
  const rest = text.slice(option.to);
  const isFree = /^\s/.test(rest);
  const head = text.slice(0, option.from) + option.text + (option.goesOn || isFree ? '' : ' ');
  return { text: head + rest, caret: head.length + (isFree && !option.goesOn ? 1 : 0) };
}

type Start = Extract<QueryPlace, { is: 'start' }>;
type Value = Extract<QueryPlace, { is: 'value' }>;

function startsOf(place: Start, isAsked: boolean): Option[] {
  const typed = place.typed.toLowerCase();
  const minus = place.isNot ? '-' : '';
  const named = fields.filter((field) => field.startsWith(typed));
  // Four letters say what is meant; fewer would offer half of all filters for every word.
  const meant = typed.length < 4 ? [] : fields.filter((field) => !named.includes(field) && isAbout(queryFields[field].words, typed));
  const ofField = (field: QueryField): Option => {
    const label = `${field}${firstSign[field] ?? ':'}`;
    return { id: label, label, words: queryFields[field].words, text: minus + label, from: place.from, to: place.to, goesOn: true };
  };
  const values = typed.length < 4 ? [] : fields.flatMap((field) =>
    (queryFields[field].values ?? []).filter((value) => beginsWord(value, typed) || isAbout(valueWords(field, value) ?? '', typed)).map((value): Option => {
      const label = `${field}:${value}`;
      return { id: label, label, words: valueWords(field, value) ?? '', text: minus + label, from: place.from, to: place.to, goesOn: false };
    }),
  );
  const all = [...named.map(ofField), ...values, ...meant.map(ofField)];
  return isAsked && typed === '' ? all : all.slice(0, mostBesideWord);
}

function valuesOf(place: Value, known: readonly Completion[]): Option[] {
  const typed = place.typed.toLowerCase();
  const fixed: readonly string[] = [...(queryFields[place.field].values ?? []), ...(place.field === 'holder' || place.field === 'assigned' ? ['me'] : [])];
  const told = new Map(known.filter((one) => one.kind === 'value').map((one) => [valueOf(one.text), one]));
  // What is there at once keeps its place when the core's answer comes: only counts are added to it, and what else there is below.
  const all = [...fixed.map((value) => ({ value, one: told.get(value) ?? null })), ...[...told].filter(([value]) => !fixed.includes(value)).map(([value, one]) => ({ value, one }))];
  const options = all.flatMap(({ value, one }): Option[] => {
    const key = value.toLowerCase();
    const said = valueWords(place.field, value) ?? one?.words ?? '';
    const isFit = one !== null || typed === '' || beginsWord(key, typed) || beginsWord(said, typed);
    if (!isFit || place.before.some((before) => before.toLowerCase() === key)) return [];
    const count = one?.cases == null ? '' : `${one.cases.toLocaleString('en-GB')} ${one.cases === 1 ? 'case' : 'cases'}`;
    return [{ id: `${place.field}:${value}`, label: value, words: said, count, text: partText(place, ':', [...place.before, value].join(',')), from: place.from, to: place.to, goesOn: false }];
  });
  // Typed to its end it is there already; a list of one would only stand in the way.
  if (options.length === 1 && options[0]!.label.toLowerCase() === typed) return [];
  return options.toSorted((a, b) => Number(b.label.toLowerCase().startsWith(typed)) - Number(a.label.toLowerCase().startsWith(typed)));
}

/** The value alone of what the core would write: 'queue:"High value"', 'reason:a,b', '"High value"'. */
function valueOf(text: string): string {
  const value = text.trim().replace(/^-?[a-z]+[:=]/i, '').replaceAll('"', '');
  return value.slice(value.lastIndexOf(',') + 1);
}

function comparisonsOf(place: Value, now: number): Option[] {
  const day = (days: number): string => new Date(now - days * 86_400_000).toISOString().slice(0, 10);
  const all = place.field === 'received' ? ([['=', day(0), 'today'], ['>', day(7), 'in the last 7 days'], ['>', day(30), 'in the last 30 days'], ['<', day(90), 'more than 90 days ago']] as const) : (compared[place.field] ?? []);
  const isAny = place.typed === '' && place.sign === ':';
  return all
    .filter(([sign, value]) => isAny || (value.startsWith(place.typed) && value !== place.typed && (place.typed === '' || sign === place.sign.slice(0, 1) || place.sign === ':' || (sign === ':' && place.sign === '='))))
    .toSorted((a, b) => Number(b[0] === place.sign) - Number(a[0] === place.sign))
    .map(([sign, value, words]) => ({ id: `${place.field}${sign}${value}`, label: `${place.field}${sign}${value}`, words, text: partText(place, sign, value), from: place.from, to: place.to, goesOn: false }));
}

function partText(place: Value, sign: string, value: string): string {
  return `${place.isNot ? '-' : ''}${place.field}${sign}${/[\s"]/.test(value) ? `"${value.replaceAll('"', '')}"` : value}`;
}

/** True when a word that says something begins with what is typed. */
function isAbout(text: string, typed: string): boolean {
  return text.toLowerCase().split(/[^\p{L}]+/u).some((word) => word.length > 3 && !empty.has(word) && word.startsWith(typed));
}

function beginsWord(text: string, typed: string): boolean {
  const lower = text.toLowerCase();
  return lower.startsWith(typed) || lower.includes(` ${typed}`) || lower.includes(`_${typed}`);
}
