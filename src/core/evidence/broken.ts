import { and, eq, inArray, isNull, or, sql } from 'drizzle-orm';
import { append } from '../audit/append.ts';
import { disputeCase } from '../db/schema/disputeCase.ts';
import { evidence, inspection, vaultFile } from '../db/schema/evidence.ts';
import { deskItself, type Desk } from '../desk.ts';
import { askForInspection } from './ask.ts';
import { forgetLook } from './forget.ts';
import { labelOf } from './label.ts';

/** Notes what a check of everything found broken; ids of exhibits, or hashes of files that no exhibit cites. */
export async function markFound(desk: Desk, ids: readonly string[]): Promise<void> {
  for (const id of ids) {
    const [cited] = await desk.db.select({ sha256: evidence.sha256 }).from(evidence).where(eq(evidence.evidenceId, id));
    await markBroken(desk, cited?.sha256 ?? id);
  }
}

/**
 * Notes, once, that a stored file no longer is what was handed in, on every case that cites it. A broken picture of a file is drawn anew. A desk
 * that only looks notes nothing.
 */
export async function markBroken(desk: Desk, sha256: string): Promise<void> {
  if (desk.mode === 'read') return;
  await desk.write(async (tx) => {
    const marked = await tx
      .update(vaultFile)
      .set({ brokenAt: tx.now, checkedAt: tx.now })
      .where(and(eq(vaultFile.sha256, sha256), isNull(vaultFile.brokenAt)))
      .returning({ sha256: vaultFile.sha256 });
    if (marked.length === 0) return;
    const looks = await tx
      .select({ sha256: inspection.sha256, fileName: evidence.fileName, caseId: evidence.caseId })
      .from(inspection)
      .innerJoin(evidence, eq(evidence.sha256, inspection.sha256))
      .where(or(eq(inspection.previewSha256, sha256), eq(inspection.thumbnailSha256, sha256), eq(inspection.pageSha256, sha256)));
    for (const look of looks) {
      await forgetLook(tx, look.sha256);
      await askForInspection(tx, look.sha256, look.fileName, look.caseId);
    }
    const cited = await tx.select().from(evidence).where(eq(evidence.sha256, sha256));
    for (const item of cited) {
      await append(tx, {
        by: deskItself,
        action: 'evidence.broken',
        subject: `evidence:${item.evidenceId}`,
        caseId: item.caseId,
        words: `The stored copy of ${labelOf(item)} was found damaged; it is not shown any more`,
        data: { sha256 },
      });
    }
    const changed = await tx
      .update(disputeCase)
      .set({ version: sql`${disputeCase.version} + 1` })
      .where(inArray(disputeCase.caseId, cited.map((item) => item.caseId)))
      .returning({ caseId: disputeCase.caseId, version: disputeCase.version });
    for (const one of changed) tx.emit({ type: 'case.changed', ...one });
  });
}
