import type { ImportReport, ImportSummary, ImportedCase } from '../../contract/intake.ts';
import { codeWords } from './faultWords.ts';
import { refusalOf } from './refusalWords.ts';

/** Bytes for people: '3.4 MB'. */
export function sizeWords(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB'];
  let value = bytes;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${unit === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${units[unit]}`;
}

/** A number with its noun: '1 case', '2,000 cases'. */
export function countWords(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en-GB')} ${count === 1 ? one : many}`;
}

/** Whole percent read, 0 to 100; null while the size is not known. */
export function percentDone(report: Pick<ImportSummary, 'done' | 'total'>): number | null {
  return report.total > 0 ? Math.min(100, Math.floor((report.done / report.total) * 100)) : null;
}

/** What came of an import in one line: '3 cases created, 1 case unchanged, 2 files not taken in'. */
export function outcomeLine(report: Pick<ImportReport, 'cases' | 'failed'>): string {
  const parts = (['created', 'updated', 'unchanged'] as const).flatMap((result) => {
    const count = report.cases.filter((row) => row.result === result).length;
    return count ? [`${countWords(count, 'case')} ${result}`] : [];
  });
  if (report.failed.length) parts.push(`${countWords(report.failed.length, 'file')} not taken in`);
  return parts.join(', ') || 'Nothing was found in the files';
}

/** What its cases leave to look at, in one line; empty when all is well. */
export function leftLine(report: Pick<ImportReport, 'cases'>): string {
  const sum = (count: (row: ImportedCase) => number) => report.cases.reduce((total, row) => total + count(row), 0);
  const counts: [number, string][] = [[sum((row) => row.faults.length), 'fault'], [sum((row) => row.warnings.length), 'warning'], [sum((row) => row.unmapped.length), 'field']];
  return counts.flatMap(([count, noun]) => (count ? [countWords(count, noun) + (noun === 'field' ? ' without a place' : '')] : [])).join(', ');
}

/** A value of the source as compact text, whole. */
export function valueText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** The whole report as plain text for the clipboard. */
export function reportText(report: ImportReport): string {
  const lines = [`Import of ${new Date(report.startedAt).toISOString()} by ${report.by}: ${outcomeLine(report)}.`];
  if (report.error) lines.push(`It failed: ${report.error}`);
  for (const row of report.cases) lines.push('', caseText(row));
  if (report.failed.length) lines.push('', 'Not taken in:');
  for (const file of report.failed) {
    lines.push(`  ${file.path}${file.at ? ` (${file.at})` : ''}: ${codeWords(file.code)} (${file.code}). ${[file.message, refusalOf(file.code).safe].join(' ').trim()}`);
  }
  return lines.join('\n');
}

/** One case of a report as plain text for the clipboard. */
export function caseText(row: ImportedCase): string {
  const lines = [`${row.reference} (${row.source} ${row.sourceId}): ${row.result}, ${countWords(row.mapped, 'value')} mapped`];
  for (const path of row.paths) lines.push(`  from ${path}`);
  for (const fault of row.faults) lines.push(`  fault ${fault.code}${fault.path ? ` at ${fault.path}` : ''}: ${fault.message}`);
  for (const warning of row.warnings) lines.push(`  warning ${warning.code}: ${warning.message}`);
  for (const field of row.unmapped) lines.push(`  unmapped ${field.path} = ${valueText(field.value)}`);
  return lines.join('\n');
}
