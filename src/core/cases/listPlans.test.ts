import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { caseSorts, type CaseScope } from '../../contract/caseViews.ts';
import { makeManyCases } from '../../testing/manyCases.ts';
import { incoming } from '../../testing/neutralCases.ts';
import { testKey } from '../../testing/template.ts';
import { openTempDesk, type TempDesk } from '../../testing/tempDesk.ts';
import { openConnection, type Connection, type Database, type Db } from '../db/open.ts';
import type { SignedIn } from '../desk.ts';
import { facetsOf } from './facets.ts';
import { listCases } from './list.ts';
import { storeCase } from './storeCase.ts';

let temp: TempDesk;
let ada: SignedIn;
/** For plans alone and thrown away after: an EXPLAIN on a living connection would lose later writes. */
let throwaway: Connection;

beforeAll(async () => {
  temp = await openTempDesk();
  ada = await temp.seat('Ada', 'lead');
  await temp.desk.write((tx) => storeCase(tx, incoming(), ada));
  await makeManyCases(temp, 2_500);
  throwaway = await openConnection({ dataDir: temp.desk.dataDir, key: testKey }, 'read');
});
afterAll(() => {
  throwaway.close();
  temp.close();
});

type Statement = { sql: string; args: unknown[] };

/** What a reader asked, statement by statement, those that were built once among them. */
async function asked(read: (db: Db) => Promise<unknown>): Promise<Statement[]> {
  const statements: Statement[] = [];
  const client = clientOf(temp.desk.db as Database);
  const { execute } = client;
  client.execute = (statement) => {
    statements.push(statement);
    return execute(statement);
  };
  await read(temp.desk.db).finally(() => (client.execute = execute));
  return statements;
}

async function planOf({ sql: text, args }: Statement): Promise<string[]> {
  const { rows } = await clientOf(throwaway.db).execute({ sql: `explain query plan ${text}`, args });
  return rows.map(({ detail }) => detail);
}

function clientOf(db: Database) {
  return (db as unknown as { $client: { execute(statement: Statement): Promise<{ rows: { detail: string }[] }> } }).$client;
}

/** Steps that go over all cases without an index; what a walk gives on to its sieve goes by the same name. */
function blindSteps(steps: string[]): string[] {
  const given = steps.filter((step) => step === 'CO-ROUTINE dispute_case').length;
  return steps.filter((step) => /^SCAN (dispute_case|kind_case|its)\b(?!.* USING )/.test(step)).slice(given);
}

describe('the plans of lists', () => {
  const scopes: CaseScope[] = ['queue', 'mine', 'held', 'intake', 'all'];
  it.each(caseSorts)('ordered by %s never go over all cases nor sort more than a page, both ways, from the start and on', async (sort) => {
    for (const scope of scopes) {
      for (const query of ['', 'reason:wrong_item', 'reason:wrong_item due>1d', 'state:queued']) {
        for (const isDescending of [true, false]) {
          for (const cursor of [null, '20|30100|99|1']) {
            for (const statement of await asked((db) => listCases(db, { scope, query, sort, isDescending, cursor, limit: 50 }, ada, temp.clock.now))) {
              const steps = await planOf(statement);
              expect([scope, query, blindSteps(steps)]).toEqual([scope, query, []]);
              // Few cases are put in order; those walked along an index have it.
              const isFew = steps.some((step) => /few|kind|dispute_case_lease/.test(step));
              if (!isFew) expect([scope, query, steps.filter((step) => /TEMP B-TREE FOR .*ORDER BY/.test(step))]).toEqual([scope, query, []]);
            }
          }
        }
      }
    }
  });

  it('walks along an index that tells what a facet asks, without reading the rows it passes over', async () => {
    const [, keys] = await asked((db) => listCases(db, { scope: 'queue', query: 'reason:wrong_item', sort: 'amount', cursor: null, limit: 50 }, ada, temp.clock.now));
    expect(await planOf(keys ?? { sql: 'select 1', args: [] })).toContainEqual(expect.stringContaining('COVERING INDEX dispute_case_list_amount'));
  });

  it.each(['is:appeal', 'is:harmful', 'is:faulty', 'is:leased', 'is:assigned', 'is:escalated', 'is:unread', 'tag:x', 'holder:me', 'assigned:bo', 'amount>399', 'age<10m', 'due<1h'])('%s finds its few cases by an index of their own', async (query) => {
    for (const statement of await asked((db) => listCases(db, { scope: 'all', query, sort: 'priority', cursor: null, limit: 50 }, ada, temp.clock.now))) {
      expect(blindSteps(await planOf(statement))).toEqual([]);
    }
  });

  it('what may be unread is not all gathered before it is known whether it is few: a person has looked at thousands of cases', async () => {
    for (const query of ['is:unread', 'is:unread,appeal']) {
      const [, counted] = await asked((db) => listCases(db, { scope: 'all', query, sort: 'priority', cursor: null, limit: 50 }, ada, temp.clock.now));
      expect(counted?.sql).toMatch(/^select count\(\*\) as cases from \(.* limit \d+\)$/s);
      // A union sorts all there is before it gives one; what is given one by one ends at the limit.
      expect((await planOf(counted ?? { sql: 'select 1', args: [] })).filter((step) => /^UNION USING|MATERIALIZE/.test(step))).toEqual([]);
    }
  });

  it('a query of which the tally knows that nothing meets it reads no case', async () => {
    expect(await asked((db) => listCases(db, { scope: 'all', query: 'state:held market:XX', sort: 'due', cursor: null, limit: 50 }, ada, temp.clock.now))).toHaveLength(1);
  });

  it('facets are counted without a case', async () => {
    const statements = await asked((db) => facetsOf(db, { scope: 'all', query: 'reason:wrong_item' }, ada, temp.clock.now));
    expect(statements.filter(({ sql }) => /\bdispute_case\b/.test(sql))).toEqual([]);
    expect(statements).toHaveLength(2);
  });
});
