import { describe, expect, it } from 'vitest';
import { filterReport, outcomeLine, percentDone, reportText, sizeWords } from './importWords.ts';
import type { ImportReport } from '../../contract/intake.ts';

const report: ImportReport = {
  importId: 'i1', words: 'a.json and 2 more', startedAt: 0, finishedAt: 10, by: 'Dana', state: 'finished', error: null, done: 5, total: 10,
  cases: [
    { caseId: 'c1', reference: 'C-1', source: 'paypal', sourceId: 'PP-1', result: 'created', paths: ['a.json'], mapped: 12,
      unmapped: [{ path: '$.links[0]', value: { href: 'x' } }], warnings: [], faults: [] },
    { caseId: 'c2', reference: 'C-2', source: 'bundle', sourceId: '77', result: 'unchanged', paths: ['b.zip'], mapped: 3, unmapped: [],
      warnings: [{ code: 'ZONE_ASSUMED', message: 'No zone' }], faults: [{ code: 'FILE_DAMAGED', path: 'x.jpg', message: 'Hash differs' }] },
  ],
  failed: [{ path: 'c.json', code: 'JSON_BROKEN', message: 'Comma expected', at: 'line 3, column 7' }],
};

describe('import report', () => {
  it('counts refused files too, so that nothing seems to have gone in silence', () => {
    expect(outcomeLine(report)).toBe('1 case created, 1 case unchanged, 1 file not taken in');
    expect(outcomeLine({ ...report, cases: [], failed: [] })).toBe('Nothing was found in the files');
  });
  it('finds an unmapped field by its value and a refused file by its place', () => {
    expect(filterReport(report, 'all', 'href').cases.map((row) => row.caseId)).toEqual(['c1']);
    expect(filterReport(report, 'all', 'column 7').failed).toHaveLength(1);
    expect(filterReport(report, 'attention', '').cases.map((row) => row.caseId)).toEqual(['c2']);
    expect(filterReport(report, 'unmapped', '')).toMatchObject({ cases: [{ caseId: 'c1' }], failed: [] });
    expect(filterReport(report, 'refused', '')).toMatchObject({ cases: [], failed: [{ path: 'c.json' }] });
  });
  it('copies every unmapped field, warning, fault and refused file', () => {
    for (const part of ['$.links[0]', 'ZONE_ASSUMED', 'FILE_DAMAGED at x.jpg', 'c.json (line 3, column 7)']) expect(reportText(report)).toContain(part);
  });
  it('never shows more than 100 percent, nor a made-up figure before the size is known', () => {
    expect(percentDone({ done: 12, total: 10 })).toBe(100);
    expect(percentDone({ done: 0, total: 0 })).toBeNull();
  });
});

it('writes sizes at a glance', () => {
  expect([0, 999, 1500, 123_456_789].map(sizeWords)).toEqual(['0 B', '999 B', '1.5 kB', '123 MB']);
});
