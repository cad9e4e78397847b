import { and, asc, desc, eq, isNull, ne } from 'drizzle-orm';
import { z } from 'zod';
import type { RulingDocument, TriageDocument } from '../../contract/bundleDocuments.ts';
import { lineOf } from '../audit/checkpointText.ts';
import { newestCheckpoint } from '../audit/sign.ts';
import { referenceOf } from '../cases/lifeCycle.ts';
import { readOwnWords } from '../cases/ownWords.ts';
import { spotLabel } from '../cases/spotLabel.ts';
import { toNeutral } from '../cases/toNeutral.ts';
import { toMoney } from '../db/schema/columns.ts';
import { claim } from '../db/schema/caseParts.ts';
import { spot } from '../db/schema/board.ts';
import { disputeCase, note } from '../db/schema/disputeCase.ts';
import { evidence, vaultFile } from '../db/schema/evidence.ts';
import { refundSheet, termsOf } from '../db/schema/refundSheet.ts';
import { finding, findingExhibit, findingSpot, ruling } from '../db/schema/ruling.ts';
import type { Db } from '../db/open.ts';
import type { Desk } from '../desk.ts';
import { notFound } from '../fault.ts';
import { readKept } from '../evidence/keep.ts';
import { labelOf } from '../evidence/label.ts';
import { exportPaths } from './exportPaths.ts';
import { writeBundle, type OutgoingBundle } from './bundle/writeBundle.ts';

/** What of a frozen case file names the files that were ruled on. */
const Frozen = z.object({ exhibits: z.array(z.object({ evidenceId: z.string(), sha256: z.string().nullable(), state: z.string() })) });

/** Writes a case with its files, its ruling and the desk's notes as a zipped bundle; the same case at the same state of the log gives the same bytes. NOT_FOUND. */
export async function exportCase(desk: Desk, caseId: string, out: string): Promise<{ fileName: string }> {
  const { bundle, fileName } = await bundleOfCase(desk, caseId);
  await writeBundle(out, bundle, { as: 'zip' });
  return { fileName };
}

/** A case with its files, its ruling and the desk's notes, as a bundle that is yet to be written. NOT_FOUND. */
export async function bundleOfCase(desk: Desk, caseId: string): Promise<{ bundle: OutgoingBundle; fileName: string }> {
  const [row] = await desk.db.select().from(disputeCase).where(eq(disputeCase.caseId, caseId));
  if (!row) throw notFound('case', caseId);
  const held = await desk.db
    .select({ item: evidence, file: vaultFile })
    .from(evidence)
    .innerJoin(vaultFile, eq(vaultFile.sha256, evidence.sha256))
    // A file that broke in the vault stays out; the bundle names it, and whoever reads it is told that it is missing.
    .where(and(eq(evidence.caseId, caseId), isNull(vaultFile.brokenAt)))
    .orderBy(asc(evidence.position));
  const sent = await toNeutral(desk.db, caseId);
  const own = await readOwnWords(desk.db, caseId);
  const whole = { ...sent, messages: [...sent.messages, ...own.messages], remedies: [...sent.remedies, ...own.remedies] };
  const kept = new Map(held.map(({ item, file }) => [item.sourceEvidenceId, file]));
  const labels = new Map((await desk.db.select().from(evidence).where(eq(evidence.caseId, caseId))).map((item) => [item.sourceEvidenceId, labelOf(item)]));
  const paths = exportPaths(whole.evidence.map((item) => ({ ...item, keptSha256: kept.get(item.id)?.sha256 ?? null, label: labels.get(item.id) ?? item.id })));
  const caseDocument = { ...whole, evidence: whole.evidence.map((item) => ({ ...item, path: paths.get(item.id) ?? null })) };
  // Several exhibits may be one file; then it goes along once.
  const files = new Map(
    caseDocument.evidence.flatMap(({ id, path }) => {
      const file = kept.get(id);
      return file && path !== null ? [[path, { path, size: file.size, sha256: file.sha256, open: () => readKept(desk, file) }] as const] : [];
    }),
  );
  const decided = row.carriedRuling ?? (await toRulingDocument(desk.db, caseId));
  const triage = await toTriageDocument(desk.db, caseId);
  const newest = await newestCheckpoint(desk.db);
  const bundle = { caseDocument, ...(decided ? { ruling: decided } : {}), ...(triage ? { triage } : {}), files: [...files.values()], baggedAt: row.receivedAt, ...(newest ? { anchor: `${lineOf(newest)}\n` } : {}) };
  return { bundle, fileName: `${referenceOf(row)}.zip` };
}

