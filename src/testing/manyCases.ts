import { sql } from 'drizzle-orm';
import type { TempDesk } from './tempDesk.ts';

const kinds = {
  reason: ['not_received', 'not_as_described', 'wrong_item', 'defective', 'counterfeit', 'other'],
  amount_currency: ['USD', 'USD', 'EUR', 'JPY', 'BRL', 'KRW', 'GBP'],
  market: ['US', 'DE', 'FR', 'JP', 'BR'],
  language: ['en', 'de', 'ja'],
  source: ['aliexpress', 'paypal'],
  state: ['queued', 'queued', 'queued', 'waiting', 'held', 'ruled', 'closed', 'received', 'queued'],
};

/** Copies of the one case of a temporary desk, numbers from 30000, spread over what lists filter and order by; not what the desk itself would keep. */
export async function makeManyCases(temp: TempDesk, count: number): Promise<void> {
  const columns = (await temp.database.all<{ name: string }>(sql`select name from pragma_table_info('dispute_case')`)).map(({ name }) => name);
  const pick = (values: readonly string[], prime: number): string => `json_extract('${JSON.stringify(values)}', '$[' || ((i * ${prime} / 7) % ${values.length}) || ']')`;
  const state = pick(kinds.state, 7);
  const made: Record<string, string> = {
    case_id: `printf('%08x-0000-7000-8000-%012x', i, i)`,
    number: '30000 + i',
    source_id: `'many-' || i`,
    content_sha256: `'many-' || i`,
    state,
    closed_as: `case when ${state} = 'closed' then 'final' end`,
    reason: pick(kinds.reason, 11),
    amount_currency: `case when i % 31 = 0 then null else ${pick(kinds.amount_currency, 13)} end`,
    amount_minor: 'case when i % 31 = 0 then null else (i * 7919) % 200000 end',
    market: `case when i % 37 = 0 then null else ${pick(kinds.market, 17)} end`,
    language: pick(kinds.language, 19),
    source: pick(kinds.source, 23),
    received_at: `${temp.clock.now} - (i * 6151 % ${count}) * 60000`,
    due_at: `case when i % 11 = 0 then null else ${temp.clock.now} + (i * 7919 % 1000 - 100) * 3600000 end`,
    // Many alike, so that ties are walked through.
    value: 'case when i % 31 = 0 then 0 else (i * 7919) % 40 * 1000 end',
    priority: '(i * 31) % 40',
    last_activity_at: `${temp.clock.now} - (i * 3571) % 50 * 100000`,
  };
  await temp.database.run(sql.raw(`with recursive series(i) as (select 0 union all select i + 1 from series where i + 1 < ${count})
    insert into dispute_case (${columns.join(', ')}) select ${columns.map((name) => made[name] ?? `one.${name}`).join(', ')} from series, (select * from dispute_case order by number limit 1) as one`));
}
