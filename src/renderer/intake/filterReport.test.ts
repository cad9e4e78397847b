import { describe, expect, it } from 'vitest';
import { countCodes, countViews, filterReport } from './filterReport.ts';
import { sampleReport as report } from './report.testing.ts';

const all = { view: 'all', words: '', code: null } as const;

describe('the filter of a report', () => {
  it('finds a field by its value and shows that one alone, but all of a case that is named', () => {
    const [found] = filterReport(report, { ...all, words: 'HREF' }).cases;
    expect(found?.unmapped.map((field) => field.path)).toEqual(['$.links[0]']);
    expect(filterReport(report, { ...all, words: 'pp-1' }).cases[0]?.unmapped).toHaveLength(2);
  });
  it('finds a refused file by its place and a fault by its file or its label', () => {
    expect(filterReport(report, { ...all, words: 'column 7' })).toMatchObject({ cases: [], failed: [{ path: 'c.json' }] });
    expect(filterReport(report, { ...all, words: 'seller/x.jpg' }).cases.map((row) => row.caseId)).toEqual(['c2']);
    expect(filterReport(report, { ...all, words: 'changed or damaged' }).cases.map((row) => row.caseId)).toEqual(['c2']);
  });
  it('narrows to a view and to one code, with counts that match what is shown', () => {
    expect(countViews(report)).toEqual({ all: 3, attention: 2, unmapped: 1, refused: 1 });
    for (const view of ['all', 'attention', 'unmapped', 'refused'] as const) {
      const { cases, failed } = filterReport(report, { ...all, view });
      expect(cases.length + failed.length, view).toBe(countViews(report)[view]);
    }
    expect(countCodes(report, 'refused')).toEqual([{ code: 'CASE_JSON_BROKEN', count: 1 }]);
    expect(filterReport(report, { ...all, code: 'FILE_CHECKSUM_DIFFERS' })).toMatchObject({ cases: [{ caseId: 'c2', warnings: [] }], failed: [] });
  });
});
