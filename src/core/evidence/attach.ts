import { and, asc, eq } from 'drizzle-orm';
import { append } from '../audit/append.ts';
import { disputeCase } from '../db/schema/disputeCase.ts';
import { evidence, inspection, openedMark } from '../db/schema/evidence.ts';
import type { Db } from '../db/open.ts';
import type { Tx } from '../db/write.ts';
import { deskItself, type Desk } from '../desk.ts';
import { newId, sha256 as hash } from '../ids.ts';
import { areAttachmentsAskedFor, askForAttachments, askForInspection, isLookPending } from './ask.ts';
import { attachmentId } from './attachmentId.ts';
import type { MailAttachment } from './attachmentsOf.ts';
import { forgetUnused } from './forget.ts';
import { judgementsWaiting } from './judgementsWaiting.ts';
import { eraseFiles, findFile, keepFile, readWhole } from './keep.ts';
import { labelOf } from './label.ts';
import { isFrozen, lateCopyId, markOf } from './lateCopy.ts';
import { attachmentsAside } from './lookAside.ts';

type Row = typeof evidence.$inferSelect;
type Attached = Omit<MailAttachment, 'bytes'> & { sha256: string; size: number };

/** Mails within mails are opened this deep; one that holds itself is opened no further. */
const mostDepth = 3;
/** Exhibits that may come out of the mails of one case: mails within mails multiply. */
const mostInCase = 500;
/** How often a case that is not ready is left alone before its attachments are taken anyway. */
const mostTries = 20;

/** Makes exhibits of what is attached to the mails of a case. Done again it changes nothing. */
export async function takeAttachments(desk: Desk, caseId: string, sha256: string, tries: number, signal: AbortSignal): Promise<void> {
  if (await areAttachmentsAskedFor(desk.db, caseId)) return;
  if (tries < mostTries && (await isLookPending(desk.db, caseId))) return desk.write((tx) => askForAttachments(tx, caseId, sha256, tries + 1));
  // A mail within that is known from another case is not looked into again, so nothing would ask for its attachments.
  for (let depth = 0; depth < mostDepth; depth += 1) if (!(await takeRound(desk, caseId, signal))) return;
}

async function takeRound(desk: Desk, caseId: string, signal: AbortSignal): Promise<boolean> {
  const rows = await rowsOf(desk.db, caseId);
  const found: { mail: Row; parts: Attached[] }[] = [];
  for (const mail of await mailsOf(desk.db, caseId)) {
    if (depthOf(mail, rows) < mostDepth) found.push({ mail, parts: await keepParts(desk, mail, rows, signal) });
  }
  const { isChanged, spare } = await desk.write(async (tx) => {
    const before = [...(await rowsOf(tx, caseId)).values()].flatMap((row) => (row.attachedTo !== null && row.sha256 !== null ? [row.sha256] : []));
    const isChanged = await storeParts(tx, caseId, found);
    // Parts that no row came to name, because their mail was erased meanwhile or holds too many, and parts that were replaced.
    return { isChanged, spare: await forgetUnused(tx, [...before, ...found.flatMap(({ parts }) => parts.map((part) => part.sha256))]) };
  });
  await eraseFiles(desk, spare);
  return isChanged;
}

async function mailsOf(db: Db, caseId: string): Promise<Row[]> {
  const mails = await db
    .select({ mail: evidence })
    .from(evidence)
    .innerJoin(inspection, eq(inspection.sha256, evidence.sha256))
    .where(and(eq(evidence.caseId, caseId), eq(inspection.show, 'email')))
    .orderBy(asc(evidence.position));
  return mails.map(({ mail }) => mail);
}

async function rowsOf(db: Db, caseId: string): Promise<Map<string, Row>> {
  const rows = await db.select().from(evidence).where(eq(evidence.caseId, caseId));
  return new Map(rows.map((row) => [row.sourceEvidenceId, row]));
}

/** How many mails a file lies in. */
function depthOf(row: Row, rows: Map<string, Row>): number {
  const byId = new Map([...rows.values()].map((one) => [one.evidenceId, one]));
  let depth = 0;
  for (let at = row.attachedTo; at !== null && depth < mostDepth; at = byId.get(at)?.attachedTo ?? null) depth += 1;
  return depth;
}

