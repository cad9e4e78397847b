import { parseCaseQuery, type Condition } from '../../contract/caseQuery.ts';
import type { CaseRow } from '../../contract/cases.ts';
import { facetFields, noValue, type CaseScope, type Facet, type FacetField } from '../../contract/caseViews.ts';
import type { OutputOf, ParsedInputOf } from '../../contract/methods.ts';
import { toDecimal } from '../../contract/money.ts';

/** The value of a facet that a row has, as a query writes it. */
export function facetOf(row: CaseRow, field: FacetField): string {
  const value = { state: row.state, reason: row.reason, queue: row.queueName, currency: row.amount?.currency ?? null, market: row.market, language: row.language, source: row.source }[field];
  return value ?? noValue;
}

const isFacet = (field: string): field is FacetField => (facetFields as readonly string[]).includes(field);

/** Whether a row meets a condition, as far as rows tell. */
function meets(row: CaseRow, one: Condition, now: number): boolean {
  if (!('values' in one)) {
    const { with: compared, sign } = one;
    const [key, against] =
      compared.is === 'amount' ? [row.amount ? Number(toDecimal(row.amount.minor, row.amount.currency)) : null, Number(compared.major)]
      : one.field === 'due' ? [row.dueAt, compared.is === 'span' ? now + compared.ms : compared.from]
      : compared.is === 'span' ? [now - row.receivedAt, compared.ms]
      : [row.receivedAt, compared.from];
    if (key === null) return false;
    return sign.startsWith('<') ? key < against : sign.startsWith('>') ? key > against : key <= against;
  }
  const { field, values } = one;
  if (isFacet(field)) return values.some((value) => value.toLowerCase() === facetOf(row, field).toLowerCase());
  if (field === 'tag') return values.some((value) => row.tags.includes(value.toLowerCase()));
  if (field === 'holder') return values.some((value) => (value === 'me' ? row.lease?.isMine === true : row.lease?.personName.toLowerCase() === value.toLowerCase()));
  if (field === 'assigned') return values.some((value) => (value === 'me' ? row.keptFor?.isMine === true : row.keptFor?.personName.toLowerCase() === value.toLowerCase()));
  if (field === 'due') return values.some((value) => (value === 'none' ? row.dueAt === null : row.dueAt !== null && row.dueAt < now));
  if (field !== 'is') return true;
  const marks: Record<string, boolean> = { overdue: row.dueAt !== null && row.dueAt < now, appeal: row.appealBy !== null, escalated: row.escalation !== null, unread: row.isUnread, leased: row.lease !== null, assigned: row.keptFor !== null, faulty: row.hasFaults };
  return values.some((value) => marks[value] === true);
}

function isInScope(row: CaseRow, scope: CaseScope): boolean {
  if (scope === 'all') return true;
  if (scope === 'mine') return row.lease?.isMine === true;
  if (scope === 'held') return row.state === 'held';
  return scope === 'intake' ? row.state === 'received' : row.state === 'queued' || row.state === 'in_review';
}

const hasWord = (row: CaseRow, word: string): boolean => [row.reference, row.sourceId, row.title, row.buyerName, row.sellerName].some((text) => text?.toLowerCase().includes(word.toLowerCase()));

/** The rows of a scope that a query lets through, without its conditions on one facet. */
function passing(rows: readonly CaseRow[], scope: CaseScope, text: string, without?: FacetField): CaseRow[] {
  const { words, conditions } = parseCaseQuery(text);
  const now = Date.now();
  return rows.filter(
    (row) =>
      isInScope(row, scope) &&
      conditions.every((one) => one.field === without || meets(row, one, now) !== one.isNot) &&
      words.every((word) => hasWord(row, word.text) !== word.isNot),
  );
}

/** What `cases.list` answers over these rows; the cursor is the place in the list. */
export function pageOf(rows: readonly CaseRow[], input: ParsedInputOf<'cases.list'>): OutputOf<'cases.list'> {
  const totalInScope = rows.filter((row) => isInScope(row, input.scope)).length;
  const faults = [...parseCaseQuery(input.query).faults];
  if (faults.length > 0) return { rows: [], nextCursor: null, total: 0, isTotalExact: true, totalInScope, faults };
  const { group } = input;
  const passed = passing(rows, input.scope, input.query).filter((row) => !group || facetOf(row, group.by) === group.value);
  const keys: Record<typeof input.sort, (row: CaseRow) => number> = {
    priority: (row) => -row.priority || (row.dueAt ?? Infinity),
    due: (row) => row.dueAt ?? Infinity,
    amount: (row) => -Number(row.amount?.minor ?? 0),
    age: (row) => row.receivedAt,
    activity: (row) => -(row.lastActivityAt ?? 0),
    reference: (row) => -Number(row.reference.slice(2)),
  };
  const isUsual = input.isDescending === undefined || input.isDescending === !['due', 'age'].includes(input.sort);
  const key = keys[input.sort];
  const sorted = passed.toSorted((a, b) => (key(a) === key(b) ? 0 : key(a) < key(b) ? -1 : 1) * (isUsual ? 1 : -1));
  const from = Number(input.cursor ?? 0);
  const end = from + input.limit;
  return { rows: sorted.slice(from, end), nextCursor: end < sorted.length ? String(end) : null, total: sorted.length, isTotalExact: true, totalInScope, faults: [] };
}

/** What `cases.facets` answers over these rows. */
export function facetsOfRows(rows: readonly CaseRow[], { scope, query }: ParsedInputOf<'cases.facets'>): OutputOf<'cases.facets'> {
  const faults = [...parseCaseQuery(query).faults];
  const facets = facetFields.map((field): Facet => {
    const counts = new Map<string, number>();
    for (const row of faults.length > 0 ? [] : passing(rows, scope, query, field)) counts.set(facetOf(row, field), (counts.get(facetOf(row, field)) ?? 0) + 1);
    return { field, values: [...counts].map(([value, cases]) => ({ value, cases })).sort((a, b) => b.cases - a.cases) };
  });
  return { facets, total: faults.length > 0 ? 0 : passing(rows, scope, query).length, isExact: true, faults };
}
