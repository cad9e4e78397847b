import type { AnySQLiteColumn } from 'drizzle-orm/sqlite-core';
import type { FacetField } from '../../contract/caseViews.ts';
import type { caseTally } from '../db/schema/caseTally.ts';
import type { disputeCase } from '../db/schema/disputeCase.ts';

/** The column of a facet in the table of cases or in the tally. */
export function facetColumn(field: FacetField, over: typeof disputeCase | typeof caseTally): AnySQLiteColumn {
  if (field === 'currency') return 'currency' in over ? over.currency : over.amountCurrency;
  return field === 'queue' ? over.queueId : over[field];
}
