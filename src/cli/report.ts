import { randomUUID } from 'node:crypto';
import { resolve } from 'node:path';
import { reportFormats, type MadeReport, type ReportFormat } from '../contract/reports.ts';
import type { DecisionFilter } from '../contract/rulings.ts';
import { DeskError } from '../core/fault.ts';
import { findCase } from './findCase.ts';
import { keepFile } from './keepFile.ts';
import { withDesk, type DataOptions, type OpenDesk } from './openDesk.ts';
import { note, type ExitCode } from './output.ts';

/** What the command was asked for: one case, or the decisions between two days (UTC, both included). */
export type ReportOptions = DataOptions & { out: string; decisions?: boolean; from?: string; until?: string };

/**
 * `desk report CASE --out FILE.pdf|.json`, or `desk report --decisions [--from DAY] [--until DAY] --out FILE.pdf|.csv|.json`. Needs the data folder
 * for itself: what is taken out stands in the log.
 */
export async function report(wanted: string | undefined, { out, decisions, from, until, ...data }: ReportOptions): Promise<ExitCode> {
  if ((wanted === undefined) === (decisions !== true)) throw new DeskError('BAD_INPUT', 'Name one case, or ask for --decisions.');
  if (!decisions && (from ?? until) !== undefined) throw new DeskError('BAD_INPUT', '--from and --until go with --decisions.');
  const format = formatOf(out);
  if (wanted !== undefined && format === 'csv') throw new DeskError('BAD_INPUT', 'The report of a case is a .pdf or a .json.');
  const filter = filterOf(from, until);
  await withDesk(data, 'write', '`desk report`', async (desk) => {
    const requestId = randomUUID();
    const made = wanted === undefined ? await desk.ask('reports.ofDecisions', { requestId, filter, format }) : await ofCase(desk, wanted, requestId, format === 'csv' ? 'pdf' : format);
    const reply = await desk.core.openFile({ kind: 'report', reportId: made.reportId, caller: { sessionId: desk.sessionId } });
    if (!reply.ok) throw new DeskError(reply.error.code, reply.error.message);
    await keepFile(reply.value.stream, resolve(out));
    note(`${out} holds ${wanted === undefined ? `${made.rows ?? 0} decisions` : `the report of ${wanted}`} (${made.size} bytes, SHA-256 ${made.sha256}). The log names it as report ${made.reportId}.`);
  });
  return 0;
}

async function ofCase(desk: OpenDesk, wanted: string, requestId: string, format: Exclude<ReportFormat, 'csv'>): Promise<MadeReport> {
  return desk.ask('reports.ofCase', { requestId, caseId: await findCase(desk, wanted), format });
}

function formatOf(out: string): ReportFormat {
  const ending = /\.([a-z]+)$/i.exec(out)?.[1]?.toLowerCase();
  const format = reportFormats.find((one) => one === ending);
  if (!format) throw new DeskError('BAD_INPUT', `The name of the file says what is made: ${reportFormats.map((one) => `.${one}`).join(', ')}.`);
  return format;
}

function filterOf(from: string | undefined, until: string | undefined): DecisionFilter {
  return { ...(from === undefined ? {} : { from: startOf(from) }), ...(until === undefined ? {} : { to: startOf(until) + 86_400_000 - 1 }) };
}

function startOf(day: string): number {
  const at = /^\d{4}-\d{2}-\d{2}$/.test(day) ? Date.parse(`${day}T00:00:00Z`) : NaN;
  if (Number.isNaN(at)) throw new DeskError('BAD_INPUT', `${day} is no day such as 2026-06-01.`);
  return at;
}
