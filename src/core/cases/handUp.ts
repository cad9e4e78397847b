import type { exitMethods } from '../../contract/exits.ts';
import { append } from '../audit/append.ts';
import { note } from '../db/schema/disputeCase.ts';
import { escalation } from '../db/schema/exit.ts';
import type { Tx } from '../db/write.ts';
import type { SignedIn } from '../desk.ts';
import { DeskError } from '../fault.ts';
import type { Handlers } from '../handlers.ts';
import { newId } from '../ids.ts';
import { once } from '../once.ts';
import { endEscalation, escalationWords, openEscalations } from './escalations.ts';
import { seen } from './exits.ts';
import { holderOf, letGo, loadCase, requireLease } from './lease.ts';
import { referenceOf, touchCase } from './lifeCycle.ts';

export const handUpHandlers: Pick<Handlers, Extract<keyof typeof exitMethods, 'cases.escalate' | 'cases.endEscalation' | 'cases.freeLease'> | 'queues.endLease' | 'cases.setHarm'> = {
  'cases.escalate': (desk, input, by) =>
    once(desk, by, 'cases.escalate', input, async (tx) => {
      const row = await seen(tx, input, by);
      requireLease(row, by, tx.now);
      await endEscalation(tx, row.caseId);
      await tx.insert(escalation).values({ escalationId: newId(tx.now), caseId: row.caseId, reason: input.reason, words: input.words, personId: by.personId, personName: by.name, at: tx.now });
      const moved = await letGo(tx, row, by, 'escalate');
      await append(tx, {
        by,
        action: 'case.escalated',
        subject: `case:${row.caseId}`,
        caseId: row.caseId,
        version: moved.version,
        words: `${by.name} handed ${referenceOf(row)} to a team lead: ${escalationWords[input.reason]}${input.words ? `. ${input.words}` : ''}`,
        data: { reason: input.reason },
      });
      return { version: moved.version };
    }),

  'cases.endEscalation': (desk, input, by) =>
    once(desk, by, 'cases.endEscalation', input, async (tx) => {
      const row = await seen(tx, input, by);
      if (!(await openEscalations(tx, [row.caseId])).has(row.caseId)) throw new DeskError('NOT_ALLOWED_NOW', `${referenceOf(row)} does not wait for a lead.`);
      await endEscalation(tx, row.caseId);
      if (input.words) await tx.insert(note).values({ noteId: newId(tx.now), caseId: row.caseId, personId: by.personId, personName: by.name, at: tx.now, text: input.words, isHandover: true });
      const touched = row.state === 'in_review' ? await letGo(tx, row, by, 'handBack') : await touchCase(tx, row);
      await append(tx, {
        by,
        action: 'case.escalationEnded',
        subject: `case:${row.caseId}`,
        caseId: row.caseId,
        version: touched.version,
        words: `${by.name} gave ${referenceOf(row)} back to the mediators${input.words ? `: ${input.words}` : ''}`,
      });
      return { version: touched.version };
    }),

  'cases.freeLease': (desk, input, by) => once(desk, by, 'cases.freeLease', input, (tx) => freeLease(tx, input, by)),
  'queues.endLease': (desk, input, by) => once(desk, by, 'queues.endLease', input, (tx) => freeLease(tx, input, by)),

  'cases.setHarm': (desk, input, by) =>
    once(desk, by, 'cases.setHarm', input, async (tx) => {
      const row = await loadCase(tx, input.caseId);
      if (by.role === 'mediator') requireLease(row, by, tx.now);
      if (!['received', 'queued', 'in_review', 'waiting'].includes(row.state)) throw new DeskError('NOT_ALLOWED_NOW', `${referenceOf(row)} is ${row.state.replace('_', ' ')}: it does not wait for a decision.`);
      if (row.harm === input.words) return { version: row.version };
      const touched = await touchCase(tx, row, { harm: input.words });
      await append(tx, {
        by,
        action: input.words === null ? 'case.harmTakenBack' : 'case.harmSaid',
        subject: `case:${row.caseId}`,
        caseId: row.caseId,
        version: touched.version,
        words: input.words === null ? `${by.name} took back that somebody may come to harm by ${referenceOf(row)}` : `${by.name} said of ${referenceOf(row)} that somebody may come to harm: ${input.words}`,
        data: { before: row.harm, after: input.words },
      });
      return { version: touched.version };
    }),
};

/** Ends the lease of somebody else. */
async function freeLease(tx: Tx, input: { caseId: string; reason: string }, by: SignedIn): Promise<{ version: number }> {
  const row = await loadCase(tx, input.caseId);
  if (row.state !== 'in_review') throw new DeskError('NOT_ALLOWED_NOW', `Nobody works on ${referenceOf(row)}.`);
  const { personName } = await holderOf(tx, row);
  // Open to whoever held it and to everybody after: it stands at the top of the case.
  const text = `Taken out of the hands of ${personName}: ${input.reason}`;
  await tx.insert(note).values({ noteId: newId(tx.now), caseId: row.caseId, personId: by.personId, personName: by.name, at: tx.now, text, isHandover: true });
  const moved = await letGo(tx, row, by, 'free');
  await append(tx, {
    by,
    action: 'case.freed',
    subject: `case:${row.caseId}`,
    caseId: row.caseId,
    version: moved.version,
    words: `${by.name} freed ${referenceOf(row)}, which ${personName} worked on: ${input.reason}`,
    data: { personId: row.leasePersonId, reason: input.reason },
  });
  return { version: moved.version };
}
