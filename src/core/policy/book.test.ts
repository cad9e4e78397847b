import { mkdtempSync, rmSync, writeFileSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { reasons, type EvidenceKind, type Side } from '../../contract/vocabulary.ts';
import { projectRoot } from '../projectRoot.ts';
import { bookFor, loadBooks } from './book.ts';

const nothing: Record<Side, EvidenceKind[]> = { buyer: [], seller: [], platform: [], carrier: [] };
const now = Date.parse('2026-06-01T00:00:00Z');

describe('bookFor', () => {
  it('has a clause for every reason, or a ruling could never cite one', () => {
    for (const reason of reasons) expect(bookFor(now).clauses.some((clause) => clause.reasons.includes(reason))).toBe(true);
  });

  it('leads with the clause of the reason, not with the general ones', () => {
    for (const reason of reasons.filter((one) => one !== 'other')) {
      expect(bookFor(now).clauses.find((clause) => clause.reasons.includes(reason))?.code).not.toMatch(/^6/);
    }
  });

  it('gives the oldest version to a case from before any, instead of none', () => {
    expect(bookFor(0).version).toBe('2026-01');
  });
});

describe('missingEvidence', () => {
  it('names what a side did not show and nothing it did', () => {
    const book = bookFor(now);
    expect(book.missingEvidence('wrong_item', null, nothing).map(({ side }) => side)).toEqual(['buyer', 'seller']);
    expect(book.missingEvidence('wrong_item', null, { ...nothing, buyer: ['photo'] }).map(({ side }) => side)).toEqual(['seller']);
    expect(book.missingEvidence('wrong_item', null, { ...nothing, buyer: ['video'], seller: ['document'] })).toEqual([]);
  });
});

describe('evidence by kind of goods', () => {
  it('is asked for those goods alone, and for none while nobody knows what was bought', () => {
    const asked = (goods: Parameters<ReturnType<typeof bookFor>['missingEvidence']>[1]) => bookFor(now).missingEvidence('counterfeit', goods, { ...nothing, buyer: ['photo'], seller: ['document'] }).map(({ words }) => words);
    expect([asked(null), asked('household')]).toEqual([[], []]);
    expect(asked('jewellery')).toEqual(['An appraisal of the metal or the stones']);
  });
});

describe('orderingValue', () => {
  it('counts the decimals of the currency: 1,000 yen are no 1,000 dollars and 1 dinar is no 10', () => {
    const book = bookFor(now);
    expect(book.orderingValue({ minor: '6665', currency: 'USD' })).toBe(6665);
    expect(book.orderingValue({ minor: '1000', currency: 'JPY' })).toBe(670);
    expect(book.orderingValue({ minor: '1000', currency: 'KWD' })).toBe(325);
  });

  it('stays a safe integer for absurd, negative and unknown amounts', () => {
    const book = bookFor(now);
    expect(book.orderingValue({ minor: '999999999999999999', currency: 'KWD' })).toBe(Number.MAX_SAFE_INTEGER);
    expect(book.orderingValue({ minor: '-5', currency: 'USD' })).toBe(0);
    expect(book.orderingValue({ minor: '5', currency: 'XXX' })).toBe(0);
    expect(book.orderingValue(null)).toBe(0);
  });
});

describe('loadBooks', () => {
  it('refuses a book whose name hides another version, and two clauses with one code', () => {
    const folder = mkdtempSync(join(tmpdir(), 'policy-'));
    const book = JSON.parse(readFileSync(join(projectRoot, 'resources/policy/2026-01.json'), 'utf8')) as { clauses: unknown[] };
    writeFileSync(join(folder, '2026-02.json'), JSON.stringify(book));
    expect(() => loadBooks(folder)).toThrow(/2026-02\.json says it is version 2026-01/);
    writeFileSync(join(folder, '2026-02.json'), JSON.stringify({ ...book, version: '2026-02', clauses: [...book.clauses, book.clauses[0]] }));
    expect(() => loadBooks(folder)).toThrow(/two clauses with the same code/);
    writeFileSync(join(folder, '2026-02.json'), JSON.stringify({ ...book, version: '2026-02', effectiveFrom: '2026-02-01T00:00:00Z' }));
    writeFileSync(join(folder, '2026-01.json'), JSON.stringify(book));
    expect(loadBooks(folder).map(({ version }) => version)).toEqual(['2026-01', '2026-02']);
    rmSync(folder, { recursive: true });
  });
});