async function toRulingDocument(db: Db, caseId: string): Promise<RulingDocument | null> {
  const [row] = await db
    .select()
    .from(ruling)
    .where(and(eq(ruling.caseId, caseId), eq(ruling.state, 'effective')))
    .orderBy(desc(ruling.effectiveAt))
    .limit(1);
  if (!row) return null;
  const [worked] = await db.select({ sheet: refundSheet.sheet }).from(refundSheet).where(eq(refundSheet.rulingId, row.rulingId));
  const sheet = worked?.sheet ?? null;
  const findings = await db.select().from(finding).where(eq(finding.rulingId, row.rulingId)).orderBy(asc(finding.position));
  const cited = await db
    .select({ claimId: findingExhibit.claimId, item: evidence })
    .from(findingExhibit)
    .innerJoin(evidence, eq(evidence.evidenceId, findingExhibit.evidenceId))
    .where(eq(findingExhibit.rulingId, row.rulingId))
    .orderBy(asc(findingExhibit.claimId), asc(findingExhibit.position));
  const places = await db
    .select({ claimId: findingSpot.claimId, spot, item: evidence })
    .from(findingSpot)
    .innerJoin(spot, eq(spot.spotId, findingSpot.spotId))
    .leftJoin(evidence, eq(evidence.evidenceId, spot.evidenceId))
    .where(eq(findingSpot.rulingId, row.rulingId))
    .orderBy(asc(findingSpot.claimId), asc(findingSpot.position));
  const ruledOn = filesOf(row.frozenFile);
  return {
    schema: 'dispute-ruling/1',
    ruling: {
      outcome: row.outcome,
      withReturn: row.withReturn,
      reason: row.reason,
      basis: row.basis,
      bearers: row.bearers,
      ...termsOf(sheet),
      clauses: row.clauses,
      reasons: row.reasons,
      findings: findings.map((one) => ({
        claimId: one.claimId,
        result: one.result,
        absence: one.absence,
        words: one.words,
        exhibits: cited.filter((exhibit) => exhibit.claimId === one.claimId).map((exhibit) => exhibit.item.sourceEvidenceId),
        spots: places.filter((place) => place.claimId === one.claimId).map((place) => place.spot.spotId),
      })),
    },
    amount: toMoney(row.amountMinor, row.amountCurrency),
    working: row.working,
    sheet,
    personName: row.personName,
    ...(row.offerId === null ? {} : { isAgreed: true }),
    decidedAt: new Date(row.effectiveAt).toISOString(),
    policyVersion: row.policyVersion,
    spots: [...new Map(places.map((place) => [place.spot.spotId, place])).values()].map(({ spot: { spotId, name, place, ...given }, item }) => ({
      spotId,
      label: spotLabel(given, item ? labelOf(item) : null),
      evidenceId: item?.sourceEvidenceId ?? null,
      name,
      place,
    })),
    exhibits: [...new Map(cited.map(({ item }) => [item.evidenceId, { label: labelOf(item), evidenceId: item.sourceEvidenceId, ...ruledOn.get(item.evidenceId) }])).values()],
  };
}

/** The files a ruling was made on, as the case file said when it was staged: an erased one is still named by its hash. */
function filesOf(frozenFile: string): Map<string, { sha256: string }> {
  const { exhibits } = Frozen.parse(JSON.parse(frozenFile));
  return new Map(exhibits.flatMap(({ evidenceId, sha256, state }) => (sha256 === null || state === 'missing' ? [] : [[evidenceId, { sha256 }] as const])));
}

async function toTriageDocument(db: Db, caseId: string): Promise<TriageDocument | null> {
  const notes = await db.select().from(note).where(eq(note.caseId, caseId)).orderBy(asc(note.at), asc(note.noteId));
  const items = await db.select().from(evidence).where(eq(evidence.caseId, caseId)).orderBy(asc(evidence.position));
  const mails = new Map(items.map((one) => [one.evidenceId, one]));
  // An attachment starts out judged as its mail is: that it is admitted beside a mail that is not has to be said.
  const judged = items.filter((one) => one.admissibility !== 'admitted' || (one.attachedTo !== null && mails.get(one.attachedTo)?.admissibility !== 'admitted'));
  const relabelled = await db
    .select()
    .from(claim)
    .where(and(eq(claim.caseId, caseId), ne(claim.reason, claim.firstReason)))
    .orderBy(asc(claim.position));
  if (notes.length + judged.length + relabelled.length === 0) return null;
  return {
    schema: 'dispute-triage/1',
    notes: notes.map((one) => ({ noteId: one.noteId, personName: one.personName, at: new Date(one.at).toISOString(), text: one.text })),
    admissibility: judged.map((one) => ({ evidenceId: one.sourceEvidenceId, admissibility: one.admissibility, reason: one.admissibilityReason })),
    relabelled: relabelled.map((one) => ({ claimId: one.claimId, reason: one.reason })),
  };
}
