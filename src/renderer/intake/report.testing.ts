import type { ImportReport } from '../../contract/intake.ts';

/** An import with one of everything: a sound case, a damaged one, fields left over, a warning, a refused file. */
export const sampleReport: ImportReport = {
  importId: 'i1', words: 'a.json and 2 more', startedAt: 0, finishedAt: 10, by: 'Dana', state: 'finished', error: null, done: 10, total: 10,
  cases: [
    { caseId: 'c1', reference: 'C-1', source: 'paypal', sourceId: 'PP-1', result: 'created', paths: ['a.json'], mapped: 12,
      unmapped: [{ path: '$.links[0]', value: { href: 'x' } }, { path: '$.memo', value: 'zzz' }], warnings: [], faults: [] },
    { caseId: 'c2', reference: 'C-2', source: 'bundle', sourceId: '77', result: 'unchanged', paths: ['b.zip'], mapped: 3, unmapped: [],
      warnings: [{ code: 'CASE_TIME_ZONE_ASSUMED', message: 'No zone' }], faults: [{ code: 'FILE_CHECKSUM_DIFFERS', path: 'data/evidence/seller/x.jpg', message: 'Hash differs' }],
      bundle: { version: '1.0', valid: false, complete: true, files: [
        { of: 'buyer', bytes: 1_500, good: 2, damaged: 0, missing: 0, unlisted: 0 },
        { of: 'seller', bytes: 500, good: 0, damaged: 1, missing: 0, unlisted: 0 },
      ] } },
  ],
  failed: [{ path: 'c.json', code: 'CASE_JSON_BROKEN', message: 'Comma expected', at: 'line 3, column 7' }],
};
