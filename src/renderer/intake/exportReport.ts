import { safeFileName } from '../../contract/fileName.ts';
import type { ImportReport } from '../../contract/intake.ts';
import { csvOf } from '../ui/csv.ts';
import { codeWords } from './faultWords.ts';
import { countWords, valueText } from './importWords.ts';
import { refusalOf } from './refusalWords.ts';

/** The name and version of the JSON below; a change that could break a reader of it takes the next number. */
export const reportSchema = 'import-report/1';

/** A name any system takes, such as 'import-2026-11-26-1708-C-20417.zip-and-5-more.csv', in the person's time. */
export function reportFileName({ startedAt, words }: Pick<ImportReport, 'startedAt' | 'words'>, ending: 'csv' | 'json'): string {
  const at = new Date(startedAt);
  const [month, day, hour, minute] = [at.getMonth() + 1, at.getDate(), at.getHours(), at.getMinutes()].map((part) => String(part).padStart(2, '0'));
  return safeFileName(`import-${at.getFullYear()}-${month}-${day}-${hour}${minute}-${words}.${ending}`).replaceAll(' ', '-');
}

/** The whole report as JSON: every value as it came, moments as ISO 8601 in UTC, sizes in bytes. */
export function reportJson(report: ImportReport): string {
  const { importId, words, by, state, error, startedAt, finishedAt, done, total, cases, failed } = report;
  const moment = (at: number | null) => (at === null ? null : new Date(at).toISOString());
  const document = {
    schema: reportSchema,
    importId,
    handedIn: words,
    by,
    state,
    error,
    startedAt: moment(startedAt),
    finishedAt: moment(finishedAt),
    bytesRead: done,
    bytesInAll: total,
    cases,
    failed: failed.map((file) => ({ ...file, label: codeWords(file.code), safe: refusalOf(file.code).safe || null })),
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

const columns = ['case', 'source', 'sourceId', 'result', 'kind', 'code', 'path', 'value'] as const;

/**
 * The report as CSV for a spreadsheet: a row for each case (kind `case`), and one for each of its findings (`fault`, `warning`, `unmapped`) and
 * each file not taken in (`refused`). UTF-8 with a byte order mark, lines end in CR LF.
 */
export function reportCsv(report: ImportReport): Promise<string> {
  return csvOf([[...columns], ...rowsOf(report)]);
}

type Row = [reference: string, source: string, sourceId: string, result: string, kind: string, code: string, path: string, value: string];

function rowsOf({ cases, failed }: ImportReport): Row[] {
  const ofCases = cases.flatMap((row) => {
    const line = (kind: string, code: string, path: string, value: string): Row => [row.reference, row.source, row.sourceId, row.result, kind, code, path, value];
    return [
      line('case', '', row.paths.join('; '), `${countWords(row.mapped, 'value')} mapped`),
      ...row.faults.map((fault) => line('fault', fault.code, fault.path ?? '', fault.message)),
      ...row.warnings.map((warning) => line('warning', warning.code, '', warning.message)),
      ...row.unmapped.map((field) => line('unmapped', '', field.path, valueText(field.value))),
    ];
  });
  return [...ofCases, ...failed.map((file): Row => ['', '', '', 'not taken in', 'refused', file.code, file.path, file.at ? `${file.at}: ${file.message}` : file.message])];
}
