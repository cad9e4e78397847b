import { describe, expect, it } from 'vitest';
import type { ImportReport } from '../../contract/intake.ts';
import { plainCell } from '../ui/csv.ts';
import { reportCsv, reportFileName, reportJson } from './exportReport.ts';
import { sampleReport } from './report.testing.ts';

/** The cells of a CSV as a spreadsheet reads them whose separator is the given one: quotes count at the start of a cell only. */
function readCells(text: string, separator: string): string[][] {
  const rows: string[][] = [[]];
  let [at, cell] = [0, ''];
  while (at < text.length) {
    if (cell === '' && text[at] === '"') {
      for (at += 1; at < text.length && !(text[at] === '"' && text[at + 1] !== '"'); at += 1) {
        if (text[at] === '"') at += 1;
        cell += text[at] ?? '';
      }
    } else if (text[at] === separator || text[at] === '\n') {
      rows.at(-1)?.push(cell.replace(/\r$/, ''));
      cell = '';
      if (text[at] === '\n') rows.push([]);
    } else cell += text[at];
    at += 1;
  }
  return rows.slice(0, -1);
}

const hostile = ['=1+1', '+1', '-1+cmd|x', '@SUM(A1)', '\t=1', '\r=1', '\n=1', ' =1', '\u00a0=1', '\u200b=1', '\ufeff=1', '\u202e=1', '\u3164=1', '\u2800=1', '\u115f=1', '\u034f=1', '\ufe0f=1', '\u00ad=1', 'a;\u3164@x', '\u{e0100}=1', '＝1', '＋1', '－1', '＠x', ' ＝1', '"=1', 'a;=HYPERLINK("http://x")', 'a\n=1', 'a\t+1', 'a;"=1"', ';;=1', "a\r\n@x"];

function withValues(values: string[]): ImportReport {
  return {
    ...sampleReport,
    cases: [{ ...sampleReport.cases[0]!, sourceId: '=evil()', unmapped: values.map((value) => ({ path: value, value })) }],
    failed: values.map((value) => ({ path: value, code: 'CASE_JSON_BROKEN', message: value, at: value })),
  };
}

describe('the report as CSV', () => {
  it('holds no cell that a spreadsheet would work out, whatever separates its cells', async () => {
    const text = await reportCsv(withValues(hostile));
    for (const separator of [',', ';', '\t']) {
      const cells = readCells(text.slice(1), separator).flat();
      expect(cells.length).toBeGreaterThan(hostile.length);
      for (const cell of cells) expect(cell, `${separator} ${JSON.stringify(cell)}`).not.toMatch(/^[\s\p{C}\p{Default_Ignorable_Code_Point}\u2800"]*[=+\-@＝＋－＠]/u);
    }
  });
  it('changes nothing in ordinary words, and loses none of a value', async () => {
    for (const words of ['a-b', 'x=1', 'me@here.org', '$.a[0]; then', '1 + 1', "it's"]) expect(plainCell(words)).toBe(words);
    const long = 'x'.repeat(100_000);
    expect(await reportCsv(withValues([long]))).toContain(long);
  });
  it('has a row for each case and each finding, a mark for Excel and line ends of Windows', async () => {
    const text = await reportCsv(sampleReport);
    expect(text.startsWith('\ufeffcase,source,sourceId,result,kind,code,path,value\r\n')).toBe(true);
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    const rows = readCells(text.slice(1), ',');
    expect(rows.slice(1).map((row) => row[4])).toEqual(['case', 'unmapped', 'unmapped', 'case', 'fault', 'warning', 'refused']);
    expect(rows[2]).toEqual(['C-1', 'paypal', 'PP-1', 'created', 'unmapped', '', '$.links[0]', '{"href":"x"}']);
    expect(rows.at(-1)).toEqual(['', '', '', 'not taken in', 'refused', 'CASE_JSON_BROKEN', 'c.json', 'line 3, column 7: Comma expected']);
  });
  it('is not held up by a megabyte of blanks', () => {
    // What looks back and forth over the blanks takes longer than a test may.
    expect(plainCell('\n'.repeat(1_000_000))).toBeTypeOf('string');
    expect(plainCell(`${' ;'.repeat(500_000)}=1`)).toContain('=1');
  });
});

describe('the report as JSON', () => {
  it('names its schema and holds every value as it came', () => {
    const document = JSON.parse(reportJson(withValues(hostile))) as { schema: string; startedAt: string; cases: ImportReport['cases']; failed: ImportReport['failed'] };
    expect(document).toMatchObject({ schema: 'import-report/1', importId: 'i1', startedAt: '1970-01-01T00:00:00.000Z', bytesInAll: 10 });
    expect(document.cases[0]?.unmapped.map((field) => field.value)).toEqual(hostile);
    expect(document.failed[0]).toMatchObject({ code: 'CASE_JSON_BROKEN', label: 'Broken JSON', safe: 'It is kept as it came.' });
  });
});

describe('the name of a saved report', () => {
  const named = (words: string, ending: 'csv' | 'json' = 'csv') => reportFileName({ startedAt: new Date(2026, 10, 6, 7, 5).getTime(), words }, ending);
  it('says when and what', () => {
    expect(named('C-20417.zip and 5 more')).toBe('import-2026-11-06-0705-C-20417.zip-and-5-more.csv');
  });
  it('leads nowhere else, keeps its ending and cannot be turned round by the name of a file handed in', () => {
    expect(named('../../etc/passwd', 'json')).toBe('import-2026-11-06-0705-.._.._etc_passwd.json');
    expect(named('gpj.\u202eexe')).not.toContain('\u202e');
    expect(named('x'.repeat(5_000))).toMatch(/^.{1,200}$/);
    expect(named('x'.repeat(5_000))).toMatch(/\.csv$/);
  });
});
