import { and, eq } from 'drizzle-orm';
import { disputeCase } from '../db/schema/disputeCase.ts';
import type { Tx } from '../db/write.ts';
import type { SignedIn } from '../desk.ts';
import { DeskError } from '../fault.ts';
import { readPlan } from '../queues/plan.ts';
import { referenceOf, type CaseRecord } from './lifeCycle.ts';

/** Throws NOT_ALLOWED_NOW while a person has as many cases of the queue of this one in hand as they may. */
export async function requireRoom(tx: Tx, row: CaseRecord, by: SignedIn): Promise<void> {
  if (row.queueId === null) return;
  const queue = (await readPlan(tx)).queues.find(({ queueId }) => queueId === row.queueId);
  const most = queue?.people.get(by.personId) ?? null;
  if (!queue || most === null) return;
  const held = Number(await tx.$count(disputeCase, and(eq(disputeCase.leasePersonId, by.personId), eq(disputeCase.queueId, queue.queueId))));
  if (held < most) return;
  throw new DeskError('NOT_ALLOWED_NOW', `${referenceOf(row)} is in the queue "${queue.name}", and you have ${held} of its cases in hand, which is the most you may have. Finish one or hand it back first.`);
}
