import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { reasons, type EvidenceKind, type Side } from '../../contract/vocabulary.ts';
import { loadBooks, shippedBooks } from './shippedBooks.ts';

const nothing: Record<Side, EvidenceKind[]> = { buyer: [], seller: [], platform: [], carrier: [] };
const newest = shippedBooks().at(-1)!;
const textOf = (version: string, effectiveFrom: string) => newest.text.replace(`version: ${newest.version}`, `version: ${version}`).replace(/^effectiveFrom: .*$/m, `effectiveFrom: ${effectiveFrom}`);

describe('the book that comes with the program', () => {
  it('leads with the clause of the reason, not with the general ones', () => {
    for (const reason of reasons.filter((one) => one !== 'other')) {
      expect(newest.clauses.find((clause) => clause.reasons.includes(reason))?.code).not.toMatch(/^6/);
    }
  });

  it('has a way to a refund and a way to none for every reason, or the desk could only ever suggest one of them', () => {
    for (const reason of reasons) {
      const outcomes = newest.steps.filter((step) => step.reasons.includes(reason)).map((step) => step.suggests.outcome);
      expect([reason, outcomes.includes('no_refund'), outcomes.some((outcome) => outcome !== 'no_refund')]).toEqual([reason, true, true]);
    }
  });
});

describe('missingEvidence', () => {
  it('names what a side did not show and nothing it did', () => {
    const book = newest;
    expect(book.missingEvidence('wrong_item', null, nothing).map(({ side }) => side)).toEqual(['buyer', 'seller']);
    expect(book.missingEvidence('wrong_item', null, { ...nothing, buyer: ['photo'] }).map(({ side }) => side)).toEqual(['seller']);
    expect(book.missingEvidence('wrong_item', null, { ...nothing, buyer: ['video'], seller: ['document'] })).toEqual([]);
  });
});

describe('evidence by kind of goods', () => {
  it('is asked for those goods alone, and for none while nobody knows what was bought', () => {
    const asked = (goods: Parameters<typeof newest.missingEvidence>[1]) => newest.missingEvidence('counterfeit', goods, { ...nothing, buyer: ['photo'], seller: ['document'] }).map(({ words }) => words);
    expect([asked(null), asked('household')]).toEqual([[], []]);
    expect(asked('jewellery')).toEqual(['An appraisal of the metal or the stones']);
  });
});

describe('orderingValue', () => {
  it('counts the decimals of the currency: 1,000 yen are no 1,000 dollars and 1 dinar is no 10', () => {
    const book = newest;
    expect(book.orderingValue({ minor: '6665', currency: 'USD' })).toBe(6665);
    expect(book.orderingValue({ minor: '1000', currency: 'JPY' })).toBe(670);
    expect(book.orderingValue({ minor: '1000', currency: 'KWD' })).toBe(325);
  });

  it('stays a safe integer for absurd, negative and unknown amounts', () => {
    const book = newest;
    expect(book.orderingValue({ minor: '999999999999999999', currency: 'KWD' })).toBe(Number.MAX_SAFE_INTEGER);
    expect(book.orderingValue({ minor: '-5', currency: 'USD' })).toBe(0);
    expect(book.orderingValue({ minor: '5', currency: 'XXX' })).toBe(0);
    expect(book.orderingValue(null)).toBe(0);
  });
});

describe('loadBooks', () => {
  let folder = '';
  beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'policy-'))));
  afterAll(() => rmSync(folder, { recursive: true }));
  const put = (name: string, text: string) => writeFileSync(join(folder, name), text);

  it('reads several versions in the order they take effect', () => {
    put('2026-01.md', newest.text);
    put('2026-02.md', textOf('2026-02', '2026-02-01'));
    expect(loadBooks(folder).map(({ version, effectiveFrom }) => [version, new Date(effectiveFrom).toISOString().slice(0, 10)])).toEqual([['2026-01', '2026-01-01'], ['2026-02', '2026-02-01']]);
  });

  it('refuses a book whose name hides another version, with its file', () => {
    put('2026-02.md', newest.text);
    expect(() => loadBooks(folder)).toThrow(/2026-02\.md: it says it is version 2026-01/);
  });

  it('refuses versions that overlap, or whose numbers run against their dates', () => {
    put('2026-02.md', textOf('2026-02', '2026-01-01'));
    expect(() => loadBooks(folder)).toThrow(/overlap/);
    put('2026-02.md', textOf('2026-02', '2025-12-01'));
    expect(() => loadBooks(folder)).toThrow(/2026-01\.md: version 2026-02 has the higher number and takes effect earlier/);
  });

  it('names file and line of what is wrong', () => {
    put('2026-02.md', textOf('2026-02', '2026-02-01').replace('clause: 2.1', 'clause: 9.9'));
    expect(() => loadBooks(folder)).toThrow(/2026-02\.md:106: tariff T-01: there is no clause 9\.9/);
  });
});
