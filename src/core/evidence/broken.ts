import { and, eq, isNull } from 'drizzle-orm';
import { append } from '../audit/append.ts';
import { disputeCase } from '../db/schema/disputeCase.ts';
import { evidence, vaultFile } from '../db/schema/evidence.ts';
import { deskItself, type Desk } from '../desk.ts';
import { labelOf } from './label.ts';

/** Notes that a stored file no longer is what was handed in: on every case that cites it, once. A desk that only looks notes nothing. */
export async function markBroken(desk: Desk, sha256: string): Promise<void> {
  if (desk.mode === 'read') return;
  await desk.write(async (tx) => {
    const marked = await tx
      .update(vaultFile)
      .set({ brokenAt: tx.now, checkedAt: tx.now })
      .where(and(eq(vaultFile.sha256, sha256), isNull(vaultFile.brokenAt)))
      .returning({ sha256: vaultFile.sha256 });
    if (marked.length === 0) return;
    const cited = await tx
      .select({ item: evidence, version: disputeCase.version })
      .from(evidence)
      .innerJoin(disputeCase, eq(disputeCase.caseId, evidence.caseId))
      .where(eq(evidence.sha256, sha256));
    for (const { item, version } of cited) {
      await append(tx, {
        by: deskItself,
        action: 'evidence.broken',
        subject: `evidence:${item.evidenceId}`,
        caseId: item.caseId,
        words: `The stored copy of ${labelOf(item)} was found damaged; it is not shown any more`,
        data: { sha256 },
      });
      tx.emit({ type: 'case.changed', caseId: item.caseId, version });
    }
  });
}
