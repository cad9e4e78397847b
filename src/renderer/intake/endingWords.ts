import type { ImportReport } from '../../contract/intake.ts';
import type { ErrorCode } from '../../contract/reply.ts';
import { sizeWords } from './importWords.ts';

/** How an import that did not reach its end is told: what happened, what is safe, and the way on. `code` is null when a person stopped it. */
export type Ending = { code: ErrorCode | null; title: string; text: string; safe: string; wayOn: string };

const diskFull = /ENOSPC|EDQUOT|SQLITE_FULL|no space left|disk is full|on disk, .* free/i;
const diskFails = /\b(EIO|EROFS|SQLITE_IOERR)\b|input\/output error/i;
const folderGone = /\b(ENOENT|ENODEV|ENXIO)\b/;
const handInAgain = 'then hand the same files in again: what is here already is found unchanged.';

/** Null for an import that is running or reached its end. */
export function endingOf(report: Pick<ImportReport, 'state' | 'error' | 'done' | 'total'>): Ending | null {
  const read = report.total > 0 ? `${sizeWords(report.done)} of ${sizeWords(report.total)} were read.` : 'Nothing was read yet.';
  const safe = 'What came in before is listed here and stays; your files lie untouched where they were.';
  if (report.state === 'cancelled') return { code: null, title: 'Stopped before the end', text: read, safe, wayOn: `To go on, ${handInAgain.replace('then ', '')}` };
  if (report.state !== 'failed') return null;
  const error = report.error ?? 'The desk said no more.';
  if (diskFull.test(error)) return { code: 'DISK_FULL', title: 'The disk is full', text: `${sentence(error, 'There was no room for the next file.')} ${read}`, safe, wayOn: `Make room on the disk, ${handInAgain}` };
  if (diskFails.test(error)) return { code: 'INTERNAL', title: 'The disk failed', text: `${sentence(error, 'The disk did not take what was to be kept.')} ${read}`, safe, wayOn: `Check the disk of this desk, ${handInAgain}` };
  if (folderGone.test(error)) return { code: 'NOT_FOUND', title: 'The files went away', text: `${sentence(error, 'A file was gone while it was read; a stick may have been pulled out.')} ${read}`, safe, wayOn: `Plug the stick in, ${handInAgain}` };
  return { code: 'INTERNAL', title: 'The import failed', text: `${error} ${read}`, safe, wayOn: 'Hand the same files in again. If it fails once more, send this report to who looks after the desk.' };
}

/** The core's own sentence, or plain words with the system's code behind them where there is only that. */
function sentence(error: string, plain: string): string {
  const code = /^([A-Z][A-Z_]+):/.exec(error)?.[1];
  return code === undefined ? error : `${plain.slice(0, -1)} (${code}).`;
}
