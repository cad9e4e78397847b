import { and, eq, max } from 'drizzle-orm';
import type { NeutralCase } from '../../contract/neutralCase.ts';
import { evidence } from '../db/schema/evidence.ts';
import type { Tx } from '../db/write.ts';
import { newId } from '../ids.ts';
import type { CaseRecord } from './lifeCycle.ts';

/** What came of one evidence file: kept in the vault under its hash, whatever its state. */
export type EvidenceFile = { sha256: string | null; state: 'good' | 'damaged' | 'missing'; words: string | null };

/**
 * Adds or updates the evidence rows of a case. Labels are given once; what a side no longer sends stays; what comes after a
 * ruling was staged is marked late.
 */
export async function storeEvidence(tx: Tx, row: CaseRecord, items: NeutralCase['evidence'], files: Map<string, EvidenceFile>): Promise<void> {
  const known = await tx.select().from(evidence).where(eq(evidence.caseId, row.caseId));
  const isFrozen = row.state === 'staged' || row.state === 'ruled';
  for (const [position, item] of items.entries()) {
    const file = files.get(item.id);
    const content = {
      position,
      side: item.side,
      kind: item.kind,
      fileName: item.fileName,
      path: item.path,
      declaredSha256: item.sha256,
      declaredSize: item.size,
      declaredMediaType: item.mediaType,
      sha256: file?.sha256 ?? null,
      statement: item.statement,
      handedInAt: item.handedInAt === null ? null : Date.parse(item.handedInAt),
      claimIds: item.claimIds,
      url: item.url,
      text: item.text,
      state: file?.state ?? ('record' as const),
      stateWords: file?.words ?? null,
    };
    const earlier = known.find((one) => one.sourceEvidenceId === item.id);
    if (earlier) {
      const { side: _side, ...changeable } = content;
      await tx.update(evidence).set(changeable).where(eq(evidence.evidenceId, earlier.evidenceId));
      continue;
    }
    await tx.insert(evidence).values({
      ...content,
      evidenceId: newId(tx.now),
      caseId: row.caseId,
      sourceEvidenceId: item.id,
      labelNumber: await nextLabel(tx, row.caseId, item.side),
      admissibility: isFrozen ? 'late' : 'admitted',
      admissibilityReason: isFrozen ? 'Handed in after the ruling was staged.' : null,
    });
  }
}

async function nextLabel(tx: Tx, caseId: string, side: NeutralCase['evidence'][number]['side']): Promise<number> {
  const [last] = await tx
    .select({ label: max(evidence.labelNumber) })
    .from(evidence)
    .where(and(eq(evidence.caseId, caseId), eq(evidence.side, side)));
  return last?.label ? Number(last.label) + 1 : 1;
}
