import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findNameClash } from './bundle/comparableName.ts';
import { isEvidencePath } from './bundle/evidencePath.ts';
import { checkName } from './bundle/nameRules.ts';
import { exportPaths, type OutgoingItem } from './exportPaths.ts';

const item = (id: string, path: string | null, keptSha256: string | null, more: Partial<OutgoingItem> = {}): OutgoingItem => ({ id, side: 'buyer', fileName: 'x.txt', path, sha256: null, keptSha256, label: `B-${id}`, ...more });
const pathsOf = (...items: OutgoingItem[]) => [...exportPaths(items)].toSorted(([a], [b]) => a.localeCompare(b)).map(([, path]) => path);

describe('places of files in a bundle', () => {
  it('would clash when an honest update names another file on the same path', () => {
    expect(pathsOf(item('1', 'evidence/buyer/x.txt', 'a'), item('2', 'evidence/buyer/x.txt', 'b'))).toEqual(['evidence/buyer/x.txt', 'evidence/buyer/B-2-x.txt']);
    expect(pathsOf(item('1', 'evidence/buyer/x.txt', 'a'), item('2', 'evidence/buyer/X.TXT', 'a'))).toEqual(['evidence/buyer/x.txt', 'evidence/buyer/B-2-x.txt']);
    expect(pathsOf(item('1', 'evidence/buyer/a', 'a'), item('2', 'evidence/buyer/a/x.txt', 'b'))).toEqual(['evidence/buyer/a', 'evidence/buyer/B-2-x.txt']);
  });
  it('would overwrite the case, leave the evidence or be refused by our own reader', () => {
    for (const path of ['case.json', 'evidence/buyer/../../case.json', 'evidence/buyer/a:b', 'evidence/nobody/x', 'notes.txt']) expect(pathsOf(item('1', path, 'a'))).toEqual(['evidence/buyer/B-1-x.txt']);
  });
  it('would credit a missing file with the bytes of another that lies on its path', () => {
    expect(pathsOf(item('1', 'evidence/buyer/x.txt', null), item('2', 'evidence/buyer/x.txt', 'b'))).toEqual(['evidence/buyer/B-1-x.txt', 'evidence/buyer/x.txt']);
  });
  it('keeps what can stay, one file for the same bytes, and no path for what was none', () => {
    expect(pathsOf(item('1', 'evidence/buyer/x.txt', 'a'), item('2', 'evidence/buyer/x.txt', 'a'), item('3', null, null))).toEqual(['evidence/buyer/x.txt', 'evidence/buyer/x.txt', null]);
  });
  it('can always be written, whatever came', () => {
    const part = fc.constantFrom('a', 'A', 'a.txt', 'b', '..', 'e\u0301', '\u00e9', 'nul', 'x ');
    const path = fc.array(part, { minLength: 1, maxLength: 3 }).map((parts) => `evidence/buyer/${parts.join('/')}`);
    const some = fc.array(fc.record({ path, keptSha256: fc.constantFrom('1', '2', null), label: fc.constantFrom('B-1', 'B-2'), fileName: part }), { maxLength: 12 });
    fc.assert(
      fc.property(some, (made) => {
        const items = made.map((one, index) => ({ id: String(index), side: 'buyer' as const, sha256: null, ...one }));
        const paths = exportPaths(items);
        const all = [...new Set([...paths.values()].filter((one) => one !== null))];
        expect(all.filter((one) => checkName(`data/${one}`) !== null || !isEvidencePath(one))).toEqual([]);
        expect(findNameClash(all)).toBeNull();
        const contents = new Map<string, string | null>();
        for (const { id, keptSha256 } of items) {
          const at = paths.get(id) ?? '';
          expect(contents.get(at) ?? keptSha256).toBe(keptSha256);
          contents.set(at, keptSha256);
        }
      }),
    );
  });
});
