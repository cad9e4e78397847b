import { SQLiteSyncDialect } from 'drizzle-orm/sqlite-core';
import { expect, it } from 'vitest';
import { isWord, literal } from './literal.ts';
import { job } from './schema/job.ts';

const textOf = (part: ReturnType<typeof literal>) => new SQLiteSyncDialect({ casing: 'snake_case' }).sqlToQuery(part);

it('would bind a word, by which SQLite prepares a statement anew at each run', () => {
  expect(textOf(isWord(job.state, 'running'))).toMatchObject({ sql: `"job"."state" = 'running'`, params: [] });
  expect([literal(-250), literal('refund.payOut')].map((one) => textOf(one).sql)).toEqual(['-250', `'refund.payOut'`]);
});

it('would write out what may end a text, or is no whole number', () => {
  for (const value of ["a'b", '', 'a b', 'a;', Number.NaN, 1e30]) expect(() => literal(value)).toThrow(RangeError);
});
