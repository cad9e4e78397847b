import { and, eq } from 'drizzle-orm';
import type { ImportedCase } from '../../contract/intake.ts';
import type { TriageDocument } from '../../contract/bundleDocuments.ts';
import { append } from '../audit/append.ts';
import { referenceOf, touchCase, type CaseRecord } from '../cases/lifeCycle.ts';
import { storeCase, type IncomingCase } from '../cases/storeCase.ts';
import { claim } from '../db/schema/caseParts.ts';
import { disputeCase, note } from '../db/schema/disputeCase.ts';
import { evidence, rawFile } from '../db/schema/evidence.ts';
import { keptFile } from '../db/schema/intake.ts';
import type { Tx } from '../db/write.ts';
import type { Desk, SignedIn } from '../desk.ts';
import { askForInspection } from '../evidence/ask.ts';
import { isAttachmentId } from '../evidence/attachmentId.ts';
import { erasedHashes } from '../evidence/erased.ts';
import { forgetUnused } from '../evidence/forget.ts';
import { judgementsWaiting } from '../evidence/judgementsWaiting.ts';
import { eraseFiles, recordFiles } from '../evidence/keep.ts';
import { placeAgain } from '../queues/place.ts';
import type { SealedFile } from '../evidence/vault/sealFile.ts';

/** One source file of a case, already in the vault. */
export type RawFile = { path: string; sha256: string };

export type TakenIn = Pick<ImportedCase, 'caseId' | 'reference' | 'source' | 'sourceId' | 'result'>;

/** Files that go with a case: `sealed` have settled in the vault without a row yet, `raw` it was read from, `uncited` nobody names. */
export type FilesWith = { raw: RawFile[]; uncited?: RawFile[]; sealed?: SealedFile[] };

/** Stores a case and its files in one transaction, with what an earlier desk noted, and asks for a look into each file. */
export async function takeInCase(
  desk: Desk,
  incoming: IncomingCase,
  triage: TriageDocument | null,
  by: SignedIn,
  importId: string,
  { raw, uncited = [], sealed = [] }: FilesWith,
): Promise<TakenIn> {
  const { spare, ...taken } = await desk.write(async (tx) => {
    const spare = await recordFiles(tx, sealed);
    const { row, result, replaced } = await storeCase(tx, incoming, by);
    if (triage) await applyTriage(tx, row, result === 'created', triage, by);
    if (result !== 'unchanged') {
      for (const { path, sha256 } of raw) await tx.insert(rawFile).values({ caseId: row.caseId, importId, path, sha256 }).onConflictDoNothing();
      for (const item of incoming.neutral.evidence) {
        const sha256 = incoming.files.get(item.id)?.sha256;
        if (sha256) await askForInspection(tx, sha256, item.fileName, row.caseId);
      }
    }
    const erased = uncited.length > 0 ? await erasedHashes(tx, row.caseId) : new Set();
    for (const { path, sha256 } of uncited) if (!erased.has(sha256)) await tx.insert(keptFile).values({ importId, path, sha256 }).onConflictDoNothing();
    // A file that was erased on purpose came along again, or one lost its place: a key nobody can ask for must not outlive an erasing.
    spare.push(...(await forgetUnused(tx, [...sealed.map((file) => file.sha256), ...replaced])));
    return { caseId: row.caseId, reference: referenceOf(row), source: row.source, sourceId: row.sourceId, result, spare };
  });
  await eraseFiles(desk, spare);
  return taken;
}

/**
 * Notes, judgements and labels of the desk a bundle comes from, into the log like everything else. Notes that are here already stay as they
 * are. Once a mediator has taken the case, only notes are added: a bundle must not change the evidence under a ruling.
 */
async function applyTriage(tx: Tx, row: CaseRecord, isNew: boolean, triage: TriageDocument, by: SignedIn): Promise<void> {
  const isOpen = isNew || row.state === 'received' || row.state === 'queued';
  const notes = await addNotes(tx, row.caseId, triage.notes);
  const judged = isOpen ? await judge(tx, row.caseId, triage.admissibility) : [];
  const waiting = isOpen ? await stillWaiting(tx, row.caseId, triage.admissibility) : [];
  const relabelled = isOpen ? await relabel(tx, row.caseId, triage.relabelled) : [];
  if (notes.length + judged.length + waiting.length + relabelled.length === 0) return;
  const version = isNew ? row.version : (await touchCase(tx, row)).version;
  await append(tx, {
    by,
    action: 'case.triageCame',
    subject: `case:${row.caseId}`,
    caseId: row.caseId,
    version,
    words: `Notes and judgements of another desk came with ${referenceOf(row)}`,
    data: { notes, judged, waiting, relabelled },
  });
}

async function addNotes(tx: Tx, caseId: string, notes: TriageDocument['notes']): Promise<string[]> {
  const added: string[] = [];
  for (const one of notes) {
    const row = { noteId: one.noteId, caseId, personId: 'elsewhere', personName: one.personName, at: Date.parse(one.at), text: one.text };
    added.push(...(await tx.insert(note).values(row).onConflictDoNothing().returning({ noteId: note.noteId })).map(({ noteId }) => noteId));
  }
  return added;
}

async function judge(tx: Tx, caseId: string, judgements: TriageDocument['admissibility']): Promise<TriageDocument['admissibility']> {
  const changed: TriageDocument['admissibility'] = [];
  for (const one of judgements) {
    const here = and(eq(evidence.caseId, caseId), eq(evidence.sourceEvidenceId, one.evidenceId));
    const [found] = await tx.select().from(evidence).where(here);
    if (!found || (found.admissibility === one.admissibility && found.admissibilityReason === one.reason)) continue;
    await tx.update(evidence).set({ admissibility: one.admissibility, admissibilityReason: one.reason }).where(here);
    changed.push(one);
  }
  if (changed.length > 0) await placeAgain(tx, caseId);
  return changed;
}

/** Judgements on attachments that nobody took out of their mail here yet: the log keeps them until then, each once. */
async function stillWaiting(tx: Tx, caseId: string, judgements: TriageDocument['admissibility']): Promise<TriageDocument['admissibility']> {
  const here = new Set((await tx.select({ id: evidence.sourceEvidenceId }).from(evidence).where(eq(evidence.caseId, caseId))).map(({ id }) => id));
  const kept = await judgementsWaiting(tx, caseId);
  return judgements.filter(({ evidenceId, admissibility, reason }) => {
    const known = kept.get(evidenceId);
    return !here.has(evidenceId) && isAttachmentId(evidenceId) && (known?.admissibility !== admissibility || known.admissibilityReason !== reason);
  });
}

async function relabel(tx: Tx, caseId: string, labels: TriageDocument['relabelled']): Promise<TriageDocument['relabelled']> {
  const changed: TriageDocument['relabelled'] = [];
  for (const one of labels) {
    const here = and(eq(claim.caseId, caseId), eq(claim.claimId, one.claimId));
    const [found] = await tx.select().from(claim).where(here);
    if (!found || found.reason === one.reason) continue;
    await tx.update(claim).set({ reason: one.reason }).where(here);
    if (found.position === 0) await tx.update(disputeCase).set({ reason: one.reason }).where(eq(disputeCase.caseId, caseId));
    changed.push(one);
  }
  return changed;
}
