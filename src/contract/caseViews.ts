import { z } from 'zod';
import { mostQueryText } from './caseQuery.ts';

/** Text of a query, with room to tell that it is too long. */
export const CaseQueryText = z.string().max(4 * mostQueryText);

/** A part of a query that cannot be answered, and why; `from` and `to` are offsets in its text. */
export const QueryFaultRow = z.object({ from: z.int(), to: z.int(), words: z.string() });

/** `queue`: waiting or being worked on; `mine`: leased by the asker; `held`: its ruling waits for a second person; `intake`: received but faulty; `all`: everything. */
export const CaseScope = z.enum(['queue', 'mine', 'held', 'intake', 'all']);
export type CaseScope = z.infer<typeof CaseScope>;

/** `priority`: the order of serving; `age`: when it came in; `activity`: when something happened last. */
export const caseSorts = ['priority', 'due', 'amount', 'age', 'activity', 'reference'] as const;
export const CaseSort = z.enum(caseSorts);
export type CaseSort = z.infer<typeof CaseSort>;

/** Whether an order usually begins with the largest: most points, highest amount, latest activity and newest number, but the next deadline and the oldest case. */
export const usualDirection: Record<CaseSort, boolean> = { priority: true, due: false, amount: true, age: false, activity: true, reference: true };

/** What cases are counted and grouped by; named as the fields of a query. */
export const facetFields = ['state', 'reason', 'queue', 'currency', 'market', 'language', 'source'] as const;
export const FacetField = z.enum(facetFields);
export type FacetField = z.infer<typeof FacetField>;

/** What a query calls cases without a value of a facet, such as `market:none`. */
export const noValue = 'none';

/** One group of a grouped list; `value` as in a query, `none` for cases without one. */
export const CaseGroup = z.strictObject({ by: FacetField, value: z.string().min(1).max(200) });
export type CaseGroup = z.infer<typeof CaseGroup>;

/** The values of a facet, most cases first; a value is written as in a query. */
export const Facet = z.object({ field: FacetField, values: z.array(z.object({ value: z.string(), cases: z.int() })) });
export type Facet = z.infer<typeof Facet>;

/** What a list can show of a case. */
export const caseColumns = ['reference', 'amount', 'due', 'reason', 'title', 'parties', 'state', 'queue', 'holder', 'priority', 'activity', 'received', 'tags', 'market', 'language', 'source'] as const;
export const CaseColumn = z.enum(caseColumns);
export type CaseColumn = z.infer<typeof CaseColumn>;

/** How a list shows the cases of a query: the columns from left to right, each with its width in pixels or null for the usual one. */
export const CaseView = z.strictObject({
  scope: CaseScope,
  query: CaseQueryText,
  sort: CaseSort,
  isDescending: z.boolean(),
  group: FacetField.nullable(),
  columns: z.array(z.strictObject({ column: CaseColumn, width: z.int().min(40).max(1_200).nullable() })).min(1).max(caseColumns.length),
});
export type CaseView = z.infer<typeof CaseView>;
