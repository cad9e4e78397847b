import { inArray, or, sql, type SQL } from 'drizzle-orm';
import type { AnySQLiteColumn } from 'drizzle-orm/sqlite-core';
import { noValue, type FacetField } from '../../contract/caseViews.ts';
import { caseTally } from '../db/schema/caseTally.ts';
import { disputeCase } from '../db/schema/disputeCase.ts';
import { workQueue } from '../db/schema/workQueue.ts';

type Over = typeof disputeCase | typeof caseTally;

/** The column of a facet in the table of cases or in the tally. */
export function facetColumn(field: FacetField, over: Over): AnySQLiteColumn {
  if (field === 'currency') return 'currency' in over ? over.currency : over.amountCurrency;
  return field === 'queue' ? over.queueId : over[field];
}

const isNamed = (value: string): boolean => value.toLowerCase() !== noValue;
const written: Partial<Record<FacetField, (value: string) => string>> = { currency: (value) => value.toUpperCase(), market: (value) => value.toUpperCase(), language: (value) => value.toLowerCase() };

/** Cases, or rows of the tally, with one of the values of a facet; `none` stands for those without. */
export function facetWhere(field: FacetField, values: readonly string[], over: Over): SQL {
  const column = facetColumn(field, over);
  const named = values.filter(isNamed).map((value) => written[field]?.(value) ?? value);
  // The tally keeps what is not known as an empty text.
  const isNone = over === caseTally ? sql`${column} = ''` : sql`${column} is null`;
  return or(...(named.length > 0 ? [isOneOf(field, column, named)] : []), ...(named.length < values.length ? [isNone] : [])) ?? sql`false`;
}

/** The same, or its contrary. */
export function isFacetWhere({ field, values, isNot }: { field: FacetField; values: readonly string[]; isNot: boolean }, over: Over): SQL {
  const where = facetWhere(field, values, over);
  return isNot ? sql`(${where}) is not true` : where;
}

function isOneOf(field: FacetField, column: AnySQLiteColumn, values: string[]): SQL {
  if (field !== 'queue') return inArray(column, values);
  const names = values.map((value) => value.toLowerCase());
  return sql`${column} in (select ${workQueue.queueId} from ${workQueue} where ${inArray(sql`lower(${workQueue.name})`, names)})`;
}
