import { sql } from 'drizzle-orm';
import type { OutputOf, ParsedInputOf } from '../../contract/methods.ts';
import { append } from '../audit/append.ts';
import type { Db } from '../db/open.ts';
import { disputeCase } from '../db/schema/disputeCase.ts';
import type { Tx } from '../db/write.ts';
import type { Desk, SignedIn } from '../desk.ts';
import { DeskError } from '../fault.ts';
import { referenceOf } from '../reference.ts';
import { generalQueue } from './general.ts';
import { placeColumns, type Placed } from './place.ts';
import { placeAll, readPlacing } from './placeJob.ts';
import { readPlan, type Plan } from './plan.ts';
import { pointsOf, weigh } from './weigh.ts';
import { keepWeights, readWeights } from './weights.ts';

/** The weights in force, and how far waiting cases are weighed by them. */
export async function weightsNow(db: Db): Promise<OutputOf<'queues.weights'>> {
  return { ...(await readWeights(db)), placing: await readPlacing(db) };
}

/** Sets the weights and has every waiting case weighed anew. */
export async function setWeights(tx: Tx, { weights, setAt }: ParsedInputOf<'queues.setWeights'>, by: SignedIn): Promise<OutputOf<'queues.setWeights'>> {
  const before = await readWeights(tx);
  if (before.at !== setAt) throw new DeskError('CONFLICT', `${before.personName ?? 'Somebody'} set the weights meanwhile. Nothing was changed; look at them again.`);
  // Never the moment of the change before, by which others tell it from this one.
  const at = Math.max(tx.now, (before.at ?? 0) + 1);
  const kept = { weights, at, personName: by.name };
  await keepWeights(tx, kept);
  const placing = await placeAll(tx, 'weights');
  await append(tx, { by, action: 'queues.weightsSet', subject: 'desk:weights', words: `${by.name} set what makes a case come first`, data: { before: before.weights, after: weights } });
  return { ...kept, placing };
}

/** Of each queue so many of the first by the weights in force, and so many that other weights may bring up. */
const looked = 200;

/** The first cases of all queues by other weights. Looks at those first now and at those most due, most valuable, oldest, harmful and appealed, of which others can only come first. */
export async function previewWeights(desk: Desk, { weights, limit }: ParsedInputOf<'queues.previewWeights'>): Promise<OutputOf<'queues.previewWeights'>> {
  const now = desk.clock();
  const plan = await readPlan(desk.db);
  const placed = await readEnds(desk.db, plan);
  const byPoints = (points: (row: Row) => number) => placed.map((row) => ({ row, points: points(row) })).sort((a, b) => b.points - a.points || a.row.number - b.row.number);
  const before = byPoints((row) => pointsOf(weigh(row, plan.weights, now))).slice(0, looked);
  const placeNow = new Map(before.map(({ row, points }, index) => [row.caseId, { place: index + 1, points }]));
  const first = byPoints((row) => pointsOf(weigh(row, weights, now))).slice(0, limit);
  const names = new Map(plan.queues.map(({ queueId, name }) => [queueId, name]));
  return {
    rows: first.map(({ row, points }, index) => ({
      caseId: row.caseId,
      reference: referenceOf(row),
      title: row.title,
      queueName: (row.queueId === null ? undefined : names.get(row.queueId)) ?? generalQueue,
      because: weigh(row, weights, now),
      points,
      pointsNow: placeNow.get(row.caseId)?.points ?? pointsOf(weigh(row, plan.weights, now)),
      place: index + 1,
      placeNow: placeNow.get(row.caseId)?.place ?? null,
    })),
  };
}

type Row = Placed & { caseId: string; number: number; title: string | null; queueId: string | null };

async function readEnds(db: Db, plan: Plan): Promise<Row[]> {
  const found = new Map<string, Row>();
  const columns = { ...placeColumns, number: disputeCase.number, title: disputeCase.title };
  const most = Math.max(20, Math.floor(1_000 / (plan.queues.length + 1)));
  for (const queueId of [null, ...plan.queues.map((queue) => queue.queueId)]) {
    const inQueue = sql`${disputeCase.state} = 'queued' and ${disputeCase.queueId} is ${queueId}`;
    const ends = [sql`${disputeCase.isForLead} = 0`, sql`${disputeCase.isForLead} = 1`].map((rank) =>
      db.select(columns).from(disputeCase).where(sql`${inQueue} and ${rank}`).orderBy(sql`${disputeCase.priority} desc, ${disputeCase.number}`).limit(most),
    );
    ends.push(db.select(columns).from(disputeCase).where(sql`${inQueue} and ${disputeCase.dueAt} is not null`).orderBy(disputeCase.dueAt).limit(most));
    ends.push(db.select(columns).from(disputeCase).where(inQueue).orderBy(disputeCase.receivedAt).limit(most));
    for (const end of ends) for (const row of await end) found.set(row.caseId, row);
  }
  const marked = sql`${disputeCase.state} = 'queued' and (${disputeCase.harm} is not null or ${disputeCase.hasAppeal} = 1)`;
  for (const row of await db.select(columns).from(disputeCase).where(marked).orderBy(disputeCase.number).limit(1_000)) found.set(row.caseId, row);
  for (const row of await db.select(columns).from(disputeCase).where(sql`${disputeCase.state} = 'queued'`).orderBy(sql`${disputeCase.value} desc`).limit(1_000)) found.set(row.caseId, row);
  return [...found.values()];
}
