import { and, eq } from 'drizzle-orm';
import { append } from '../audit/append.ts';
import { claim } from '../db/schema/caseParts.ts';
import { note } from '../db/schema/disputeCase.ts';
import { evidence, openedMark } from '../db/schema/evidence.ts';
import { eraseFiles } from '../evidence/keep.ts';
import { labelOf } from '../evidence/label.ts';
import { DeskError, notFound } from '../fault.ts';
import type { Handlers } from '../handlers.ts';
import { newId } from '../ids.ts';
import { once } from '../once.ts';
import { readCaseFile } from './caseFile.ts';
import { eraseExhibit } from './eraseExhibit.ts';
import { extendLease, handBack, leaseCase, loadCase, requireLease, skipCase } from './lease.ts';
import { moveCase, referenceOf, touchCase } from './lifeCycle.ts';
import { exhibitElsewhere } from './exhibitElsewhere.ts';
import { facetsOf } from './facets.ts';
import { listCases } from './list.ts';
import { serveNext, upNext } from './next.ts';
import { casesOfParties } from './ofParties.ts';
import { listReminders, setReminder } from './reminders.ts';

type CaseHandlers = Pick<
  Handlers,
  | 'cases.list'
  | 'cases.facets'
  | 'cases.next'
  | 'cases.get'
  | 'cases.upNext'
  | 'cases.ofParties'
  | 'cases.exhibitElsewhere'
  | 'cases.setReminder'
  | 'cases.reminders'
  | 'cases.claim'
  | 'cases.extend'
  | 'cases.handBack'
  | 'cases.skip'
  | 'cases.openExhibit'
  | 'cases.setAdmissibility'
  | 'cases.eraseExhibit'
  | 'cases.relabelClaim'
  | 'cases.addNote'
  | 'cases.accept'
>;

