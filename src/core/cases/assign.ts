import { and, eq } from 'drizzle-orm';
import { untilTaken } from '../../contract/cases.ts';
import { append } from '../audit/append.ts';
import type { Db } from '../db/open.ts';
import { caseSeen } from '../db/schema/caseTag.ts';
import { person } from '../db/schema/person.ts';
import { workQueue } from '../db/schema/workQueue.ts';
import type { Tx } from '../db/write.ts';
import type { SignedIn } from '../desk.ts';
import { DeskError, notFound } from '../fault.ts';
import { requireMayDecide } from './barred.ts';
import { openEscalations } from './escalations.ts';
import { holderOf, loadCase } from './lease.ts';
import { referenceOf, touchCase, type CaseRecord } from './lifeCycle.ts';

export type Assignee = Pick<typeof person.$inferSelect, 'personId' | 'name' | 'role' | 'skills' | 'isActive'>;

/** Whoever a case may be kept for. NOT_FOUND, or NOT_ALLOWED_NOW for who decides nothing here. */
export async function loadAssignee(db: Db, personId: string): Promise<Assignee> {
  const [found] = await db.select({ personId: person.personId, name: person.name, role: person.role, skills: person.skills, isActive: person.isActive }).from(person).where(eq(person.personId, personId));
  if (!found) throw notFound('person', personId);
  if (!found.isActive || (found.role !== 'mediator' && found.role !== 'lead')) throw new DeskError('NOT_ALLOWED_NOW', `${found.name} does not decide cases at this desk.`);
  return found;
}

/** Why a person must not assign a case so, whatever state it is in; null when they may. */
export function whyNotAssigner(row: Pick<CaseRecord, 'keptForPersonId'>, personId: string | null, by: SignedIn): string | null {
  if (by.role === 'lead' || (personId === null && row.keptForPersonId === by.personId)) return null;
  return personId === null ? 'Kept for somebody else: a lead gives it to everybody.' : 'Only a lead assigns cases.';
}

/** Why a case cannot be kept for somebody, by what its row says; null when it can. */
export function whyNotKept(row: Pick<CaseRecord, 'state' | 'isReadOnly' | 'keptForPersonId' | 'keptUntil'>, facts: { to: Assignee | null; skill: string | null; isEscalated: boolean }, now: number): string | null {
  const { to, skill, isEscalated } = facts;
  if (row.state === 'in_review') return 'Somebody works on it now.';
  if (row.state !== 'queued') return `It does not wait in the queue: it is ${row.state.replace('_', ' ')}.`;
  if (to === null) return row.keptForPersonId === null || (row.keptUntil ?? 0) <= now ? 'It is kept for nobody.' : null;
  if (row.isReadOnly) return 'It came with a faulty bundle and can only be looked at.';
  if (isEscalated && to.role !== 'lead') return 'It waits for a lead.';
  if (skill !== null && !to.skills.some((one) => sameSkill(one) === sameSkill(skill))) return `Its queue asks for ${skill}, which ${to.name} does not have.`;
  return null;
}

/** A skill as it is compared: people and leads write it as they like. */
function sameSkill(skill: string): string {
  return skill.trim().toLowerCase();
}

/** Keeps a waiting case for a person until they take it, or gives it to everybody again; it is unread for them then. */
export async function assignCase(tx: Tx, input: { caseId: string; personId: string | null }, by: SignedIn): Promise<{ version: number }> {
  const row = await loadCase(tx, input.caseId);
  const mayNot = whyNotAssigner(row, input.personId, by);
  if (mayNot !== null) throw new DeskError('NOT_PERMITTED', mayNot);
  const to = input.personId === null ? null : await loadAssignee(tx, input.personId);
  const cannot = whyNotKept(row, { to, skill: await skillOf(tx, row), isEscalated: (await openEscalations(tx, [row.caseId])).has(row.caseId) }, tx.now);
  if (cannot !== null) throw new DeskError('NOT_ALLOWED_NOW', row.state === 'in_review' ? `${(await holderOf(tx, row)).personName} works on it now.` : cannot);
  // Their words are about the person who decides ("You ruled on this case"): said of somebody else they would be wrong.
  if (to) await requireMayDecide(tx, row, to, tx.now).catch((error: unknown) => Promise.reject(error instanceof DeskError ? new DeskError('NOT_PERMITTED', sayBarred(to.name)) : error));
  if (to && row.keptForPersonId === to.personId && row.keptUntil === untilTaken) return { version: row.version };
  const touched = await touchCase(tx, row, { keptForPersonId: to?.personId ?? null, keptUntil: to ? untilTaken : null });
  if (to && to.personId !== by.personId) await tx.delete(caseSeen).where(and(eq(caseSeen.caseId, row.caseId), eq(caseSeen.personId, to.personId)));
  await append(tx, {
    by,
    action: to ? 'case.assigned' : 'case.unassigned',
    subject: `case:${row.caseId}`,
    caseId: row.caseId,
    version: touched.version,
    words: to ? `${by.name} assigned ${referenceOf(row)} to ${to.name}` : `${by.name} gave ${referenceOf(row)} to everybody again`,
    data: { personId: to?.personId ?? null, before: row.keptForPersonId },
  });
  return { version: touched.version };
}

/** Why somebody else must not decide a case, without telling what they know of it. */
export function sayBarred(name: string): string {
  return `${name} must not decide it: they were part of it before, or have a conflict of interest.`;
}

async function skillOf(db: Db, row: Pick<CaseRecord, 'queueId'>): Promise<string | null> {
  if (row.queueId === null) return null;
  const [found] = await db.select({ skill: workQueue.skill }).from(workQueue).where(and(eq(workQueue.queueId, row.queueId), eq(workQueue.isActive, true)));
  return found?.skill ?? null;
}
