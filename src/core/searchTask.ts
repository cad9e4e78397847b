import type { SearchFound } from '../contract/search.ts';
import { conditionParts } from './cases/conditions.ts';
import type { Db } from './db/open.ts';
import type { PartsOf } from './search/ask.ts';
import { findCases, type FindInput } from './search/find.ts';

/** Lists and searches ask the same conditions, which the domain of the cases reads. */
const partsOf: PartsOf = (query, by, now) => conditionParts(query, by, now).map(({ where, few, range }) => ({ where, isIndexed: few !== undefined || range !== undefined }));

/** Finds cases by a query; see `search.find`. */
export function search(db: Db, input: FindInput): Promise<SearchFound> {
  return findCases(db, input, partsOf);
}