export const caseHandlers: CaseHandlers = {
  'cases.list': (desk, input, by) => listCases(desk.db, input, by, desk.clock()),
  'cases.facets': (desk, input, by) => facetsOf(desk.db, input, by, desk.clock()),
  'cases.next': (desk, input, by) => once(desk, by, 'cases.next', input, (tx) => serveNext(tx, by)),
  'cases.get': (desk, input, by) => readCaseFile(desk.db, input.caseId, by, desk.clock()),
  'cases.upNext': (desk, _input, by) => upNext(desk.db, by, desk.clock()),
  'cases.ofParties': (desk, input, by) => casesOfParties(desk.db, input.caseId, by),
  'cases.exhibitElsewhere': (desk, input, by) => exhibitElsewhere(desk, input.caseId, input.evidenceId, by),
  'cases.setReminder': setReminder,
  'cases.reminders': (desk, _input, by) => listReminders(desk.db, by),
  'cases.claim': (desk, input, by) => once(desk, by, 'cases.claim', input, async (tx) => leaseCase(tx, await loadCase(tx, input.caseId), by)),
  'cases.extend': (desk, input, by) => desk.write(async (tx) => extendLease(tx, await loadCase(tx, input.caseId), by)),

  'cases.handBack': (desk, input, by) =>
    once(desk, by, 'cases.handBack', input, async (tx) => {
      await handBack(tx, await loadCase(tx, input.caseId), by, input.note);
      return null;
    }),

  'cases.skip': (desk, input, by) =>
    once(desk, by, 'cases.skip', input, async (tx) => {
      await skipCase(tx, await loadCase(tx, input.caseId), by, input.reason);
      return null;
    }),

  'cases.openExhibit': (desk, input, by) =>
    desk.write(async (tx) => {
      const [exhibit] = await tx.select().from(evidence).where(and(eq(evidence.caseId, input.caseId), eq(evidence.evidenceId, input.evidenceId)));
      if (!exhibit) throw notFound('exhibit', input.evidenceId);
      const mark = and(eq(openedMark.evidenceId, input.evidenceId), eq(openedMark.personId, by.personId));
      const [earlier] = await tx.select({ at: openedMark.at }).from(openedMark).where(mark);
      if (earlier) return { openedAt: earlier.at };
      await tx.insert(openedMark).values({ evidenceId: input.evidenceId, personId: by.personId, at: tx.now });
      await append(tx, {
        by,
        action: 'exhibit.opened',
        subject: `evidence:${input.evidenceId}`,
        caseId: input.caseId,
        words: `${by.name} opened ${labelOf(exhibit)}`,
      });
      return { openedAt: tx.now };
    }),

  'cases.setAdmissibility': (desk, input, by) =>
    once(desk, by, 'cases.setAdmissibility', input, async (tx) => {
      if (input.admissibility !== 'admitted' && !input.reason) throw new DeskError('BAD_INPUT', 'Say why the exhibit is not admitted; the parties may ask.');
      const row = await loadCase(tx, input.caseId);
      requireLease(row, by, tx.now);
      const [exhibit] = await tx
        .update(evidence)
        .set({ admissibility: input.admissibility, admissibilityReason: input.admissibility === 'admitted' ? null : input.reason })
        .where(and(eq(evidence.caseId, input.caseId), eq(evidence.evidenceId, input.evidenceId)))
        .returning();
      if (!exhibit) throw notFound('exhibit', input.evidenceId);
      const touched = await touchCase(tx, row);
      await append(tx, {
        by,
        action: 'exhibit.judged',
        subject: `evidence:${input.evidenceId}`,
        caseId: input.caseId,
        version: touched.version,
        words: `${by.name} marked ${labelOf(exhibit)} as ${input.admissibility.replace('_', ' ')}`,
        data: { reason: input.reason },
      });
      return { version: touched.version };
    }),

  'cases.eraseExhibit': async (desk, input, by) => {
    let spare: string[] = [];
    const value = await once(desk, by, 'cases.eraseExhibit', input, async (tx) => {
      const erased = await eraseExhibit(tx, input, by);
      spare = erased.spare;
      return { version: erased.version, stillIn: erased.stillIn };
    });
    await eraseFiles(desk, spare);
    return value;
  },

  'cases.relabelClaim': (desk, input, by) =>
    once(desk, by, 'cases.relabelClaim', input, async (tx) => {
      const row = await loadCase(tx, input.caseId);
      requireLease(row, by, tx.now);
      const [relabelled] = await tx
        .update(claim)
        .set({ reason: input.reason })
        .where(and(eq(claim.caseId, input.caseId), eq(claim.claimId, input.claimId)))
        .returning();
      if (!relabelled) throw notFound('claim', input.claimId);
      const touched = await touchCase(tx, row, relabelled.position === 0 ? { reason: input.reason } : {});
      await append(tx, {
        by,
        action: 'claim.relabelled',
        subject: `case:${input.caseId}`,
        caseId: input.caseId,
        version: touched.version,
        words: `${by.name} called claim ${relabelled.position + 1} ${input.reason.replaceAll('_', ' ')}; it came as ${relabelled.firstReason.replaceAll('_', ' ')}`,
      });
      return { version: touched.version };
    }),

  'cases.addNote': (desk, input, by) =>
    once(desk, by, 'cases.addNote', input, async (tx) => {
      const row = await loadCase(tx, input.caseId);
      const added = { noteId: newId(tx.now), caseId: row.caseId, personId: by.personId, personName: by.name, at: tx.now, text: input.text, isHandover: false };
      await tx.insert(note).values(added);
      const touched = await touchCase(tx, row);
      await append(tx, {
        by,
        action: 'note.added',
        subject: `case:${row.caseId}`,
        caseId: row.caseId,
        version: touched.version,
        words: `${by.name} wrote a note`,
        data: { text: input.text },
      });
      return added;
    }),

  'cases.accept': (desk, input, by) =>
    once(desk, by, 'cases.accept', input, async (tx) => {
      const moved = await moveCase(tx, await loadCase(tx, input.caseId), 'accept', by, { isReadOnly: false });
      await append(tx, {
        by,
        action: 'case.accepted',
        subject: `case:${moved.caseId}`,
        caseId: moved.caseId,
        version: moved.version,
        words: `${by.name} let ${referenceOf(moved)} into the queue with its faulty bundle: ${input.reason}`,
        data: { reason: input.reason },
      });
      return { version: moved.version };
    }),
};
