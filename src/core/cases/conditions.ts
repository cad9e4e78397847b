import { and, eq, inArray, isNotNull, or, sql, type SQL } from 'drizzle-orm';
import type { AnySQLiteColumn } from 'drizzle-orm/sqlite-core';
import type { CaseQuery, Condition } from '../../contract/caseQuery.ts';
import { noValue, type FacetField } from '../../contract/caseViews.ts';
import type { Speaker, WordPlace } from '../../contract/queryFields.ts';
import { cleanTag } from '../../contract/tags.ts';
import { caseTag } from '../db/schema/caseTag.ts';
import { disputeCase } from '../db/schema/disputeCase.ts';
import { person } from '../db/schema/person.ts';
import type { Db } from '../db/open.ts';
import type { SignedIn } from '../desk.ts';
import { casesWithWords, type ManyWithWords, type WithWords } from '../search/casesWithWords.ts';
import { comparedWith, type CaseRange } from './comparedWith.ts';
import { markOf } from './caseMarks.ts';
import { facetWhere } from './facetWhere.ts';
import { saidAt, saidBy } from './saidWhere.ts';
import { isTagShown } from './tagCase.ts';

export type ValuesOf = Extract<Condition, { values: readonly string[] }>;

/** One condition of a query as SQL over `dispute_case`, with what helps to find its cases without looking at all. */
export type ConditionPart = {
  where: SQL;
  /** A dimension of the tally: answered from any of the indexes a list walks on. */
  facet?: FacetField;
  /** It lets through the cases of a stretch of an order. */
  range?: CaseRange;
  /** Told by what `dispute_case_filter` holds. */
  isInFilter?: true;
  /** A select of `case_id` of its cases through an index of their own, for when there are few. */
  few?: SQL;
  /** A select of `row_id` of its cases, which are few. */
  known?: SQL;
};

/** The cases with the words of a query, in the places and by the speakers they were asked in; null when it has none. */
export async function casesInWords(db: Db, query: CaseQuery, by: SignedIn): Promise<WithWords | null> {
  return query.words.length === 0 ? null : casesWithWords(db, query.words, valuesOf<WordPlace>(query, 'in'), valuesOf<Speaker>(query, 'by'), by);
}

/** The words of a query that very many cases have; null for others. */
export function manyIn(inWords: WithWords | null): ManyWithWords | null {
  return inWords !== null && 'has' in inWords ? inWords : null;
}

/** The conditions of a query, one after the other; its words, `inWords`, are one of them where few cases have them, and else asked beside them. */
export function conditionParts(query: CaseQuery, by: SignedIn, now: number, inWords: WithWords | null): ConditionPart[] {
  const hasWords = query.words.some(({ isNot }) => !isNot);
  // With words these two say where the words stand, and ask nothing on their own.
  const asked = hasWords ? query.conditions.filter((one) => !(isPlace(one) && !one.isNot)) : query.conditions;
  const currency = onlyCurrency(query);
  const parts = asked.map((one) => partOf(one, currency, by, now));
  if (inWords === null || !('numbers' in inWords)) return parts;
  // Asked of the index once and handed on as one text: each statement of a list would walk through it anew.
  const numbers = JSON.stringify(inWords.numbers);
  return [...parts, { where: sql`${disputeCase.number} in (select value from json_each(${numbers}))`, known: rowIdsOf(numbers) }];
}

/** A select of `row_id` of cases by their numbers, a JSON text. */
export function rowIdsOf(numbers: string): SQL {
  return sql`select its.rowid as row_id from json_each(${numbers}) as these cross join ${disputeCase} as its on its.number = these.value`;
}

const isPlace = ({ field }: Condition): boolean => field === 'in' || field === 'by';

function valuesOf<Value extends string>(query: CaseQuery, field: 'in' | 'by'): Value[] {
  return query.conditions.flatMap((one) => (one.field === field && !one.isNot && 'values' in one ? (one.values as Value[]) : []));
}

