import { and, asc, eq, inArray, isNull, ne, sql } from 'drizzle-orm';
import type { ParsedInputOf } from '../../contract/methods.ts';
import { mostQueues } from '../../contract/queues.ts';
import { append } from '../audit/append.ts';
import { person } from '../db/schema/person.ts';
import { queuePerson, workQueue } from '../db/schema/workQueue.ts';
import type { Tx } from '../db/write.ts';
import type { SignedIn } from '../desk.ts';
import { DeskError, notFound } from '../fault.ts';
import { newId } from '../ids.ts';
import { changeServing, placeAll } from './placeJob.ts';

/** Makes a queue or changes one; waiting cases are placed anew where its rule changed. Returns its id. */
export async function saveQueue(tx: Tx, input: ParsedInputOf<'queues.save'>, by: SignedIn): Promise<string> {
  const { rule, isActive } = input;
  const name = input.name.trim();
  const skill = input.skill?.trim() ?? null;
  if (rule.valueFrom !== null && rule.valueBelow !== null && rule.valueFrom >= rule.valueBelow) throw new DeskError('BAD_INPUT', 'No value is both from the first amount and below the second. Nothing was changed.');
  const all = await tx.select().from(workQueue).where(isNull(workQueue.removedAt));
  const before = input.queueId === null ? null : all.find(({ queueId }) => queueId === input.queueId);
  if (before === undefined) throw notFound('queue', input.queueId ?? '');
  if (all.some((one) => one !== before && one.name.toLowerCase() === name.toLowerCase())) throw new DeskError('CONFLICT', `There is a queue named "${name}" already. Nothing was changed; choose another name.`);
  if (before === null && all.length >= mostQueues) throw new DeskError('NOT_ALLOWED_NOW', `There are ${mostQueues} queues, which is the most. Take one away first.`);
  await requirePeople(tx, input.people);
  const peopleBefore = before === null ? [] : await tx.select({ personId: queuePerson.personId, capacity: queuePerson.capacity }).from(queuePerson).where(eq(queuePerson.queueId, before.queueId));
  const queueId = before?.queueId ?? newId(tx.now);
  const place = before?.place ?? 1 + Math.max(-1, ...all.map((one) => one.place));
  const row = { queueId, name, place, rule, skill, isActive, createdAt: before?.createdAt ?? tx.now };
  await tx.insert(workQueue).values(row).onConflictDoUpdate({ target: workQueue.queueId, set: row });
  await tx.delete(queuePerson).where(eq(queuePerson.queueId, queueId));
  if (input.people.length > 0) await tx.insert(queuePerson).values(input.people.map(({ personId, capacity }) => ({ queueId, personId, capacity })));
  const isMoving = before === null ? isActive : before.isActive !== isActive || (isActive && JSON.stringify(before.rule) !== JSON.stringify(rule));
  if (isMoving) await placeAll(tx, 'queues');
  else await changeServing(tx);
  await append(tx, {
    by,
    action: before === null ? 'queue.made' : 'queue.changed',
    subject: `queue:${queueId}`,
    words: before === null ? `${by.name} made the queue "${name}"` : `${by.name} changed the queue "${before.name}"${before.name === name ? '' : `, now "${name}"`}`,
    data: { before: before === null ? null : { name: before.name, rule: before.rule, skill: before.skill, isActive: before.isActive, people: peopleBefore }, after: { name, rule, skill, isActive, people: input.people } },
  });
  return queueId;
}

async function requirePeople(tx: Tx, people: readonly { personId: string }[]): Promise<void> {
  const ids = people.map(({ personId }) => personId);
  if (new Set(ids).size < ids.length) throw new DeskError('BAD_INPUT', 'Somebody is named twice. Nothing was changed.');
  const found = ids.length === 0 ? [] : await tx.select({ personId: person.personId, role: person.role, name: person.name }).from(person).where(inArray(person.personId, ids));
  const missing = ids.find((id) => !found.some(({ personId }) => personId === id));
  if (missing !== undefined) throw notFound('person', missing);
  const other = found.find(({ role }) => role !== 'mediator' && role !== 'lead');
  if (other) throw new DeskError('BAD_INPUT', `${other.name} works here as ${other.role}, who decides no cases. Nothing was changed.`);
}

/** Takes a queue away: its waiting cases go to the first other that takes them, and the log keeps what it was. */
export async function removeQueue(tx: Tx, queueId: string, by: SignedIn): Promise<void> {
  const [queue] = await tx.select().from(workQueue).where(and(eq(workQueue.queueId, queueId), isNull(workQueue.removedAt)));
  if (!queue) throw notFound('queue', queueId);
  // Its row stays for the cases that were in it; its name is free again.
  await tx.update(workQueue).set({ removedAt: tx.now, isActive: false, name: sql`${workQueue.name} || ' (' || ${workQueue.queueId} || ')'` }).where(eq(workQueue.queueId, queueId));
  await tx.delete(queuePerson).where(eq(queuePerson.queueId, queueId));
  await placeAll(tx, 'queues');
  await append(tx, { by, action: 'queue.removed', subject: `queue:${queueId}`, words: `${by.name} took the queue "${queue.name}" away`, data: { name: queue.name, rule: queue.rule, skill: queue.skill } });
}

/** Sets the order in which queues are asked for a case. */
export async function orderQueues(tx: Tx, queueIds: readonly string[], by: SignedIn): Promise<void> {
  const all = await tx.select().from(workQueue).where(isNull(workQueue.removedAt)).orderBy(asc(workQueue.place), asc(workQueue.createdAt));
  const isSame = queueIds.length === all.length && new Set(queueIds).size === all.length && all.every(({ queueId }) => queueIds.includes(queueId));
  if (!isSame) throw new DeskError('CONFLICT', 'The queues are others by now. Nothing was changed; look at them again.');
  for (const [place, queueId] of queueIds.entries()) await tx.update(workQueue).set({ place }).where(and(eq(workQueue.queueId, queueId), ne(workQueue.place, place)));
  await placeAll(tx, 'queues');
  const names = queueIds.map((queueId) => all.find((one) => one.queueId === queueId)?.name ?? '');
  await append(tx, { by, action: 'queues.ordered', subject: 'desk:queues', words: `${by.name} set the order of the queues: ${names.join(', ')}`, data: { before: all.map(({ queueId }) => queueId), after: queueIds } });
}
