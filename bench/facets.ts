import { sql } from 'drizzle-orm';
import { compare, isQuick, spread, timeOf, type Result } from './measure.ts';
import { largest, openSized, type Sized } from './sized.ts';

const asked = isQuick ? 10 : 100;
/** Columns of the kept counters with those of the cases they count. */
const kept = { state: 'state', reason: 'reason', currency: "coalesce(amount_currency, '')", market: "coalesce(market, '')", language: "coalesce(language, '')", queue_id: "coalesce(queue_id, '')", source: 'source' } as const;

/** Counts of every facet, as the desk answers them from the counters it keeps, against counting the cases; both must say the same. */
export async function benchFacets(): Promise<Result[]> {
  const sized = await openSized(largest);
  try {
    await requireEqual(sized);
    const times: number[] = [];
    const ask = () => sized.ask('cases.facets', { scope: 'all' });
    for (let one = -5; one < asked; one += 1) {
      const ms = await timeOf(ask);
      if (one >= 0) times.push(ms);
    }
    const note = `${largest.toLocaleString('en')} cases; before anything was timed, the counters were equal to what GROUP BY counts.`;
    const versus = await compare(
      { name: 'desk: cases.facets', operations: 10, run: async () => { for (let one = 0; one < 10; one += 1) await ask(); } },
      { name: 'GROUP BY for each facet', operations: 1, run: async () => { for (const name of Object.keys(kept)) await countAll(sized, name as keyof typeof kept); } },
    );
    return [
      spread({ bench: 'facet counts of all cases, through the contract', unit: 'ms', bar: 'p95 <= 1 ms', note }, times, ({ p95 }) => p95 <= 1),
      { bench: 'facet counts of all cases', unit: 'times/s', ...versus, least: null, bar: 'none against this peer', note: 'The peer counts seven facets in SQL on the same connection.' },
    ];
  } finally {
    await sized.close();
  }
}

type Counted = { value: string; cases: bigint }[];

function countAll({ desk }: Sized, name: keyof typeof kept): Promise<Counted> {
  return desk.db.all(sql`select ${sql.raw(kept[name])} as value, count(*) as cases from dispute_case group by 1 order by 1`);
}

async function requireEqual(sized: Sized): Promise<void> {
  for (const name of Object.keys(kept) as (keyof typeof kept)[]) {
    const counted = await countAll(sized, name);
    const fromTally: Counted = await sized.desk.db.all(sql`select ${sql.raw(name)} as value, sum(cases) as cases from case_tally group by 1 having sum(cases) > 0 order by 1`);
    const said = (rows: Counted) => rows.map((row) => `${row.value}=${row.cases}`).join(' ');
    if (said(counted) !== said(fromTally)) throw new Error(`The kept counters of ${name} are wrong: ${said(fromTally)} instead of ${said(counted)}.`);
  }
}
