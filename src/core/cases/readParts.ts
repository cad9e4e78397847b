import { and, asc, desc, eq } from 'drizzle-orm';
import type { Db } from '../db/open.ts';
import { caseOrder, claim, deadline, historyEntry, item, message, parcel, party, remedy } from '../db/schema/caseParts.ts';
import { disputeCase, note } from '../db/schema/disputeCase.ts';
import { evidence, inspection, openedMark, vaultFile } from '../db/schema/evidence.ts';
import { person } from '../db/schema/person.ts';
import { refund, ruling, rulingDraft } from '../db/schema/ruling.ts';
import type { SignedIn } from '../desk.ts';
import { readPayoutsNow } from '../refunds/payoutNow.ts';

/** The rows of the neutral case, in the order of the document. */
export async function readNeutralParts(db: Db, caseId: string) {
  const [order] = await db.select().from(caseOrder).where(eq(caseOrder.caseId, caseId));
  return {
    order: order ?? null,
    parties: await db.select().from(party).where(eq(party.caseId, caseId)).orderBy(asc(party.position)),
    items: await db.select().from(item).where(eq(item.caseId, caseId)).orderBy(asc(item.position)),
    claims: await db.select().from(claim).where(eq(claim.caseId, caseId)).orderBy(asc(claim.position)),
    remedies: await db.select().from(remedy).where(eq(remedy.caseId, caseId)).orderBy(asc(remedy.position)),
    messages: await db.select().from(message).where(eq(message.caseId, caseId)).orderBy(asc(message.position)),
    parcels: await db.select().from(parcel).where(eq(parcel.caseId, caseId)).orderBy(asc(parcel.position)),
    deadlines: await db.select().from(deadline).where(eq(deadline.caseId, caseId)).orderBy(asc(deadline.position)),
    history: await db.select().from(historyEntry).where(eq(historyEntry.caseId, caseId)).orderBy(asc(historyEntry.position)),
  };
}
export type NeutralParts = Awaited<ReturnType<typeof readNeutralParts>>;

/** A case's evidence with what inspection found and whether `by` opened it. */
export function readEvidence(db: Db, caseId: string, by: SignedIn) {
  return db
    .select({ row: evidence, found: inspection, openedAt: openedMark.at, brokenAt: vaultFile.brokenAt })
    .from(evidence)
    .leftJoin(inspection, eq(inspection.sha256, evidence.sha256))
    .leftJoin(vaultFile, eq(vaultFile.sha256, evidence.sha256))
    .leftJoin(openedMark, and(eq(openedMark.evidenceId, evidence.evidenceId), eq(openedMark.personId, by.personId)))
    .where(eq(evidence.caseId, caseId))
    .orderBy(asc(evidence.position));
}
export type EvidenceRow = Awaited<ReturnType<typeof readEvidence>>[number];

/** The case's own row with the name of who holds it; undefined when there is no such case. */
export async function readCaseRow(db: Db, caseId: string) {
  const [found] = await db
    .select({ row: disputeCase, holderName: person.name })
    .from(disputeCase)
    .leftJoin(person, eq(person.personId, disputeCase.leasePersonId))
    .where(eq(disputeCase.caseId, caseId));
  return found;
}

/** What people of this desk added: notes, rulings, money, and the draft of `by`. */
export async function readDeskParts(db: Db, caseId: string, by: SignedIn) {
  const [draft] = await db
    .select()
    .from(rulingDraft)
    .where(and(eq(rulingDraft.caseId, caseId), eq(rulingDraft.personId, by.personId)));
  const refunds = await db.select().from(refund).where(eq(refund.caseId, caseId)).orderBy(asc(refund.createdAt));
  return {
    draft: draft?.draft ?? null,
    draftVersion: draft?.version ?? 0,
    notes: await db.select().from(note).where(eq(note.caseId, caseId)).orderBy(asc(note.at)),
    rulings: await db.select().from(ruling).where(eq(ruling.caseId, caseId)).orderBy(desc(ruling.stagedAt)),
    refunds,
    payouts: await readPayoutsNow(db, refunds),
  };
}
export type DeskParts = Awaited<ReturnType<typeof readDeskParts>>;
