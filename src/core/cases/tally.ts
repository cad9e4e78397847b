import { sql, type SQL } from 'drizzle-orm';
import { facetFields, noValue, type CaseScope, type Facet, type FacetField } from '../../contract/caseViews.ts';
import type { CaseState } from '../../contract/vocabulary.ts';
import type { Db } from '../db/open.ts';
import { workQueue } from '../db/schema/workQueue.ts';
import { facetValues } from './facetWhere.ts';
import type { FacetAsked } from './facetsAsked.ts';
import type { TallyBook } from './tallyBook.ts';

/** The states of the cases a scope shows; null: all. Who holds a case is not in the tally. */
export function statesOf(scope: CaseScope): readonly CaseState[] | null {
  if (scope === 'queue') return ['queued', 'in_review'];
  if (scope === 'held') return ['held'];
  if (scope === 'intake') return ['received'];
  return scope === 'mine' ? ['in_review'] : null;
}

/** Queues by id. */
export type QueueNames = ReadonlyMap<string, string>;

/** The names of the queues. */
export async function queueNamesOf(db: Db): Promise<QueueNames> {
  const rows = await db.select({ queueId: workQueue.queueId, name: workQueue.name }).from(workQueue);
  return new Map(rows.map(({ queueId, name }) => [queueId, name]));
}

type Passes = { field: FacetField; isIn: boolean[] }[];

/** For each facet that is asked about, which of its values pass. */
function passesOf(book: TallyBook, asked: readonly FacetAsked[], queues: QueueNames): Passes {
  return [...Map.groupBy(asked, ({ field }) => field)].map(([field, own]) => ({
    field,
    isIn: book.values[field].map((value) => {
      const kept = field === 'queue' ? (queues.get(value) ?? '').toLowerCase() : value;
      return own.every(({ values, isNot }) => {
        const { named, isNone } = facetValues(field, values);
        return (value === '' ? isNone : named.includes(kept)) !== isNot;
      });
    }),
  }));
}

function isInScope(book: TallyBook, scope: CaseScope): boolean[] {
  const states: readonly string[] | null = statesOf(scope);
  return book.values.state.map((state) => states === null || states.includes(state));
}

/** How many cases of each state the facets asked let through, and how many the scope has in all; exact at any number of cases. */
export function countStates(book: TallyBook, scope: CaseScope, asked: readonly FacetAsked[], queues: QueueNames): { passed: Map<CaseState, number>; inScope: Map<CaseState, number> } {
  const [passed, inScope] = [new Map<CaseState, number>(), new Map<CaseState, number>()];
  const scoped = isInScope(book, scope);
  const passes = passesOf(book, asked, queues);
  const all = book.values.state.map(() => 0);
  const through = book.values.state.map(() => 0);
  for (const { at, cases } of book.kinds) {
    if (cases <= 0 || !scoped[at.state]) continue;
    all[at.state] = (all[at.state] ?? 0) + cases;
    if (passes.every(({ field, isIn }) => isIn[at[field]])) through[at.state] = (through[at.state] ?? 0) + cases;
  }
  for (const [place, state] of book.values.state.entries()) {
    if (!scoped[place]) continue;
    inScope.set(state as CaseState, all[place] ?? 0);
    passed.set(state as CaseState, through[place] ?? 0);
  }
  return { passed, inScope };
}

/** How many cases there are of each value of each facet; a facet's own conditions do not count for its own values. `total`: those that meet all. */
export function countFacets(book: TallyBook, scope: CaseScope, asked: readonly FacetAsked[], queues: QueueNames): { facets: Facet[]; total: number } {
  const scoped = isInScope(book, scope);
  const passes = passesOf(book, asked, queues);
  const counts = Object.fromEntries(facetFields.map((field) => [field, book.values[field].map(() => 0)])) as Record<FacetField, number[]>;
  const add = (field: FacetField, place: number, cases: number): void => void (counts[field][place] = (counts[field][place] ?? 0) + cases);
  let total = 0;
  for (const { at, cases } of book.kinds) {
    if (cases <= 0 || !scoped[at.state]) continue;
    let missed: FacetField | null = null;
    let misses = 0;
    for (const { field, isIn } of passes) {
      if (isIn[at[field]]) continue;
      missed = field;
      misses += 1;
    }
    if (misses > 1) continue;
    if (missed !== null) add(missed, at[missed], cases);
    else {
      total += cases;
      for (const field of facetFields) add(field, at[field], cases);
    }
  }
  const facets = facetFields.map((field) => {
    const values = book.values[field].flatMap((value, place) => {
      const cases = counts[field][place] ?? 0;
      const name = field === 'queue' ? (queues.get(value) ?? '') : value;
      return cases > 0 ? [{ value: name === '' ? noValue : name, cases }] : [];
    });
    return { field, values: values.sort((a, b) => b.cases - a.cases || (a.value < b.value ? -1 : 1)) };
  });
  return { facets, total };
}

/** A select of the row ids of the cases that the facets let through, kind by kind; for when they are few. */
export function kindsOf(book: TallyBook, scope: CaseScope, asked: readonly FacetAsked[], queues: QueueNames): SQL {
  const scoped = isInScope(book, scope);
  const passes = passesOf(book, asked, queues);
  const kinds = book.kinds.flatMap(({ at, cases }) => (cases > 0 && scoped[at.state] && passes.every(({ field, isIn }) => isIn[at[field]]) ? [facetFields.map((field) => book.values[field][at[field]] || null)] : []));
  const isSame = sql.raw(['state', 'reason', 'queue_id', 'amount_currency', 'market', 'language', 'source'].map((name, place) => `kind_case.${name} is (kind.value ->> ${place})`).join(' and '));
  return sql`select kind_case.rowid as row_id from json_each(${JSON.stringify(kinds)}) as kind cross join dispute_case as kind_case indexed by dispute_case_kind on ${isSame}`;
}