/** The one currency a query asks for: amounts are compared in it. */
function onlyCurrency(query: CaseQuery): string | null {
  const asked = query.conditions.filter((one): one is ValuesOf => one.field === 'currency' && 'values' in one);
  const [only, ...others] = asked.flatMap((one) => (one.isNot ? [noValue] : one.values));
  return only === undefined || others.length > 0 || !/^[a-z]{3}$/i.test(only) ? null : only.toUpperCase();
}

function partOf(one: Condition, currency: string | null, by: SignedIn, now: number): ConditionPart {
  // Amounts, spans and dates all stand in the index for filters.
  const part: ConditionPart = 'sign' in one ? { ...comparedWith(one, currency, now), isInFilter: true } : withValues(one, by, now);
  if (!one.isNot) return part;
  return { where: sql`(${part.where}) is not true`, ...(part.facet && { facet: part.facet }), ...(part.isInFilter && { isInFilter: true }) };
}

function withValues(one: ValuesOf, by: SignedIn, now: number): ConditionPart {
  switch (one.field) {
    case 'reason':
    case 'state':
    case 'currency':
    case 'market':
    case 'language':
    case 'source':
    case 'queue':
      return { where: facetWhere(one.field, one.values), facet: one.field };
    case 'tag': {
      const few = sql`select distinct ${caseTag.caseId} from ${caseTag} where ${inArray(caseTag.tag, one.values.map(cleanTag))} and ${isTagShown(by)}`;
      return { where: sql`${disputeCase.caseId} in (${few})`, few };
    }
    case 'holder':
      return forPerson(disputeCase.leasePersonId, disputeCase.leaseEndsAt, one.values, by, now);
    case 'assigned':
      return forPerson(disputeCase.keptForPersonId, disputeCase.keptUntil, one.values, by, now);
    case 'is':
      return eitherOf(one.values.map((mark) => markOf(mark, by, now)));
    case 'in':
      return eitherOf(one.values.map((place) => saidAt(place as WordPlace, by)));
    case 'by':
      return eitherOf(one.values.map((speaker) => saidBy(speaker as Speaker, by)));
    case 'due':
      return eitherOf(one.values.map((value) => (value.toLowerCase() === noValue ? { where: sql`${disputeCase.dueAt} is null` } : markOf('overdue', by, now))));
    // Those are compared, and have no values to be one of.
    case 'age':
    case 'amount':
    case 'received':
      throw new TypeError(`${one.field} has no values`);
  }
}

const lower = (value: string): string => value.toLowerCase();

/** A column with a person who has it until a moment; `me` is who asks, anybody else goes by name. */
function forPerson(column: AnySQLiteColumn, until: AnySQLiteColumn, values: readonly string[], by: SignedIn, now: number): ConditionPart {
  const names = values.map(lower).filter((value) => value !== 'me' && value !== noValue);
  const isOne = or(
    ...(values.some((value) => value.toLowerCase() === 'me') ? [eq(column, by.personId)] : []),
    ...(names.length > 0 ? [sql`${column} in (select ${person.personId} from ${person} where ${inArray(sql`lower(trim(${person.name}))`, names)})`] : []),
  );
  const has = isOne && and(isNotNull(column), isOne, sql`${until} > ${BigInt(now)}`);
  const few = has && sql`select ${disputeCase.caseId} from ${disputeCase} where ${has}`;
  if (values.some((value) => value.toLowerCase() === noValue)) return { where: or(sql`(${isNotNull(column)} and ${until} > ${BigInt(now)}) is not true`, has) ?? sql`false` };
  return { where: has ?? sql`false`, ...(few && { few }) };
}

function eitherOf(parts: ConditionPart[]): ConditionPart {
  const [only] = parts;
  if (parts.length === 1 && only) return only;
  const few = parts.every((part) => part.few) ? sql`select distinct case_id from (${sql.join(parts.map((part) => sql`select * from (${part.few ?? sql``})`), sql` union all `)})` : undefined;
  return { where: or(...parts.map(({ where }) => where)) ?? sql`false`, ...(few && { few }) };
}
