import { eq, sql } from 'drizzle-orm';
import { storeCase } from '../src/core/cases/storeCase.ts';
import { disputeCase } from '../src/core/db/schema/disputeCase.ts';
import type { Tx } from '../src/core/db/write.ts';
import { deskItself, type Desk } from '../src/core/desk.ts';
import { placeColumns, placeOf } from '../src/core/queues/place.ts';
import { readPlan } from '../src/core/queues/plan.ts';
import { incoming } from '../src/testing/neutralCases.ts';

const batch = 5_000;
const day = 86_400_000;

/** Fills a desk with so many waiting cases of all ages, values and deadlines: one that came in, copied. Their parties and evidence are not there. */
export async function fillWaiting(desk: Desk, count: number): Promise<void> {
  const { row } = await desk.write((tx) => storeCase(tx, incoming({ sourceId: 'B-0' }), deskItself));
  const [template] = await desk.db.select(placeColumns).from(disputeCase).where(eq(disputeCase.caseId, row.caseId));
  if (!template) throw new Error('The first case is not there.');
  const plan = await readPlan(desk.db);
  const now = desk.clock();
  const random = randomFrom(1);
  const columns = Object.keys(row).map((name) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`));
  const own = new Set(['case_id', 'number', 'source_id', 'content_sha256', 'due_at', 'value', 'received_at', 'priority', 'weigh_at']);
  const same = columns.filter((name) => !own.has(name));
  for (let first = 1; first < count; first += batch) {
    const rows = Array.from({ length: Math.min(batch, count - first) }, (_, at) => {
      const facts = { ...template, dueAt: now + Math.floor((random() * 40 - 8) * day), value: Math.floor(10 ** (2.5 + random() * 4)), receivedAt: now - Math.floor(random() * 30 * day) };
      const { priority, weighAt } = placeOf(plan, facts, now);
      return [`bench-${String(first + at).padStart(9, '0')}`, row.number + first + at, facts.dueAt, facts.value, facts.receivedAt, priority, weighAt];
    });
    await desk.write((tx) => copy(tx, row.caseId, same, rows));
  }
}

async function copy(tx: Tx, caseId: string, same: string[], rows: unknown[][]): Promise<void> {
  const names = sql.raw(same.map((name) => `"${name}"`).join(', '));
  const at = (place: number) => sql.raw(`json_each.value ->> '$[${place}]'`);
  await tx.run(sql`insert into dispute_case (case_id, number, source_id, content_sha256, due_at, value, received_at, priority, weigh_at, ${names})
    select ${at(0)}, ${at(1)}, ${at(0)}, ${at(0)}, ${at(2)}, ${at(3)}, ${at(4)}, ${at(5)}, ${at(6)}, ${sql.raw(same.map((name) => `its."${name}"`).join(', '))}
    from json_each(${JSON.stringify(rows)}), (select * from dispute_case where case_id = ${caseId}) as its`);
}

/** The same numbers from 0 to 1 for the same seed (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
