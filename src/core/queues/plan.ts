import { asc, eq } from 'drizzle-orm';
import { randomUUID } from 'node:crypto';
import type { QueueRule } from '../../contract/queues.ts';
import { usualWeights, type Weights } from '../../contract/weights.ts';
import type { Db } from '../db/open.ts';
import { setting } from '../db/schema/person.ts';
import { queuePerson, workQueue } from '../db/schema/workQueue.ts';
import type { Tx } from '../db/write.ts';
import { readWeights } from './weights.ts';

/** A queue as serving and routing know it; `people`: capacities by person id, null without a limit. */
export type PlannedQueue = { queueId: string; name: string; place: number; rule: QueueRule; skill: string | null; isActive: boolean; people: ReadonlyMap<string, number | null> };

/** What decides where a waiting case stands: the weights, and the queues by place, those that take no cases any more among them. */
export type Plan = {
  id: string;
  weights: Weights;
  queues: readonly PlannedQueue[];
  /** Waiting cases are still being put where this plan has them. */
  isPlacing: boolean;
};

/** The row that says which plan is in force. */
export const planSetting = 'queuePlan';
export type PlanKey = { id: string; isPlacing: boolean };

const unplanned: Omit<Plan, 'isPlacing'> = { id: '', weights: usualWeights, queues: [] };

// By an id that is never used twice: what another desk on the same database changes is seen at once, and a change that was rolled back is never met again.
const known = new Map<string, Omit<Plan, 'isPlacing'>>();
const mostKnown = 20;

/** The plan in force; one small statement while it does not change. */
export async function readPlan(db: Db): Promise<Plan> {
  const [found] = await db.select({ value: setting.value }).from(setting).where(eq(setting.name, planSetting));
  return planOf(db, (found?.value ?? null) as PlanKey | null);
}

/** The plan of a key that was read already. */
export async function planOf(db: Db, key: PlanKey | null): Promise<Plan> {
  if (key === null) return { ...unplanned, isPlacing: false };
  const plan = known.get(key.id) ?? (await readWhole(db, key.id));
  return plan.id === key.id ? { ...plan, isPlacing: key.isPlacing } : readPlan(db);
}

async function readWhole(db: Db, id: string): Promise<Omit<Plan, 'isPlacing'>> {
  const { weights } = await readWeights(db);
  const people = await db.select().from(queuePerson);
  const rows = await db.select().from(workQueue).orderBy(asc(workQueue.place), asc(workQueue.createdAt));
  const queues = rows.map(({ removedAt, createdAt: _createdAt, ...queue }) => ({
    ...queue,
    isActive: queue.isActive && removedAt === null,
    people: new Map(people.filter((one) => one.queueId === queue.queueId).map((one) => [one.personId, one.capacity])),
  }));
  // A reader's statements are no transaction: what was read may be a newer plan than its id.
  const [now] = await db.select({ value: setting.value }).from(setting).where(eq(setting.name, planSetting));
  const plan = { id, weights, queues };
  if ((now?.value as PlanKey | undefined)?.id !== id) return { ...plan, id: '' };
  for (const first of known.keys()) if (known.size >= mostKnown) known.delete(first);
  known.set(id, plan);
  return plan;
}

/** Says that the plan changed, in the transaction of the change; `isPlacing`: waiting cases have to be placed anew. Returns its id. */
export async function changePlan(tx: Tx, isPlacing: boolean): Promise<string> {
  const id = randomUUID();
  await keepKey(tx, { id, isPlacing });
  return id;
}

/** Says that every waiting case stands where the plan has it. */
export async function endPlacing(tx: Tx, id: string): Promise<void> {
  await keepKey(tx, { id, isPlacing: false });
}

async function keepKey(tx: Tx, value: PlanKey): Promise<void> {
  await tx.insert(setting).values({ name: planSetting, value }).onConflictDoUpdate({ target: setting.name, set: { value } });
}
