import type { FailedFile, ImportReport, ImportedCase } from '../../contract/intake.ts';
import { codeWords } from './faultWords.ts';
import { valueText } from './importWords.ts';

/** What to show of a report. */
export type ReportView = 'all' | 'attention' | 'unmapped' | 'refused';
/** `words` may be empty; `code` is that of a fault, a warning or a refusal, or null for all. */
export type ReportFilter = { view: ReportView; words: string; code: string | null };
export type ShownReport = Pick<ImportReport, 'cases' | 'failed'>;

/** True when something about a case asks for a look: faults or warnings. */
export const needsLook = (row: ImportedCase): boolean => row.faults.length > 0 || row.warnings.length > 0;

/** Cases and files a view is made of, before words and code narrow it. */
function ofView(report: ShownReport, view: ReportView): ShownReport {
  if (view === 'refused') return { cases: [], failed: report.failed };
  if (view === 'unmapped') return { cases: report.cases.filter((row) => row.unmapped.length > 0), failed: [] };
  return view === 'attention' ? { cases: report.cases.filter(needsLook), failed: report.failed } : report;
}

/** How many cases and files each view holds. */
export function countViews(report: ShownReport): Record<ReportView, number> {
  const count = (view: ReportView) => {
    const { cases, failed } = ofView(report, view);
    return cases.length + failed.length;
  };
  return { all: count('all'), attention: count('attention'), unmapped: count('unmapped'), refused: count('refused') };
}

/** The codes that occur in a view, with how often, the most frequent first. */
export function countCodes(report: ShownReport, view: ReportView): { code: string; count: number }[] {
  const { cases, failed } = ofView(report, view);
  const counts = new Map<string, number>();
  for (const { code } of [...cases.flatMap((row) => [...row.faults, ...row.warnings]), ...failed]) counts.set(code, (counts.get(code) ?? 0) + 1);
  return [...counts].map(([code, count]) => ({ code, count })).sort((a, b) => b.count - a.count || (a.code < b.code ? -1 : 1));
}

/**
 * Cases and files that hold the words anywhere a person would look for them. A case found by its name stays whole; one found by some of its
 * findings shows these alone.
 */
export function filterReport(report: ShownReport, { view, words, code }: ReportFilter): ShownReport {
  const sought = words.trim().toLowerCase();
  const holds = (...texts: (string | null)[]) => texts.some((text) => text?.toLowerCase().includes(sought));
  const { cases, failed } = ofView(report, view);
  if (sought === '' && code === null) return { cases, failed };
  return {
    cases: cases.flatMap((row) => narrow(row, sought === '' || holds(row.reference, row.source, row.sourceId, ...row.paths), holds, code)),
    failed: failed.filter((file: FailedFile) => (code === null || file.code === code) && holds(file.path, file.code, codeWords(file.code), file.message, file.at)),
  };
}

function narrow(row: ImportedCase, isNamed: boolean, holds: (...texts: (string | null)[]) => boolean, code: string | null): ImportedCase[] {
  const fits = (note: { code: string; message: string; path?: string | null }) =>
    (code === null || note.code === code) && (isNamed || holds(note.code, codeWords(note.code), note.message, note.path ?? null));
  const faults = row.faults.filter(fits);
  const warnings = row.warnings.filter(fits);
  const unmapped = code === null ? row.unmapped.filter((field) => isNamed || holds(field.path, valueText(field.value))) : [];
  const isFound = faults.length > 0 || warnings.length > 0 || unmapped.length > 0 || (isNamed && code === null);
  return isFound ? [{ ...row, faults, warnings, unmapped }] : [];
}
