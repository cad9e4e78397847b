import { describe, expect, it } from 'vitest';
import type { Backend } from '../backend/backend.ts';
import { fetchRows, fileOf } from './exportTable.ts';

describe('rows that leave the desk', () => {
  it('would start a formula in a spreadsheet', async () => {
    const { text } = await fileOf('csv', ['reference', 'title'], [['C-1', '=HYPERLINK("http://x")']]);
    expect(text).toContain("'=HYPERLINK");
    expect(text.startsWith('\uFEFFReference,Title\r\n')).toBe(true);
  });
  it('would lose a column in JSON, or a page of many', async () => {
    const pages = [{ rows: [['C-1']], total: 2, nextCursor: '1' }, { rows: [['C-2']], total: 2, nextCursor: null }];
    const told: number[] = [];
    const call = (() => Promise.resolve(pages.shift())) as unknown as Backend['call'];
    const rows = await fetchRows(call, { caseIds: ['a', 'b'] }, ['reference'], new AbortController().signal, (done) => told.push(done));
    expect([rows, told]).toEqual([[['C-1'], ['C-2']], [1, 2]]);
    expect(JSON.parse((await fileOf('json', ['reference'], rows)).text)).toEqual([{ reference: 'C-1' }, { reference: 'C-2' }]);
  });
  it('would go on fetching after the dialog was closed', async () => {
    const stop = new AbortController();
    const call = (() => Promise.resolve({ rows: [['C-1']], total: 9, nextCursor: '1' })) as unknown as Backend['call'];
    await expect(fetchRows(call, { caseIds: ['a'] }, ['reference'], stop.signal, () => stop.abort())).rejects.toThrow();
  });
});
