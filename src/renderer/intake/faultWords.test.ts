import { describe, expect, it } from 'vitest';
import { codeLabels } from './codeLabels.ts';
import { codeWords, faultLine } from './faultWords.ts';
import { refusalOf } from './refusalWords.ts';

const fault = (code: string, path: string | null) => ({ code, path });
const sources = import.meta.glob<string>(['../../core/intake/**/*.ts', '!**/*.test.ts', '!**/*.testing.ts'], { query: '?raw', import: 'default', eager: true });

describe('codes in words', () => {
  it('has a short label for every code the core can give, so that no clerk meets a bare one', () => {
    const codes = new Set(Object.values(sources).flatMap((text) => text.match(/\b(?:ARCHIVE|BAG|CASE|FILE)_[A-Z0-9_]*[A-Z0-9]\b/g) ?? []));
    expect(codes.size).toBeGreaterThan(120);
    expect([...codes].filter((code) => codeWords(code) === code)).toEqual([]);
    for (const label of Object.values(codeLabels)) expect(label.length, label).toBeLessThanOrEqual(34);
  });
  it('keeps no label of a code that is gone', () => {
    const all = Object.values(sources).join('\n');
    expect(Object.keys(codeLabels).filter((code) => !all.includes(code))).toEqual([]);
  });
  it('shows an unknown code rather than nothing, also one named like a part of every object', () => {
    expect([codeWords('NEW_CODE'), codeWords('constructor')]).toEqual(['NEW_CODE', 'constructor']);
    expect(refusalOf('constructor')).toMatchObject({ isDanger: false });
  });
});

describe('faults in words', () => {
  it('counts a file once, though the bag and the case both complain of it', () => {
    const faults = [fault('FILE_MISSING', 'data/a.jpg'), fault('CASE_FILE_NOT_IN_BAG', 'data/a.jpg'), fault('FILE_CHECKSUM_DIFFERS', 'data/b.jpg'), fault('CASE_HASH_DIFFERS', 'data/b.jpg'), fault('FILE_UNLISTED', 'data/c.txt')];
    expect(faultLine(faults)).toBe('This bundle is not sound: 1 file missing, 1 file changed or damaged, 1 file that nothing vouches for.');
  });
  it('says that the case document is missing, and never says that nothing is wrong', () => {
    expect(faultLine([fault('CASE_MISSING', 'data/case.json')])).toContain('no case document');
    expect(faultLine([fault('BAG_OXUM_DIFFERS', 'bag-info.txt')])).toBe('This bundle is not sound: 1 fault.');
  });
});

describe('refusals in words', () => {
  it('tells an attack from an accident, and what is kept from what is not', () => {
    expect(refusalOf('ARCHIVE_NAME_LEAVES')).toMatchObject({ isDanger: true, safe: 'Refused as a whole: nothing of it was unpacked or kept.' });
    expect(refusalOf('ARCHIVE_TRUNCATED')).toMatchObject({ isDanger: false, wayOn: expect.stringContaining('Copy it again') as string });
    expect(refusalOf('CASE_JSON_BROKEN').safe).toBe('It is kept as it came.');
    expect(refusalOf('FILE_TOO_LARGE').safe).toBe('No copy was made; it lies untouched where it was.');
  });
  it('always knows a way on', () => {
    for (const code of [...Object.keys(codeLabels), 'NEW_CODE']) expect(refusalOf(code).wayOn, code).not.toBe('');
  });
});
