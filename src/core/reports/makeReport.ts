import type { MadeReport, ReportFormat } from '../../contract/reports.ts';
import { append } from '../audit/append.ts';
import type { Desk, SignedIn } from '../desk.ts';
import { DeskError } from '../fault.ts';
import type { LongWatch } from '../longTasks.ts';
import type { ReportBytes } from './make.ts';
import { keepReport, keptReport, makingsOf } from './making.ts';

const mediaTypes: Record<ReportFormat, string> = { pdf: 'application/pdf', csv: 'text/csv; charset=utf-8', json: 'application/json' };

/** What is made: the words of its entry in the log, the name of its file without the ending, and the long read that makes it. */
export type Wanted = { reportId: string; format: ReportFormat; name: string; words: string; caseId?: string; data: object; total: number; make(watch: LongWatch): Promise<ReportBytes> };

/**
 * Makes a report, logs who took out what, and keeps it to be fetched; asked once more under the same id it answers the one that is kept.
 * Throws CONFLICT when it was stopped, or is being made already.
 */
export async function makeReport(desk: Desk, wanted: Wanted, by: SignedIn): Promise<MadeReport> {
  const { reportId, format, name, total } = wanted;
  const there = keptReport(desk, reportId, by);
  if (there) return there.made;
  // Asked before the work, not after: a desk that cannot log may not hand anything out.
  if (desk.mode === 'read') throw new DeskError('DATA_FOLDER_BUSY', 'This process only looks at the data folder, and what is taken out must stand in the log.');
  const { making } = makingsOf(desk);
  if (making.has(reportId)) throw new DeskError('CONFLICT', 'This report is being made already.');
  const mine = { sessionId: by.sessionId, done: 0, total, stop: new AbortController() };
  making.set(reportId, mine);
  try {
    const { bytes, sha256, rows } = await wanted.make({ signal: mine.stop.signal, onProgress: (done, of) => Object.assign(mine, { done, total: of }) });
    stopped(mine.stop.signal);
    const made: MadeReport = { reportId, fileName: `${name}.${format}`, mediaType: mediaTypes[format], size: bytes.length, sha256, rows };
    await desk.write((tx) =>
      append(tx, {
        by,
        action: 'report.made',
        subject: `report:${reportId}`,
        ...(wanted.caseId === undefined ? {} : { caseId: wanted.caseId }),
        words: `${by.name} took out ${wanted.words} as ${format.toUpperCase()}`,
        data: { ...wanted.data, format, sha256, size: bytes.length, rows },
      }),
    );
    keepReport(desk, by, made, bytes);
    return made;
  } catch (error) {
    stopped(mine.stop.signal);
    throw error;
  } finally {
    making.delete(reportId);
  }
}

function stopped(signal: AbortSignal): void {
  if (signal.aborted) throw new DeskError('CONFLICT', 'The report was stopped. Nothing was taken out.');
}
