import { asc, eq } from 'drizzle-orm';
import { CaseFile } from '../../contract/caseFile.ts';
import type { CaseReport } from '../../contract/reportParts.ts';
import { readLogOf } from '../audit/logOfCase.ts';
import { readCaseFile } from '../cases/caseFile.ts';
import { readDeskParts } from '../cases/readParts.ts';
import { toAppealStep } from '../cases/readAppeals.ts';
import { readReturns } from '../cases/readReturns.ts';
import { appeal } from '../db/schema/appeal.ts';
import { letter } from '../db/schema/letter.ts';
import { ruling } from '../db/schema/ruling.ts';
import type { Db } from '../db/open.ts';
import { DeskError, notFound } from '../fault.ts';
import { casesWithHiddenRulings, hiddenWords, requireRulingsShown } from '../hiddenRulings.ts';
import { tellsOfRuling } from '../letters/read.ts';
import { toCaseParts } from './caseParts.ts';
import { iso, isoOrNull } from './moments.ts';
import { readReportHead, type ReportOrder } from './reportHead.ts';
import { readRulingParts } from './rulingParts.ts';

/** Of which case, and as of which ruling when not as it is now. */
export type CaseReportOrder = ReportOrder & { caseId: string; rulingId: string | null };

/** The ruling whose moment a report shows; its frozen file is the case. */
type AsOf = { rulingId: string; stagedAt: number; frozenSha256: string; file: CaseFile };

/**
 * All that a case report says, as far as the person it is for may know it. Throws NOT_FOUND, NOT_ALLOWED_NOW for a hidden ruling or one whose
 * file cannot be read any more, and NOT_PERMITTED for a ruling's moment asked for by triage.
 */
export async function readCaseReport(db: Db, order: CaseReportOrder): Promise<CaseReport> {
  const { caseId, by, now } = order;
  const made = await readReportHead(db, order);
  const asOf = order.rulingId === null ? null : await readAsOf(db, order.rulingId, order);
  const file = asOf?.file ?? (await readCaseFile(db, caseId, by, now));
  const isHidden = asOf === null && (await casesWithHiddenRulings(db, [caseId], by)).has(caseId);
  const isWhole = by.role !== 'triage';
  const rulingIds = [...new Set([...file.rulings.map(({ rulingId }) => rulingId), ...(asOf ? [asOf.rulingId] : [])])];
  const rulings = isHidden ? [] : await readRulingParts(db, rulingIds, isWhole);
  return {
    schema: 'case-report/1',
    made,
    asOf: asOf && { rulingId: asOf.rulingId, at: iso(asOf.stagedAt), sha256: asOf.frozenSha256 },
    leftOut: [
      ...(isHidden ? [hiddenWords] : []),
      ...(isWhole || rulings.length === 0 ? [] : ['The reasons, findings and amounts by line of decisions are kept for mediators and team leads.']),
    ],
    ...toCaseParts(file, asOf !== null),
    rulings,
    appeals: await readAppeals(db, caseId, asOf, isHidden),
    returns: isHidden ? [] : await readReturnParts(db, order, rulingIds),
    letters: await readLetters(db, caseId, asOf, isHidden),
    log: await readLog(db, order, asOf),
  };
}

async function readAsOf(db: Db, rulingId: string, { caseId, by }: CaseReportOrder): Promise<AsOf> {
  if (by.role === 'triage') throw new DeskError('NOT_PERMITTED', 'Decisions are kept for mediators and team leads. The report of the case as it is can be made.');
  const [row] = await db.select().from(ruling).where(eq(ruling.rulingId, rulingId));
  if (!row || row.caseId !== caseId) throw notFound('ruling of this case', rulingId);
  await requireRulingsShown(db, caseId, by);
  const file = CaseFile.safeParse(JSON.parse(row.frozenFile));
  if (!file.success) throw new DeskError('NOT_ALLOWED_NOW', 'The file of the case as it was ruled cannot be read by this version. The report of the case as it is can be made.');
  return { rulingId, stagedAt: row.stagedAt, frozenSha256: row.frozenSha256, file: file.data };
}

async function readAppeals(db: Db, caseId: string, asOf: AsOf | null, isHidden: boolean): Promise<CaseReport['appeals']> {
  const rows = await db.select().from(appeal).where(eq(appeal.caseId, caseId)).orderBy(asc(appeal.recordedAt), asc(appeal.appealId));
  return rows
    .filter((row) => !isHidden || row.state === 'open')
    .filter((row) => asOf === null || row.recordedAt <= asOf.stagedAt || row.rulingId === asOf.rulingId)
    .map(toAppealStep)
    .map(({ appealId, rulingId, by, how, newInformation, receivedAt, state, result, decidedRulingId }) => ({ appealId, rulingId, by, how, newInformation, receivedAt: iso(receivedAt), state, result, decidedRulingId }));
}

async function readReturnParts(db: Db, { caseId, by }: CaseReportOrder, rulingIds: readonly string[]): Promise<CaseReport['returns']> {
  const { rulings, refunds } = await readDeskParts(db, caseId, by);
  const returns = await readReturns(db, caseId, rulings, refunds);
  return returns
    .filter(({ rulingId }) => rulingIds.includes(rulingId))
    .map(({ rulingId, state, dueAt, steps }) => ({ rulingId, state, dueAt: iso(dueAt), steps: steps.map(({ at, kind, by, words }) => ({ at: iso(at), kind, by, words })) }));
}

async function readLetters(db: Db, caseId: string, asOf: AsOf | null, isHidden: boolean): Promise<CaseReport['letters']> {
  const rows = await db.select().from(letter).where(eq(letter.caseId, caseId)).orderBy(asc(letter.letterId));
  return rows
    .filter((row) => !(isHidden && tellsOfRuling(row)))
    .filter((row) => asOf === null || row.rulingId === asOf.rulingId || (row.createdAt ?? row.sentAt ?? 0) <= asOf.stagedAt)
    .map((row) => ({
      letterId: row.letterId,
      to: row.to,
      kind: row.kind,
      language: row.language,
      subject: row.subject,
      state: row.state,
      createdAt: isoOrNull(row.createdAt),
      sentAt: isoOrNull(row.sentAt),
      delivery: row.delivery,
      deliveredAt: isoOrNull(row.deliveredAt),
      error: row.error ?? row.deliveryFault,
    }));
}

/** The log of the case; as of a ruling, up to its entry, and what came later about it. */
async function readLog(db: Db, { caseId, by }: CaseReportOrder, asOf: AsOf | null): Promise<CaseReport['log']> {
  const entries = await readLogOf(db, caseId, by);
  const subject = `ruling:${asOf?.rulingId ?? ''}`;
  const staged = entries.find((entry) => entry.subject === subject)?.seq ?? Infinity;
  const shown = asOf === null ? entries : entries.filter((entry) => entry.seq <= staged || entry.subject === subject);
  return shown.map(({ seq, at, personName, action, subject: about, words, hash }) => ({ seq, at: iso(at), personName, action, subject: about, words, hash }));
}
