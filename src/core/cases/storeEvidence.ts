import { and, eq } from 'drizzle-orm';
import { randomUUID } from 'node:crypto';
import type { NeutralCase } from '../../contract/neutralCase.ts';
import { isWord } from '../db/literal.ts';
import { evidence, openedMark } from '../db/schema/evidence.ts';
import { ruling } from '../db/schema/ruling.ts';
import type { Tx } from '../db/write.ts';
import { labelOf } from '../evidence/label.ts';
import { isFrozen, lateCopyId, lateCopyPath, markOf } from '../evidence/lateCopy.ts';
import { newId } from '../ids.ts';
import type { CaseRecord } from './lifeCycle.ts';

/** What came of one evidence file: kept in the vault under its hash, whatever its state. */
export type EvidenceFile = { sha256: string | null; state: 'good' | 'damaged' | 'missing'; words: string | null };

/** Most rows of one INSERT: keeps the number of bound values far below SQLite's limit. */
const rowsAtOnce = 200;

/**
 * Adds or updates the evidence rows of a case. Labels are given once; what a side no longer sends stays, and so does a file that is
 * only named again; what was exchanged counts as not opened by anybody. Once a ruling was staged no row changes: what comes is marked late, and
 * other content under a known id becomes an exhibit of its own. Under appeal what comes is as good as any, but what was ruled on stays. Gives the hashes of the files that were replaced.
 */
export async function storeEvidence(tx: Tx, row: CaseRecord, items: NeutralCase['evidence'], files: Map<string, EvidenceFile>): Promise<string[]> {
  const isRuledOn = isFrozen(row.state) || (await tx.$count(ruling, and(eq(ruling.caseId, row.caseId), isWord(ruling.state, 'effective')))) > 0n;
  const rows = await tx.select().from(evidence).where(eq(evidence.caseId, row.caseId));
  const known = new Map<string, Known>(rows.map((one) => [one.sourceEvidenceId, one]));
  const labels = labelsAfter(rows);
  const afterAll = rows.reduce((last, one) => Math.max(last, one.position), -1) + 1;
  const added: (typeof evidence.$inferInsert)[] = [];
  const replaced: string[] = [];
  for (const [position, item] of items.entries()) {
    const earlier = known.get(item.id);
    const content = { ...contentOf(item, position), ...fileOf(item, files.get(item.id), earlier) };
    if (earlier && !isRuledOn) {
      const { side: _side, ...changeable } = content;
      await tx.update(evidence).set(changeable).where(eq(evidence.evidenceId, earlier.evidenceId));
      if (earlier.sha256 !== null && earlier.sha256 !== content.sha256) replaced.push(earlier.sha256);
      // Who opened the file that lay there has not seen this one.
      if (earlier.sha256 !== content.sha256 || earlier.text !== content.text) await tx.delete(openedMark).where(eq(openedMark.evidenceId, earlier.evidenceId));
      continue;
    }
    const sourceEvidenceId = freeId(item.id, content, known);
    if (sourceEvidenceId === null) continue;
    const evidenceId = newId(tx.now);
    const labelNumber = labels(item.side);
    const place = isRuledOn ? { ...placeOf(content, earlier && sourceEvidenceId), position: afterAll + added.length } : {};
    const late = isFrozen(row.state) ? markLate(earlier) : {};
    const one = { ...content, ...newlyIn({ evidenceId, caseId: row.caseId, sourceEvidenceId, labelNumber }), ...place, ...late };
    known.set(sourceEvidenceId, one);
    added.push(one);
  }
  for (let start = 0; start < added.length; start += rowsAtOnce) await tx.insert(evidence).values(added.slice(start, start + rowsAtOnce));
  return replaced;
}

/** The evidence rows of a case that is new here; `nextId` names each. Pure. */
export function newEvidenceRows(caseId: string, items: NeutralCase['evidence'], files: ReadonlyMap<string, EvidenceFile>, nextId: () => string) {
  const labels = labelsAfter([]);
  return items.map((item, position) => ({
    ...contentOf(item, position),
    ...fileOf(item, files.get(item.id), undefined),
    ...newlyIn({ evidenceId: nextId(), caseId, sourceEvidenceId: item.id, labelNumber: labels(item.side) }),
  }));
}

/** What an exhibit begins as: admitted, until somebody judges otherwise. */
function newlyIn<Named>(named: Named) {
  return { ...named, admissibility: 'admitted' as const, admissibilityReason: null };
}

type EvidenceRow = typeof evidence.$inferSelect;
/** What an exhibit says: its file and its words. */
type Content = Pick<EvidenceRow, 'sha256' | 'declaredSha256' | 'statement' | 'text' | 'url'>;
type Known = Content & Pick<EvidenceRow, 'evidenceId' | 'side' | 'labelNumber' | 'state' | 'stateWords'>;

/** A document that names more ids of late copies than this, each with other content, is hostile. */
const mostTaken = 16;

/** The id to store an item under: its own, or that of a late copy when a frozen row holds other content; null when the same is there already. */
function freeId(ownId: string, content: Content, known: Map<string, Known>): string | null {
  const mark = markOf([content.sha256 ?? content.declaredSha256, content.statement, content.text, content.url]);
  let id = ownId;
  for (let taken = 0; taken < mostTaken; taken += 1) {
    const there = known.get(id);
    if (!there) return id;
    if (there.state === 'erased' || !saysMore(content, there)) return null;
    id = lateCopyId(id, mark);
  }
  return lateCopyId(ownId, randomUUID());
}

/** Whether what was sent holds another file or other words than a row; what it only leaves out is nothing new. */
function saysMore(sent: Content, there: Content): boolean {
  const isOtherFile = sent.sha256 !== null ? sent.sha256 !== there.sha256 : sent.declaredSha256 !== null && ![there.sha256, there.declaredSha256].includes(sent.declaredSha256);
  return isOtherFile || (['statement', 'text', 'url'] as const).some((words) => sent[words] !== null && sent[words] !== there[words]);
}

function markLate(earlier: Known | undefined) {
  const admissibilityReason = earlier
    ? `Sent in place of ${labelOf(earlier)} after the ruling was staged; ${labelOf(earlier)} stays as it was ruled on.`
    : 'Handed in after the ruling was staged.';
  return { admissibility: 'late' as const, admissibilityReason };
}

/** A late copy leaves the place in the bundle to the exhibit it would have replaced. */
function placeOf({ path, side, fileName }: Pick<EvidenceRow, 'path' | 'side' | 'fileName'>, copyId: string | undefined) {
  return path === null || copyId === undefined ? {} : { path: lateCopyPath(side, copyId, fileName) };
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
function fileOf(item: Item, file: EvidenceFile | undefined, earlier: Known | undefined) {
  // What was erased on purpose does not come back with the next copy of the case.
  if (earlier?.state === 'erased') return { sha256: null, text: null, state: earlier.state, stateWords: earlier.stateWords };
  const isSame = earlier?.sha256 && item.path !== null && (item.sha256 === null || item.sha256 === earlier.sha256);
  if (isSame && (file?.sha256 ?? null) === null) return { sha256: earlier.sha256, state: earlier.state, stateWords: earlier.stateWords };
  return { sha256: file?.sha256 ?? null, state: file?.state ?? ('record' as const), stateWords: file?.words ?? null };
}

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
