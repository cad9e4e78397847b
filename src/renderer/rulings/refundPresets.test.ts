import { describe, expect, it } from 'vitest';
import type { CaseFile } from '../../contract/caseFile.ts';
import type { Tariff } from '../../contract/policy.ts';
import { presetsOf, rangeWords, tariffsFor } from './refundPresets.ts';

const tariff = (change: Partial<Tariff>): Tariff => ({ code: 'T', clause: '1', reasons: ['defective'], goods: null, words: '', fromPercent: 0, upToPercent: 50, withReturn: null, ...change });
const file = (tariffs: Tariff[]) => ({ tariff: tariffs, claims: [{ reason: 'defective' }], items: [{ goods: 'clothing' }] }) as unknown as CaseFile;
const codesFor = (tariffs: Tariff[], draft: Parameters<typeof tariffsFor>[1]) => tariffsFor(file(tariffs), draft).map(({ code }) => code);

describe('tariffs to choose from', () => {
  it('are those of the ruling’s reason, else of the claims', () => {
    const both = [tariff({ code: 'A' }), tariff({ code: 'B', reasons: ['wrong_item'] })];
    expect([codesFor(both, {}), codesFor(both, { reason: 'wrong_item' })]).toEqual([['A'], ['B']]);
  });
  it('leave out those of other goods, of another answer to the return, and whole refunds, which are no partial one', () => {
    const all = [tariff({ code: 'A', goods: ['electronics'] }), tariff({ code: 'B', withReturn: true }), tariff({ code: 'C', fromPercent: 100, upToPercent: 100 }), tariff({ code: 'D', goods: ['clothing'], withReturn: false })];
    expect(codesFor(all, {})).toEqual(['D']);
    expect(codesFor(all, { withReturn: true })).toEqual(['B']);
  });
  it('keep the one that is chosen in sight when it fits no more, so that it can be taken out', () => {
    expect(codesFor([tariff({ code: 'A', withReturn: false })], { withReturn: true, tariffCode: 'A' })).toEqual(['A']);
  });
});

it('offers the ends of a range and steps of five between, never nothing', () => {
  expect(presetsOf(null)).toEqual(['10', '25', '50', '75']);
  expect(presetsOf(tariff({ fromPercent: 20, upToPercent: 50 }))).toEqual(['20', '30', '40', '50']);
  expect(presetsOf(tariff({ upToPercent: 20 }))).toEqual(['5', '15', '20']);
  expect(presetsOf(tariff({ fromPercent: 40, upToPercent: 40 }))).toEqual(['40']);
  expect([rangeWords(tariff({})), rangeWords(tariff({ fromPercent: 10 })), rangeWords(tariff({ fromPercent: 50 }))]).toEqual(['up to 50 %', '10–50 %', '50 %']);
});