async function keepParts(desk: Desk, mail: Row, rows: Map<string, Row>, signal: AbortSignal): Promise<Attached[]> {
  const file = mail.sha256 ? await findFile(desk.db, mail.sha256) : undefined;
  if (!file) return [];
  const parts = await attachmentsAside(async () => ({ bytes: await readWhole(desk, file), fileName: mail.fileName, size: file.size }), signal);
  const kept: Attached[] = [];
  for (const [place, { bytes, ...part }] of parts.entries()) {
    const sha256 = hash(bytes);
    const known = rows.get(attachmentId(mail.sourceEvidenceId, place + 1));
    // What was forgotten on purpose must not come back out of its mail.
    const isOurs = known === undefined || (known.attachedTo === mail.evidenceId && known.state !== 'erased');
    const here = isOurs ? await findFile(desk.db, sha256) : undefined;
    if (isOurs && (!here || here.brokenAt !== null)) await keepFile(desk, once(bytes), signal);
    kept.push({ ...part, sha256, size: bytes.length });
  }
  return kept;
}

/** Writes the rows that are not there yet, in the order of the mails; true when any was written. */
async function storeParts(tx: Tx, caseId: string, found: { mail: Row; parts: Attached[] }[]): Promise<boolean> {
  const rows = await rowsOf(tx, caseId);
  const [held] = await tx.select({ version: disputeCase.version, state: disputeCase.state }).from(disputeCase).where(eq(disputeCase.caseId, caseId));
  if (!held) return false;
  const judgements = await judgementsWaiting(tx, caseId);
  const written: Row[] = [];
  for (const { mail: seen, parts } of found) {
    const mail = rows.get(seen.sourceEvidenceId);
    if (!mail || mail.sha256 !== seen.sha256) continue;
    for (const [place, part] of parts.entries()) {
      const id = attachmentId(mail.sourceEvidenceId, place + 1);
      const row = await storePart(tx, mail, id, part, rows, judgements.get(id), isFrozen(held.state));
      if (!row) continue;
      rows.set(row.sourceEvidenceId, row);
      written.push(row);
    }
  }
  if (written.length === 0) return false;
  for (const row of written) if (row.sha256) await askForInspection(tx, row.sha256, row.fileName, caseId);
  tx.emit({ type: 'exhibits.changed', caseId });
  await append(tx, {
    by: deskItself,
    action: 'evidence.attachmentsFound',
    subject: `case:${caseId}`,
    caseId,
    version: held.version,
    words: `Taken out of mails: ${written.map((row) => `${labelOf(row)} ${row.fileName}`).join(', ')}`.slice(0, 2_000).toWellFormed(),
    data: { attachments: written.map(({ evidenceId, attachedTo, sha256, admissibility }) => ({ evidenceId, attachedTo, sha256, admissibility })) },
  });
  return true;
}

type Judgement = Pick<Row, 'admissibility' | 'admissibilityReason'>;

async function storePart(tx: Tx, mail: Row, ownId: string, part: Attached, rows: Map<string, Row>, judgement: Judgement | undefined, isRuledOn: boolean): Promise<Row | undefined> {
  const content = { sha256: part.sha256, declaredSize: part.size, declaredMediaType: part.mediaType === 'application/octet-stream' ? null : part.mediaType, fileName: part.fileName, kind: part.kind };
  const known = rows.get(ownId);
  // The document may name a file so itself, or the file may be forgotten: neither is ours to change. A mail sent again may hold another one.
  if (known && (known.attachedTo !== mail.evidenceId || known.state === 'erased' || known.sha256 === part.sha256)) return undefined;
  if (known && !isRuledOn) {
    await tx.delete(openedMark).where(eq(openedMark.evidenceId, known.evidenceId));
    const [changed] = await tx.update(evidence).set(content).where(eq(evidence.evidenceId, known.evidenceId)).returning();
    return changed;
  }
  const id = known ? lateCopyId(ownId, markOf([part.sha256])) : ownId;
  if (known && rows.has(id)) return undefined;
  const all = [...rows.values()];
  if (all.filter((row) => row.attachedTo !== null).length >= mostInCase) return undefined;
  const { caseId, side, handedInAt, claimIds, admissibility, admissibilityReason } = mail;
  const [added] = await tx
    .insert(evidence)
    .values({
      ...content,
      ...(judgement ?? { admissibility, admissibilityReason }),
      ...(known ? { admissibility: 'late' as const, admissibilityReason: `Found in its mail after the ruling was staged; ${labelOf(known)} stays as it was ruled on.` } : {}),
      evidenceId: newId(tx.now),
      caseId,
      sourceEvidenceId: id,
      attachedTo: mail.evidenceId,
      position: Math.max(...all.map((row) => row.position)) + 1,
      side,
      labelNumber: Math.max(...all.filter((row) => row.side === side).map((row) => row.labelNumber)) + 1,
      handedInAt,
      claimIds,
      state: 'good',
    })
    .returning();
  return added;
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
