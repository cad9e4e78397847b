import type { OutputOf, ParsedInputOf } from '../../contract/methods.ts';

type Parts = { reference(caseId: string): string; count(input: ParsedInputOf<'rulings.list'>): number };

/** Reports that are made at once and hold nothing. */
export function fakeReports({ reference, count }: Parts) {
  const made = (reportId: string, fileName: string, format: string, rows: number | null): OutputOf<'reports.ofCase'> => ({
    reportId, fileName: `${fileName}.${format}`, mediaType: format === 'pdf' ? 'application/pdf' : 'application/json', size: 171_661, sha256: '7d'.repeat(32), rows,
  });
  return {
    'reports.ofCase': ({ requestId, caseId, rulingId, format }: ParsedInputOf<'reports.ofCase'>) => made(requestId, `${reference(caseId)} report${rulingId === null ? '' : ' as ruled'}`, format, null),
    'reports.ofDecisions': ({ requestId, filter, format }: ParsedInputOf<'reports.ofDecisions'>) => made(requestId, 'decisions', format, count({ filter, cursor: null, limit: 1 })),
    'reports.progress': () => null,
    'reports.cancel': () => null,
  };
}
