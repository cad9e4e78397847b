import { desc, sql, type SQL } from 'drizzle-orm';
import { comparedFields, queryFields, type QueryField } from '../../contract/queryFields.ts';
import type { Completion } from '../../contract/search.ts';
import type { Db } from '../db/open.ts';
import { caseTally } from '../db/schema/caseTally.ts';
import { person } from '../db/schema/person.ts';
import { workQueue } from '../db/schema/workQueue.ts';
import type { SignedIn } from '../desk.ts';

const mostOffered = 12;
/** Names are read up to this many; more tags than that nobody chooses from. */
const mostRead = 500;

/** A value of a field: what it is in words, and how many cases have it where that is counted. */
type Value = { value: string; words: string; cases: number | null };

/** What could stand at the caret, likeliest first. Reads tallies and small tables only. */
export async function complete(db: Db, text: string, caret: number, by: SignedIn): Promise<Completion[]> {
  const at = partAt(text, caret);
  if (at === null) return [];
  if (at.field === null) return fieldsLike(at);
  const taken = new Set(at.before.map((one) => one.toLowerCase()));
  const values = await valuesOf(db, at.field, by);
  const begun = at.begun.toLowerCase();
  const fitting = values.filter(({ value }) => !taken.has(value.toLowerCase()) && value.toLowerCase().includes(begun));
  return fitting
    .sort((a, b) => Number(b.value.toLowerCase().startsWith(begun)) - Number(a.value.toLowerCase().startsWith(begun)) || (b.cases ?? 0) - (a.cases ?? 0))
    .slice(0, mostOffered)
    .map(({ value, words, cases }) => ({ from: at.from, to: at.to, text: quoteIfNeeded(value), kind: 'value', words, cases }));
}

/** The part of the query that is being written: a bare beginning, or the value of a field (after others with commas between). */
type Part = { from: number; to: number; begun: string; field: QueryField | null; before: string[]; minus: string };

/** Pure. */
export function partAt(text: string, caret: number): Part | null {
  const head = text.slice(0, caret);
  const quotes = head.split('"').length - 1;
  const start = quotes % 2 === 1 ? head.lastIndexOf('"') : head.search(/\S*$/);
  const [, wordStart = ''] = quotes % 2 === 1 ? (/(\S*)$/.exec(head.slice(0, start)) ?? []) : ['', head.slice(start)];
  const from = quotes % 2 === 1 ? start - wordStart.length : start;
  const word = text.slice(from, caret);
  const to = caret + (quotes % 2 === 1 ? (/^[^"]*"?/.exec(text.slice(caret))?.[0].length ?? 0) : (/^[^\s,]*/.exec(text.slice(caret))?.[0].length ?? 0));
  const [, minus = '', name, sign, rest = ''] = /^(-?)([a-z]+)(:|<=|>=|<|>|=)(.*)$/is.exec(word) ?? [];
  if (name === undefined || sign === undefined) return quotes % 2 === 1 ? null : { from, to, begun: word.replace(/^-/, ''), field: null, before: [], minus: word.startsWith('-') ? '-' : '' };
  const field = name.toLowerCase();
  if (!Object.hasOwn(queryFields, field)) return null;
  const isQuoted = rest.startsWith('"');
  const values = isQuoted ? [rest.slice(1)] : rest.split(',');
  const begun = values.at(-1) ?? '';
  return { from: caret - begun.length - (isQuoted ? 1 : 0), to, begun, field: field as QueryField, before: values.slice(0, -1), minus };
}

function fieldsLike({ from, to, begun, minus }: Part): Completion[] {
  const like = begun.toLowerCase();
  return Object.entries(queryFields)
    .filter(([name]) => name.startsWith(like))
    .slice(0, mostOffered)
    .map(([name, { words, example }]) => ({ from, to, text: `${minus}${name}${comparedFields.has(name as QueryField) ? '' : ':'}`, kind: 'field', words: `${words}, as in ${example}`, cases: null }));
}

/** A value that holds a blank or a comma stands in quotation marks. */
const quoteIfNeeded = (value: string): string => (/[\s,"]/.test(value) ? `"${value.replaceAll('"', '')}"` : value);

async function valuesOf(db: Db, field: QueryField, by: SignedIn): Promise<Value[]> {
  switch (field) {
    case 'amount':
      return examples(['50', '100', '500'], 'in US dollars, or in the one currency asked for');
    case 'due':
      return [...examples(['2d', '12h', '1w'], 'time from now'), ...fixed(field)];
    case 'age':
      return examples(['1d', '5d', '2w'], 'time since it came in');
    case 'received':
      return [];
    case 'reason':
    case 'state': {
      const counted = new Map((await tallied(db, field)).map(({ value, cases }) => [value, cases]));
      return fixed(field).map((one) => ({ ...one, words: one.value.replaceAll('_', ' '), cases: counted.get(one.value) ?? 0 }));
    }
    case 'currency':
    case 'market':
    case 'language':
    case 'source':
      return tallied(db, field);
    case 'queue': {
      const queues = await db.select({ value: workQueue.name, skill: workQueue.skill }).from(workQueue).orderBy(workQueue.place).limit(mostRead);
      return queues.map(({ value, skill }) => ({ value, words: skill === null ? 'queue' : `queue for people with ${skill}`, cases: null }));
    }
    case 'tag': {
      // From tag to tag along the index: grouped, every tagged case would be read.
      const tags = await db.all<{ value: string }>(sql`with recursive known (value) as (select min(tag) from case_tag union all select (select min(tag) from case_tag where tag > value) from known where value is not null) select value from known where value is not null limit ${mostRead}`);
      return tags.map(({ value }) => ({ value, words: 'tag', cases: null }));
    }
    case 'holder':
    case 'assigned': {
      const people = await db.select({ value: person.name, role: person.role, personId: person.personId }).from(person).orderBy(person.name).limit(mostRead);
      return [{ value: 'me', words: by.name, cases: null }, ...people.filter(({ personId }) => personId !== by.personId).map(({ value, role }) => ({ value, words: role, cases: null }))];
    }
    case 'is':
    case 'by':
    case 'in':
      return fixed(field);
  }
}

function fixed(field: QueryField): Value[] {
  return (queryFields[field].values ?? []).map((value) => ({ value, words: queryFields[field].words, cases: null }));
}

const examples = (values: string[], words: string): Value[] => values.map((value) => ({ value, words, cases: null }));

/** Values that cases of this desk have, the most frequent first; the tally has few rows, however many cases there are. */
async function tallied(db: Db, field: 'reason' | 'state' | 'currency' | 'market' | 'language' | 'source'): Promise<Value[]> {
  const column = caseTally[field];
  const cases: SQL<bigint> = sql`sum(${caseTally.cases})`;
  const rows = await db.select({ value: column, cases }).from(caseTally).where(sql`${column} <> ''`).groupBy(column).having(sql`${cases} > 0`).orderBy(desc(cases)).limit(mostRead);
  return rows.map((row) => ({ value: row.value, words: queryFields[field].words, cases: Number(row.cases) }));
}
