import { inArray, or, sql, type SQL } from 'drizzle-orm';
import { noValue, type FacetField } from '../../contract/caseViews.ts';
import { disputeCase } from '../db/schema/disputeCase.ts';
import { workQueue } from '../db/schema/workQueue.ts';
import { facetColumn } from './facetColumn.ts';

const written: Partial<Record<FacetField, (value: string) => string>> = { currency: (value) => value.toUpperCase(), market: (value) => value.toUpperCase(), language: (value) => value.toLowerCase(), queue: (value) => value.toLowerCase() };

/** The values asked of a facet as they are kept, and whether cases without one are asked for too. */
export function facetValues(field: FacetField, values: readonly string[]): { named: string[]; isNone: boolean } {
  const named = values.filter((value) => value.toLowerCase() !== noValue);
  return { named: named.map((value) => written[field]?.(value) ?? value), isNone: named.length < values.length };
}

/** Cases with one of the values of a facet, as SQL over `dispute_case`; `none` stands for those without. */
export function facetWhere(field: FacetField, values: readonly string[]): SQL {
  const column = facetColumn(field, disputeCase);
  const { named, isNone } = facetValues(field, values);
  const isNamed = field === 'queue' ? sql`${column} in (select ${workQueue.queueId} from ${workQueue} where ${inArray(sql`lower(${workQueue.name})`, named)})` : inArray(column, named);
  return or(...(named.length > 0 ? [isNamed] : []), ...(isNone ? [sql`${column} is null`] : [])) ?? sql`false`;
}
