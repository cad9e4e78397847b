import { and, sql, type SQL } from 'drizzle-orm';
import type { CaseQuery, Condition } from '../../contract/caseQuery.ts';
import type { Speaker, WordPlace } from '../../contract/queryFields.ts';
import type { Db } from '../db/open.ts';
import { disputeCase } from '../db/schema/disputeCase.ts';
import type { SignedIn } from '../desk.ts';
import { casesToJudgeBlind } from '../hiddenRulings.ts';
import type { Index } from './candidates.ts';
import { columnsOf, deskColumns, type Column } from './columns.ts';
import { facetMatches } from './facets.ts';
import { hasRareWord, spellOut } from './begunWords.ts';
import { allOf, askedOf, tiersOf, type Asked, type Match } from './match.ts';

/** One condition of a query over `dispute_case`; `few`: a select of the numbers of its cases through an index of its own. */
export type Part = { where: SQL; few: SQL | null };
/** The conditions of a query as SQL; the domain of the cases knows how. */
export type PartsOf = (query: CaseQuery, by: SignedIn, now: number) => Part[];

/** A query as the index and the rows are asked it. */
export type Search = {
  query: CaseQuery;
  asked: Asked | null;
  inside: readonly Column[];
  filter: SQL | undefined;
  /** Selects of numbers through indexes, each of all cases that meet one of the conditions. */
  few: SQL[];
  index: Index;
  /** Cases to be judged blind by who asks: what the desk did there is not looked at. */
  blind: number[];
  /** Groups of hits, best first, and all of them; the same without what the desk did. */
  tiers: Match[];
  all: Match | null;
  blindTiers: Match[];
  /** Nothing is asked of the index: the rows alone tell which cases pass. */
  isOfRows: boolean;
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
  const spelled = asked && (await spellOut(db, asked));
  const any: Asked = spelled ?? { each: [], begun: null, last: null, together: null, without: [] };
  const isRare = spelled !== null && (await hasRareWord(db, spelled));
  const made = <Made extends Match | null>(match: Made): Made => (isRare && match ? { ...match, passesOver: false } : match);
  const blind = await blindFor(db, by);
  const isNothing = spelled === null && (query.words.length > 0 || conditions.length === 0);
  const isOfRows = spelled === null && !isNothing && facets.length === 0;
  const isAsked = !isNothing && !isOfRows;
  return {
    query,
    asked,
    inside,
    filter: and(...parts.map(({ where }) => where)),
    few: parts.flatMap((one) => one.few ?? []),
    index: { db, without: blind, fences: new Map() },
    blind,
    tiers: !isAsked ? [] : tiersOf(any, inside, facets).map(made),
    all: !isAsked ? null : made(allOf(any, inside, facets)),
    blindTiers: !isAsked ? [] : tiersOf(any, shown, facets),
    isOfRows,
  };
}

/** The cases that somebody is to judge without knowing what the desk did there. */
export async function blindFor(db: Db, by: SignedIn): Promise<number[]> {
  const blind = await db.select({ number: disputeCase.number }).from(disputeCase).where(sql`${disputeCase.caseId} in (${casesToJudgeBlind(by)})`);
  return blind.map(({ number }) => number);
}

const saysWhere = ({ field }: Condition): boolean => field === 'in' || field === 'by';

/** The columns in which the words are to stand, by the `in:` and `by:` of a query, of those that somebody may read. */
function columnsAsked(query: CaseQuery, reader: Pick<SignedIn, 'role'>): Column[] {
  const values = <Value extends string>(field: 'in' | 'by', isNot: boolean) => query.conditions.flatMap((one) => (one.field === field && one.isNot === isNot && 'values' in one ? (one.values as Value[]) : []));
  const without = new Set([...values<WordPlace>('in', true), ...values<Speaker>('by', true)] as string[]);
  return columnsOf(values<WordPlace>('in', false), values<Speaker>('by', false), reader).filter(({ place, speaker }) => !without.has(place) && !(speaker !== null && without.has(speaker)));
}
