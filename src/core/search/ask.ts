import { and, sql, type SQL } from 'drizzle-orm';
import type { CaseQuery, Condition } from '../../contract/caseQuery.ts';
import type { Speaker, WordPlace } from '../../contract/queryFields.ts';
import type { Db } from '../db/open.ts';
import { disputeCase } from '../db/schema/disputeCase.ts';
import type { SignedIn } from '../desk.ts';
import { casesToJudgeBlind } from '../hiddenRulings.ts';
import { columnsOf, deskColumns, type Column } from './columns.ts';
import { facetMatches } from './facets.ts';
import { allOf, askedOf, tiersOf, type Asked } from './match.ts';

/** One condition of a query over `dispute_case`; `isIndexed`: an index of its own leads to its cases. */
export type Part = { where: SQL; isIndexed: boolean };
/** The conditions of a query as SQL; the domain of the cases knows how. */
export type PartsOf = (query: CaseQuery, by: SignedIn, now: number) => Part[];

/** A query as the index and the rows are asked it. */
export type Search = {
  query: CaseQuery;
  asked: Asked | null;
  inside: readonly Column[];
  filter: SQL | undefined;
  isIndexed: boolean;
  /** Cases to be judged blind by who asks: what the desk did there is not looked at. */
  blind: number[];
  /** Groups of hits, best first, and all of them; the same without what the desk did. */
  tiers: string[];
  all: string | null;
  blindTiers: string[];
};

/** What to ask for a query; `isTyping`: its last word may go on. */
export async function readSearch(db: Db, query: CaseQuery, isTyping: boolean, by: SignedIn, now: number, partsOf: PartsOf): Promise<Search> {
  const asked = askedOf(query.words, isTyping);
  const hasWords = query.words.some(({ isNot }) => !isNot);
  const conditions = hasWords ? query.conditions.filter((one) => !saysWhere(one)) : query.conditions;
  const parts = conditions.length === 0 ? [] : partsOf({ ...query, words: [], conditions }, by, now);
  const inside = columnsAsked(query, by);
  const shown = inside.filter(({ name }) => !deskColumns.has(name));
  const facets = facetMatches(query);
  const any: Asked = asked ?? { each: [], begun: null, together: null, without: [] };
  const blind = await db.select({ number: disputeCase.number }).from(disputeCase).where(sql`${disputeCase.caseId} in (${casesToJudgeBlind(by)})`);
  const isNothing = asked === null && (query.words.length > 0 || conditions.length === 0);
  return {
    query,
    asked,
    inside,
    filter: and(...parts.map(({ where }) => where)),
    isIndexed: parts.some((one) => one.isIndexed),
    blind: blind.map(({ number }) => number),
    tiers: isNothing ? [] : tiersOf(any, inside, facets),
    all: isNothing ? null : allOf(any, inside, facets),
    blindTiers: isNothing ? [] : tiersOf(any, shown, facets),
  };
}

const saysWhere = ({ field }: Condition): boolean => field === 'in' || field === 'by';

/** The columns in which the words are to stand, by the `in:` and `by:` of a query, of those that somebody may read. */
function columnsAsked(query: CaseQuery, reader: Pick<SignedIn, 'role'>): Column[] {
  const values = <Value extends string>(field: 'in' | 'by', isNot: boolean) => query.conditions.flatMap((one) => (one.field === field && one.isNot === isNot && 'values' in one ? (one.values as Value[]) : []));
  const without = new Set([...values<WordPlace>('in', true), ...values<Speaker>('by', true)] as string[]);
  return columnsOf(values<WordPlace>('in', false), values<Speaker>('by', false), reader).filter(({ place, speaker }) => !without.has(place) && !(speaker !== null && without.has(speaker)));
}
