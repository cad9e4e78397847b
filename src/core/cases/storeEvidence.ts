import { eq } from 'drizzle-orm';
import type { NeutralCase } from '../../contract/neutralCase.ts';
import { evidence, openedMark } from '../db/schema/evidence.ts';
import type { Tx } from '../db/write.ts';
import { newId } from '../ids.ts';
import type { CaseRecord } from './lifeCycle.ts';

/** What came of one evidence file: kept in the vault under its hash, whatever its state. */
export type EvidenceFile = { sha256: string | null; state: 'good' | 'damaged' | 'missing'; words: string | null };

/** Most rows of one INSERT: keeps the number of bound values far below SQLite's limit. */
const rowsAtOnce = 200;

/**
 * Adds or updates the evidence rows of a case. Labels are given once; what a side no longer sends stays, and so does a file that is
 * only named again; what comes after a ruling was staged is marked late; what was exchanged counts as not opened by anybody.
 */
export async function storeEvidence(tx: Tx, row: CaseRecord, items: NeutralCase['evidence'], files: Map<string, EvidenceFile>): Promise<void> {
  const known = new Map((await tx.select().from(evidence).where(eq(evidence.caseId, row.caseId))).map((one) => [one.sourceEvidenceId, one]));
  const labels = labelsAfter([...known.values()]);
  const isFrozen = row.state === 'staged' || row.state === 'ruled';
  const added: (typeof evidence.$inferInsert)[] = [];
  for (const [position, item] of items.entries()) {
    const earlier = known.get(item.id);
    const content = { ...contentOf(item, position), ...fileOf(item, files.get(item.id), earlier) };
    if (earlier) {
      const { side: _side, ...changeable } = content;
      await tx.update(evidence).set(changeable).where(eq(evidence.evidenceId, earlier.evidenceId));
      // Who opened the file that lay there has not seen this one.
      if (earlier.sha256 !== content.sha256 || earlier.text !== content.text) await tx.delete(openedMark).where(eq(openedMark.evidenceId, earlier.evidenceId));
      continue;
    }
    added.push({
      ...content,
      evidenceId: newId(tx.now),
      caseId: row.caseId,
      sourceEvidenceId: item.id,
      labelNumber: labels(item.side),
      admissibility: isFrozen ? 'late' : 'admitted',
      admissibilityReason: isFrozen ? 'Handed in after the ruling was staged.' : null,
    });
  }
  for (let start = 0; start < added.length; start += rowsAtOnce) await tx.insert(evidence).values(added.slice(start, start + rowsAtOnce));
}

type Item = NeutralCase['evidence'][number];

function contentOf(item: Item, position: number) {
  return {
    position,
    side: item.side,
    kind: item.kind,
    fileName: item.fileName,
    path: item.path,
    // What the document names itself is its own, even if it lay in a mail before.
    attachedTo: null,
    declaredSha256: item.sha256,
    declaredSize: item.size,
    declaredMediaType: item.mediaType,
    statement: item.statement,
    handedInAt: item.handedInAt === null ? null : Date.parse(item.handedInAt),
    claimIds: item.claimIds,
    url: item.url,
    text: item.text,
  };
}

/** A document sent without its files, or a bundle that lost one, must not take away the file that is here. */
function fileOf(item: Item, file: EvidenceFile | undefined, earlier: EvidenceRow | undefined) {
  // What was erased on purpose does not come back with the next copy of the case.
  if (earlier?.state === 'erased') return { sha256: null, text: null, state: earlier.state, stateWords: earlier.stateWords };
  const isSame = earlier?.sha256 && item.path !== null && (item.sha256 === null || item.sha256 === earlier.sha256);
  if (isSame && (file?.sha256 ?? null) === null) return { sha256: earlier.sha256, state: earlier.state, stateWords: earlier.stateWords };
  return { sha256: file?.sha256 ?? null, state: file?.state ?? ('record' as const), stateWords: file?.words ?? null };
}

type EvidenceRow = typeof evidence.$inferSelect;

/** Gives each side its next label number. */
function labelsAfter(known: EvidenceRow[]): (side: Item['side']) => number {
  const last = new Map<Item['side'], number>();
  for (const { side, labelNumber } of known) last.set(side, Math.max(last.get(side) ?? 0, labelNumber));
  return (side) => {
    const next = (last.get(side) ?? 0) + 1;
    last.set(side, next);
    return next;
  };
}
