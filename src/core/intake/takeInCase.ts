import { and, eq } from 'drizzle-orm';
import type { ImportedCase } from '../../contract/intake.ts';
import type { TriageDocument } from '../../contract/rulings.ts';
import { referenceOf } from '../cases/lifeCycle.ts';
import { storeCase, type IncomingCase } from '../cases/storeCase.ts';
import { claim } from '../db/schema/caseParts.ts';
import { disputeCase, note } from '../db/schema/disputeCase.ts';
import { evidence, rawFile } from '../db/schema/evidence.ts';
import type { Tx } from '../db/write.ts';
import type { Desk, SignedIn } from '../desk.ts';
import { askForInspection } from '../evidence/inspect.ts';

/** One source file of a case, already in the vault. */
export type RawFile = { path: string; sha256: string };

export type TakenIn = Pick<ImportedCase, 'caseId' | 'reference' | 'source' | 'sourceId' | 'result'>;

/** Stores a case whose files are in the vault, with what an earlier desk noted, and asks for a look into each file. */
export function takeInCase(desk: Desk, incoming: IncomingCase, triage: TriageDocument | null, by: SignedIn, importId: string, raw: RawFile[]): Promise<TakenIn> {
  return desk.write(async (tx) => {
    const { row, result } = await storeCase(tx, incoming, by);
    if (triage) await applyTriage(tx, row.caseId, triage);
    if (result !== 'unchanged') {
      for (const { path, sha256 } of raw) await tx.insert(rawFile).values({ caseId: row.caseId, importId, path, sha256 }).onConflictDoNothing();
      for (const item of incoming.neutral.evidence) {
        const sha256 = incoming.files.get(item.id)?.sha256;
        if (sha256) await askForInspection(tx, sha256, item.fileName, row.caseId);
      }
    }
    return { caseId: row.caseId, reference: referenceOf(row), source: row.source, sourceId: row.sourceId, result };
  });
}

/** Notes, judgements and labels of the desk a bundle comes from; notes that are here already stay as they are. */
async function applyTriage(tx: Tx, caseId: string, triage: TriageDocument): Promise<void> {
  for (const one of triage.notes) {
    const row = { noteId: one.noteId, caseId, personId: 'elsewhere', personName: one.personName, at: Date.parse(one.at), text: one.text };
    await tx.insert(note).values(row).onConflictDoNothing();
  }
  for (const one of triage.admissibility) {
    await tx
      .update(evidence)
      .set({ admissibility: one.admissibility, admissibilityReason: one.reason })
      .where(and(eq(evidence.caseId, caseId), eq(evidence.sourceEvidenceId, one.evidenceId)));
  }
  for (const one of triage.relabelled) {
    const [relabelled] = await tx
      .update(claim)
      .set({ reason: one.reason })
      .where(and(eq(claim.caseId, caseId), eq(claim.claimId, one.claimId)))
      .returning();
    if (relabelled?.position === 0) await tx.update(disputeCase).set({ reason: one.reason }).where(eq(disputeCase.caseId, caseId));
  }
}
