import { sql, type SQL } from 'drizzle-orm';
import type { SearchFound } from '../contract/search.ts';
import { caseStates } from '../contract/vocabulary.ts';
import { conditionParts, type ConditionPart } from './cases/conditions.ts';
import { stretchesOf } from './cases/walk.ts';
import type { Db } from './db/open.ts';
import type { PartsOf } from './search/ask.ts';
import { findCases, type FindInput } from './search/find.ts';

/** Cases of every state are searched. */
const everyState = new Map(caseStates.map((state) => [state, 1]));

/** Lists and searches ask the same conditions, which the domain of the cases reads; the words are the search's own. */
const partsOf: PartsOf = (query, by, now) => conditionParts(query, by, now, null).map((part) => ({ where: part.where, few: numbersOf(part) }));

/** Finds cases by a query; see `search.find`. */
export function search(db: Db, input: FindInput): Promise<SearchFound> {
  return findCases(db, input, partsOf);
}

/** A select of the numbers of all cases that meet a condition, by an index that leads to them. */
function numbersOf({ few, range }: ConditionPart): SQL | null {
  if (few) return sql`select its.number from (${few}) as ids cross join dispute_case as its on its.case_id = ids.case_id`;
  if (!range) return null;
  const along = stretchesOf(range.sort, { passed: everyState, inScope: everyState }, range);
  return sql.join(along.map(({ index, which }) => sql`select "dispute_case".number from "dispute_case" indexed by ${sql.raw(index)} where ${which}`), sql` union all `);
}
