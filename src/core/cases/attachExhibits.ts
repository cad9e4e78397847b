import { and, count, eq, isNull } from 'drizzle-orm';
import { extname } from 'node:path';
import { caseLimits } from '../../contract/caseLimits.ts';
import type { EvidenceKind, Side } from '../../contract/vocabulary.ts';
import { evidence } from '../db/schema/evidence.ts';
import type { Tx } from '../db/write.ts';
import { askForInspection } from '../evidence/ask.ts';
import { labelOf } from '../evidence/label.ts';
import { DeskError } from '../fault.ts';
import { newId } from '../ids.ts';
import { referenceOf, type CaseRecord } from './lifeCycle.ts';

/** A file that a party sent to a case that is here already; its bytes are in the vault. */
export type SentFile = { kind: EvidenceKind; fileName: string; mediaType: string | null; statement: string | null; sha256: string; size: number };

/** What all files sent together share. `late`: why they are, in words; null when they are in time. */
export type Sending = { side: Side; handedInAt: number; claimIds: string[]; answerId: string | null; /** Begins the ids they get in case.json. */ idStem: string; late: string | null };

/** Makes exhibits of files, with labels for life; their labels. Throws BAD_INPUT when the case would hold more than a case can. */
export async function attachExhibits(tx: Tx, row: CaseRecord, files: readonly SentFile[], sending: Sending): Promise<string[]> {
  if (files.length === 0) return [];
  const rows = await tx.select({ side: evidence.side, labelNumber: evidence.labelNumber, position: evidence.position }).from(evidence).where(eq(evidence.caseId, row.caseId));
  const [own] = await tx.select({ count: count() }).from(evidence).where(and(eq(evidence.caseId, row.caseId), isNull(evidence.attachedTo)));
  if (Number(own?.count ?? 0) + files.length > caseLimits.evidence) {
    throw new DeskError('BAD_INPUT', `With these files ${referenceOf(row)} would hold more than the ${caseLimits.evidence} exhibits a case can.`);
  }
  const label = rows.reduce((last, one) => (one.side === sending.side ? Math.max(last, one.labelNumber) : last), 0) + 1;
  const place = rows.reduce((last, one) => Math.max(last, one.position), -1) + 1;
  const added: (typeof evidence.$inferInsert)[] = files.map(({ sha256, size, mediaType, ...file }, index) => ({
    ...file,
    evidenceId: newId(tx.now),
    caseId: row.caseId,
    sourceEvidenceId: `${sending.idStem}-${index + 1}`,
    position: place + index,
    side: sending.side,
    labelNumber: label + index,
    path: `evidence/${sending.side}/${sending.idStem}-${index + 1}${plainEnding(file.fileName)}`,
    answerId: sending.answerId,
    declaredSha256: sha256,
    declaredSize: size,
    declaredMediaType: mediaType,
    sha256,
    handedInAt: sending.handedInAt,
    claimIds: sending.claimIds,
    state: 'good',
    admissibility: sending.late === null ? 'admitted' : 'late',
    admissibilityReason: sending.late,
  }));
  await tx.insert(evidence).values(added);
  for (const { sha256, fileName } of files) await askForInspection(tx, sha256, fileName, row.caseId);
  tx.emit({ type: 'exhibits.changed', caseId: row.caseId });
  return added.map(({ side, labelNumber }) => labelOf({ side, labelNumber }));
}

/** The ending of a name, where it is one that any file system takes. */
function plainEnding(fileName: string): string {
  const ending = extname(fileName).toLowerCase();
  return /^\.[a-z0-9]{1,8}$/.test(ending) ? ending : '';
}
