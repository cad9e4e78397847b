import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import type { Sized } from './sized.ts';

/** One thing screens ask while somebody waits; `input` differs from time to time, so that no answer is there already. `after` puts back what it changed and is not timed. */
export type Question = { name: string; method: string; input(known: Known, turn: number): object; after?(sized: Pick<Sized, 'ask'>, answer: unknown): Promise<unknown> };

/** What to ask about, from all over the desk; languages and markets are those of most cases. */
export type Known = { caseIds: string[]; references: string[]; names: string[]; titleWords: string[]; languages: string[]; markets: string[] };

/** What a desk has, so that everything that is asked for is there. */
export async function knowOf({ desk, cases }: Sized): Promise<Known> {
  const [ends] = await desk.db.all<{ first: bigint; last: bigint }>(sql`select min(number) as first, max(number) as last from dispute_case`);
  const [first, last] = [Number(ends?.first ?? 0), Number(ends?.last ?? 0)];
  const numbers = Array.from({ length: 200 }, (_, turn) => first + Math.floor((((turn * 7_919) % 9_973) / 9_973) * (last - first)));
  const rows = await desk.db.all<{ case_id: string; number: bigint; name: string | null; title: string | null }>(sql`
    select case_id, number, buyer_name as name, title from dispute_case where number in (select value from json_each(${JSON.stringify(numbers)}))`);
  if (rows.length < 50) throw new Error(`The desk of ${cases} cases has only ${rows.length} of those that are asked about.`);
  const most = (column: 'language' | 'market') => desk.db.all<{ value: string }>(sql`select ${sql.raw(column)} as value from case_tally where ${sql.raw(column)} <> '' group by 1 order by sum(cases) desc limit 3`);
  const [languages, markets] = [await most('language'), await most('market')];
  return {
    caseIds: rows.map((row) => row.case_id),
    references: rows.map((row) => `C-${row.number}`),
    names: rows.flatMap((row) => row.name ?? []),
    titleWords: rows.flatMap((row) => /\p{L}{4,}/u.exec(row.title ?? '')?.[0] ?? []),
    languages: languages.map(({ value }) => value),
    markets: markets.map(({ value }) => value),
  };
}

const pick = <Value>(list: readonly Value[], turn: number): Value => {
  const found = list[turn % list.length];
  if (found === undefined) throw new Error('There is nothing to ask about.');
  return found;
};

const list = (name: string, change: object): Question => ({ name: `cases.list, ${name}`, method: 'cases.list', input: () => ({ scope: 'queue', ...change }) });
const filtered = (name: string, query: (known: Known, turn: number) => string): Question => ({ name: `cases.list, ${name}`, method: 'cases.list', input: (known, turn) => ({ scope: 'all', query: query(known, turn) }) });
const find = (name: string, query: (known: Known, turn: number) => string): Question => ({ name: `search, ${name}`, method: 'search.find', input: (known, turn) => ({ query: query(known, turn) }) });
const plain = (method: string, input: object = {}, name = method): Question => ({ name, method, input: () => input });
const ofCase = (method: string, name = method): Question => ({ name, method, input: ({ caseIds }, turn) => ({ caseId: pick(caseIds, turn) }) });

/** Every order of the list of cases. */
export const sorts = ['priority', 'due', 'amount', 'age', 'reference'] as const;
const filters = ['reason:wrong_item', 'amount>50', 'due<2d', 'age>5d', 'is:overdue', 'is:appeal', 'is:unread', 'is:leased', 'tag:safety', 'reason:wrong_item amount>50 due<2d'] as const;

/** What is asked of a desk at every size. */
export const questions: readonly Question[] = [
  ...sorts.map((sort) => list(`queue by ${sort}`, { sort })),
  ...sorts.map((sort) => list(`all by ${sort}`, { scope: 'all', sort })),
  ...filters.map((query) => filtered(query, () => query)),
  filtered('a market', ({ markets }, turn) => `market:${pick(markets, turn)}`),
  filtered('a language and a reason', ({ languages }, turn) => `reason:wrong_item language:${pick(languages, turn)}`),
  filtered('a word', ({ titleWords }, turn) => pick(titleWords, turn)),
  list('mine', { scope: 'mine' }),
  plain('cases.facets', { scope: 'queue' }, 'cases.facets, queue'),
  plain('cases.facets', { scope: 'all', query: 'reason:wrong_item' }, 'cases.facets, all of a reason'),
  find('a reference', ({ references }, turn) => pick(references, turn)),
  find('a name', ({ names }, turn) => pick(names, turn)),
  find('a word of a title', ({ titleWords }, turn) => pick(titleWords, turn)),
  find('two words', ({ names, titleWords }, turn) => `${pick(names, turn).split(' ')[0]} ${pick(titleWords, turn)}`),
  find('a common word', () => 'the'),
  find('a word with filters', ({ languages, titleWords }, turn) => `${pick(titleWords, turn)} language:${pick(languages, turn)}`),
  find('the beginning of a word', ({ titleWords }, turn) => pick(titleWords, turn).slice(0, 3)),
  { name: 'search.complete', method: 'search.complete', input: () => ({ text: 'reason:wr', caret: 9 }) },
  ofCase('cases.get', 'open a case, cold'),
  ofCase('cases.ofParties'),
  ofCase('audit.ofCase', 'log of a case'),
  ofCase('rulings.likeCases', 'like cases'),
  plain('cases.upNext'),
  {
    name: 'cases.next',
    method: 'cases.next',
    input: () => ({ requestId: randomUUID() }),
    after: async (sized, answer) => {
      const { caseId } = answer as { caseId?: string };
      if (caseId) await sized.ask('cases.handBack', { requestId: randomUUID(), caseId });
    },
  },
  plain('cases.reminders'),
  plain('desk.status'),
  plain('jobs.list', { state: 'waiting' }, 'jobs.list, waiting'),
  plain('jobs.list', { state: 'done' }, 'jobs.list, done'),
  plain('rulings.list', {}, 'decisions'),
  plain('rulings.list', { filter: { reason: 'wrong_item' } }, 'decisions of a reason'),
  plain('rulings.staged'),
  plain('approvals.list'),
  plain('payouts.list', { group: 'open' }, 'payouts.list, open'),
  plain('payouts.list', { group: 'settled' }, 'payouts.list, settled'),
  plain('intake.list'),
  plain('audit.entries'),
];
