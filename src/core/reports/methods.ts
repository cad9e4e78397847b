import { and, eq } from 'drizzle-orm';
import type { ParsedInputOf } from '../../contract/methods.ts';
import { mostReportRows, type MadeReport, type reportMethods } from '../../contract/reports.ts';
import { appeal } from '../db/schema/appeal.ts';
import { disputeCase } from '../db/schema/disputeCase.ts';
import { ruling } from '../db/schema/ruling.ts';
import type { Desk, SignedIn } from '../desk.ts';
import { DeskError, notFound } from '../fault.ts';
import type { Handlers } from '../handlers.ts';
import { requireRulingsShown } from '../hiddenRulings.ts';
import { referenceOf } from '../reference.ts';
import { makeReport } from './makeReport.ts';
import { makingsOf } from './making.ts';
import { moment } from './pdf/words.ts';
import { iso } from './moments.ts';
import { countDecisions } from './readDecisionsReport.ts';

/** Reports on paper and as data. */
export const reportHandlers: Pick<Handlers, keyof typeof reportMethods> = {
  'reports.ofCase': reportOfCase,
  'reports.ofDecisions': reportOfDecisions,
  'reports.progress': async (desk, { requestId }, by) => {
    const found = makingsOf(desk).making.get(requestId);
    return found?.sessionId === by.sessionId ? { done: found.done, total: found.total } : null;
  },
  'reports.cancel': async (desk, { requestId }, by) => {
    const found = makingsOf(desk).making.get(requestId);
    if (found?.sessionId === by.sessionId) found.stop.abort();
    return null;
  },
};

async function reportOfCase(desk: Desk, input: ParsedInputOf<'reports.ofCase'>, by: SignedIn): Promise<MadeReport> {
  const { requestId: reportId, caseId, rulingId, format } = input;
  const [row] = await desk.db.select({ number: disputeCase.number }).from(disputeCase).where(eq(disputeCase.caseId, caseId));
  if (!row) throw notFound('case', caseId);
  // An appeal hides the rulings alone; who is to judge them blind for any other cause may not even read who worked on the case.
  if (!(await isUnderAppeal(desk, caseId))) await requireRulingsShown(desk.db, caseId, by);
  const asOf = rulingId === null ? null : await momentOfRuling(desk, caseId, rulingId, by);
  const reference = referenceOf(row);
  const now = desk.clock();
  return makeReport(
    desk,
    {
      reportId,
      format,
      name: asOf === null ? `${reference} report ${day(now)}` : `${reference} report as ruled ${day(asOf)}`,
      words: asOf === null ? `the report of ${reference}` : `the report of ${reference} as it was ruled on ${moment(iso(asOf))} UTC,`,
      caseId,
      data: { rulingId },
      total: 1,
      make: (watch) => desk.longRead('caseReport', { reportId, caseId, rulingId, by, now, format }, watch),
    },
    by,
  );
}

async function isUnderAppeal(desk: Desk, caseId: string): Promise<boolean> {
  const [open] = await desk.db.select({ appealId: appeal.appealId }).from(appeal).where(and(eq(appeal.caseId, caseId), eq(appeal.state, 'open')));
  return open !== undefined;
}

/** Asked here too, where a refusal has words; a long read only fails. */
async function momentOfRuling(desk: Desk, caseId: string, rulingId: string, by: SignedIn): Promise<number> {
  if (by.role === 'triage') throw new DeskError('NOT_PERMITTED', 'Decisions are kept for mediators and team leads. The report of the case as it is can be made.');
  const [row] = await desk.db.select({ caseId: ruling.caseId, stagedAt: ruling.stagedAt }).from(ruling).where(eq(ruling.rulingId, rulingId));
  if (row?.caseId !== caseId) throw notFound('ruling of this case', rulingId);
  await requireRulingsShown(desk.db, caseId, by);
  return row.stagedAt;
}

async function reportOfDecisions(desk: Desk, input: ParsedInputOf<'reports.ofDecisions'>, by: SignedIn): Promise<MadeReport> {
  const { requestId: reportId, filter, format } = input;
  const now = desk.clock();
  const most = mostReportRows[format];
  const rows = await countDecisions(desk.db, { filter, by, now }, most);
  if (rows > most) {
    throw new DeskError('BAD_INPUT', `The filter fits more than ${most.toLocaleString('en-US')} decisions; a report as ${format.toUpperCase()} takes no more. Narrow the filter${format === 'pdf' ? ', or take them as CSV' : ''}.`, { most });
  }
  return makeReport(
    desk,
    {
      reportId,
      format,
      name: `decisions ${day(now)}`,
      words: `a report of ${rows.toLocaleString('en-US')} ${rows === 1 ? 'decision' : 'decisions'}`,
      data: { filter },
      total: rows,
      make: (watch) => desk.longRead('decisionsReport', { reportId, filter, by, now, format, total: rows }, watch),
    },
    by,
  );
}

function day(at: number): string {
  return iso(at).slice(0, 10);
}
