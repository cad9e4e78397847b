import type { Bulk, BulkForecast, BulkItem, bulkMethods, BulkOf, BulkOrder } from '../../contract/bulk.ts';
import { untilTaken, type CaseRow } from '../../contract/cases.ts';
import type { CaseScope } from '../../contract/caseViews.ts';
import type { DeskEvent } from '../../contract/events.ts';
import type { OutputOf, ParsedInputOf } from '../../contract/methods.ts';
import type { Person } from '../../contract/people.ts';

type Handlers = { [Name in keyof typeof bulkMethods]: (input: ParsedInputOf<Name>) => OutputOf<Name> };
type Parts = {
  rows(): CaseRow[];
  find(scope: CaseScope, query: string): CaseRow[];
  changeRow(caseId: string, patch: Partial<CaseRow>): void;
  me(): Person;
  nameOf(personId: string): string;
  newId(word: string): string;
  fail(code: 'NOT_FOUND', message: string): never;
  tell(event: DeskEvent): void;
};

/** Ms between two cases, so that progress is seen. */
const stepMs = 30;

/** One thing done to many cases of the fake: a row of the list is all that changes. */
export function fakeBulk({ rows, find, changeRow, me, nameOf, newId, fail, tell }: Parts): Handlers {
  const kept = new Map<string, { bulk: Bulk; items: BulkItem[] }>();
  const bulkOf = (bulkId: string) => kept.get(bulkId) ?? fail('NOT_FOUND', `There is no bulk with the id ${bulkId} here.`);
  const casesOf = (of: BulkOf) => ('caseIds' in of ? rows().filter((row) => of.caseIds.includes(row.caseId)) : find(of.scope, of.query));

  function whyNot(row: CaseRow, order: BulkOrder): string | null {
    if (order.action === 'tag' || order.action === 'untag') return null;
    if (row.lease && !row.lease.isMine) return 'Somebody works on it now.';
    if (row.state !== 'queued') return order.action === 'ask' ? `Nobody is asked in a case that is ${row.state.replace('_', ' ')}.` : `It does not wait in the queue: it is ${row.state.replace('_', ' ')}.`;
    return null;
  }

  function doOne(row: CaseRow, order: BulkOrder): void {
    if (order.action === 'tag') changeRow(row.caseId, { tags: [...new Set([...row.tags, ...order.tags])].sort() });
    if (order.action === 'untag') changeRow(row.caseId, { tags: row.tags.filter((tag) => !order.tags.includes(tag)) });
    if (order.action === 'ask') changeRow(row.caseId, { state: 'waiting' });
    if (order.action === 'assign') changeRow(row.caseId, { keptFor: order.personId === null ? null : { personName: nameOf(order.personId), isMine: order.personId === me().personId, until: untilTaken } });
  }

  function say(order: BulkOrder): string {
    if (order.action === 'tag') return `Tag ${order.tags.join(', ')}`;
    if (order.action === 'untag') return `Take the tags ${order.tags.join(', ')} away`;
    if (order.action === 'ask') return `Ask the ${order.to.join(' and the ')}: ${order.questions[0]?.text ?? ''}`;
    return order.personId === null ? 'Give to everybody' : `Assign to ${nameOf(order.personId)}`;
  }

  function step(bulkId: string): void {
    const { bulk, items } = bulkOf(bulkId);
    const at = items.findIndex((item) => item.state === 'waiting');
    const row = rows().find((one) => one.caseId === items[at]?.caseId);
    if (bulk.stoppedAt !== null || at === -1 || !row) {
      kept.set(bulkId, { bulk: { ...bulk, finishedAt: Date.now() }, items });
      tell({ type: 'bulk.changed', bulkId });
      tell({ type: 'queue.changed' });
      return;
    }
    const words = whyNot(row, bulk.order);
    if (words === null) doOne(row, bulk.order);
    const state = words === null ? 'done' : 'refused';
    const next = { ...bulk, waiting: bulk.waiting - 1, [state]: bulk[state] + 1 };
    kept.set(bulkId, { bulk: next, items: items.map((item, index) => (index === at ? { ...item, state, words } : item)) });
    tell({ type: 'bulk.changed', bulkId });
    setTimeout(() => step(bulkId), stepMs);
  }

  return {
    'bulk.preview': ({ order, of, cursor, limit }) => {
      const cases = casesOf(of);
      const all: BulkForecast[] = cases.map((row) => ({ caseId: row.caseId, reference: row.reference, title: row.title, words: whyNot(row, order) })).sort((a, b) => Number(a.words === null) - Number(b.words === null));
      const counts = new Map<string, number>();
      for (const { words } of all) if (words !== null) counts.set(words, (counts.get(words) ?? 0) + 1);
      const from = Number(cursor ?? 0);
      const can = all.filter(({ words }) => words === null);
      const [first] = can;
      const letter = order.action === 'ask' && first ? { reference: first.reference, to: order.to[0] ?? 'seller', language: 'en', subject: `Your case ${first.reference}`, body: `Dear Lin Store,\n\nwe need something from you:\n\n${order.questions.map(({ text }) => text).join('\n')}\n\nThe marketplace` } : null;
      return { total: all.length, isMore: false, can: can.length, cannot: [...counts].map(([words, count]) => ({ words, count })), rows: all.slice(from, from + limit), nextCursor: from + limit < all.length ? String(from + limit) : null, caseIds: cursor === null ? cases.map(({ caseId }) => caseId) : [], letter };
    },
    'bulk.start': ({ order, of }) => {
      const bulkId = newId('bulk');
      const items = casesOf(of).map((row, place): BulkItem => ({ place, caseId: row.caseId, reference: row.reference, title: row.title, state: 'waiting', words: null }));
      const bulk: Bulk = { bulkId, order, words: say(order), personName: me().name, isMine: true, total: items.length, waiting: items.length, done: 0, refused: 0, failed: 0, startedAt: Date.now(), stoppedAt: null, finishedAt: null };
      kept.set(bulkId, { bulk, items });
      setTimeout(() => step(bulkId), stepMs);
      return bulk;
    },
    'bulk.stop': ({ bulkId }) => {
      const { bulk, items } = bulkOf(bulkId);
      kept.set(bulkId, { bulk: { ...bulk, stoppedAt: bulk.stoppedAt ?? Date.now() }, items });
      return bulkOf(bulkId).bulk;
    },
    'bulk.get': ({ bulkId, state, cursor, limit }) => {
      const { bulk, items } = bulkOf(bulkId);
      const passed = items.filter((item) => state === null || item.state === state);
      const from = Number(cursor ?? 0);
      return { bulk, items: passed.slice(from, from + limit), nextCursor: from + limit < passed.length ? String(from + limit) : null };
    },
    'bulk.list': () => ({ rows: [...kept.values()].map(({ bulk }) => bulk).reverse(), nextCursor: null }),
    'bulk.export': ({ of, columns }) => {
      const cases = casesOf(of);
      return { total: cases.length, rows: cases.map((row) => columns.map((column) => String({ reference: row.reference, state: row.state, reason: row.reason, title: row.title, tags: row.tags.join(', ') }[column as 'title'] ?? ''))), nextCursor: null };
    },
  };
}
