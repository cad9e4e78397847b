import { and, asc, desc, eq, gt, lt, lte, max } from 'drizzle-orm';
import type { AsItWas, DraftEdit } from '../../contract/asItWas.ts';
import { CaseFile } from '../../contract/caseFile.ts';
import { RulingDraft } from '../../contract/rulings.ts';
import { readCaseFile } from '../cases/caseFile.ts';
import type { Db } from '../db/open.ts';
import { auditEntry } from '../db/schema/audit.ts';
import { evidence, vaultFile } from '../db/schema/evidence.ts';
import { person } from '../db/schema/person.ts';
import { draftEdit, ruling } from '../db/schema/ruling.ts';
import { rulingMoment } from '../db/schema/rulingMoment.ts';
import type { SignedIn } from '../desk.ts';
import { notFound } from '../fault.ts';
import { requireRulingsShown } from '../hiddenRulings.ts';
import { sha256 } from '../ids.ts';
import { jsonOrNull } from '../jsonOrNull.ts';
import { bookFor, writtenBookOf } from '../policy/books.ts';
import { fileSince, sinceThen } from './asItWasSince.ts';
import { suggestionOf } from './followed.ts';

/** Former drafts told at once; a mediator seldom leaves more than twenty. */
const mostDrafts = 100;

type RulingRow = typeof ruling.$inferSelect;

/**
 * The moment a ruling was staged, out of what was kept then, and what is different at `now`. Nothing of `was` is worked out anew.
 * Throws NOT_FOUND, and NOT_ALLOWED_NOW while the ruling is hidden from `by`.
 */
export async function readAsItWas(db: Db, rulingId: string, by: SignedIn, now: number): Promise<AsItWas> {
  const [row] = await db.select().from(ruling).where(eq(ruling.rulingId, rulingId));
  if (!row) throw notFound('ruling', rulingId);
  await requireRulingsShown(db, row.caseId, by);
  // Damaged on disk it is null: its hash says so, and everything else of the moment is still told.
  const frozenFile = jsonOrNull(row.frozenFile) as AsItWas['was']['frozenFile'];
  const [noted] = await db.select({ moment: rulingMoment.moment }).from(rulingMoment).where(eq(rulingMoment.rulingId, rulingId));
  const moment = noted?.moment ?? null;
  const current = await readCaseFile(db, row.caseId, by, now);
  return {
    was: {
      rulingId,
      caseId: row.caseId,
      caseReference: current.reference,
      at: row.stagedAt,
      personId: row.personId,
      personName: row.personName,
      isSettlement: row.offerId !== null,
      frozenFile,
      frozenSha256: row.frozenSha256,
      fit: sha256(row.frozenFile) === row.frozenSha256 ? 'fits' : 'other',
      policyVersion: row.policyVersion,
      takenAt: await takenAt(db, row),
      moment,
      ...(await suggestionOf(db, rulingId)),
      ...(await readDrafts(db, row, by)),
    },
    today: { at: now, ...(await readSince(db, frozenFile, current)), policy: { binds: current.policyVersion, inForce: (await bookFor(db, now)).version, isTextKept: moment && (await isTextKept(db, row.policyVersion, moment.policySha256)) } },
  };
}

async function takenAt(db: Db, { caseId, personId, stagedAt }: RulingRow): Promise<number | null> {
  const [taken] = await db
    .select({ at: auditEntry.at })
    .from(auditEntry)
    .where(and(eq(auditEntry.caseId, caseId), eq(auditEntry.action, 'case.claimed'), eq(auditEntry.personId, personId), lte(auditEntry.at, stagedAt)))
    .orderBy(desc(auditEntry.seq))
    .limit(1);
  return taken?.at ?? null;
}

/** Drafts of the case since the ruling in effect before this one: a ruling that was taken back is a step on the way to the next. */
async function readDrafts(db: Db, row: RulingRow, by: SignedIn): Promise<Pick<AsItWas['was'], 'drafts' | 'hasMoreDrafts'>> {
  if (row.personId !== by.personId && by.role !== 'lead' && by.role !== 'admin') return { drafts: null, hasMoreDrafts: false };
  const [before] = await db
    .select({ at: max(ruling.stagedAt) })
    .from(ruling)
    .where(and(eq(ruling.caseId, row.caseId), eq(ruling.state, 'effective'), lt(ruling.stagedAt, row.stagedAt)));
  const found = await db
    .select({ edit: draftEdit, personName: person.name })
    .from(draftEdit)
    .innerJoin(person, eq(person.personId, draftEdit.personId))
    .where(and(eq(draftEdit.caseId, row.caseId), lte(draftEdit.at, row.stagedAt), before?.at == null ? undefined : gt(draftEdit.at, before.at)))
    .orderBy(desc(draftEdit.at), desc(draftEdit.version), asc(draftEdit.personId))
    .limit(mostDrafts + 1);
  const drafts = found.slice(0, mostDrafts).reverse();
  return { drafts: drafts.map(({ edit, personName }) => toDraft(edit, personName)), hasMoreDrafts: found.length > mostDrafts };
}

function toDraft({ personId, at, draft }: typeof draftEdit.$inferSelect, personName: string): DraftEdit {
  const read = RulingDraft.safeParse(draft);
  return { personId, personName, at, draft: read.success ? read.data : null };
}

async function readSince(db: Db, frozenFile: unknown, current: CaseFile): Promise<Pick<AsItWas['today'], 'files' | 'changes'>> {
  const read = CaseFile.safeParse(frozenFile);
  if (!read.success) return { files: [], changes: [] };
  const rows = await db
    .select({ evidenceId: evidence.evidenceId, sha256: evidence.sha256, state: evidence.state, stateWords: evidence.stateWords, brokenAt: vaultFile.brokenAt })
    .from(evidence)
    .leftJoin(vaultFile, eq(vaultFile.sha256, evidence.sha256))
    .where(eq(evidence.caseId, current.caseId));
  const byId = new Map(rows.map((row) => [row.evidenceId, row]));
  return { files: read.data.exhibits.map((exhibit) => fileSince(exhibit, byId.get(exhibit.evidenceId))), changes: sinceThen(read.data, current) };
}

async function isTextKept(db: Db, version: string, textSha256: string): Promise<boolean> {
  const book = await writtenBookOf(db, version).catch(() => null);
  return book !== null && sha256(book.text) === textSha256;
}
