import { describe, expect, it } from 'vitest';
import type { LimitTable } from '../../contract/limits.ts';
import { cellOf, currenciesOf, holderRows, limitWords, readCurrency, readLimit } from './limitTable.ts';

const people = [{ personId: 'dana', name: 'Dana', role: 'mediator' as const }, { personId: 'noor', name: 'Noor', role: 'triage' as const }];
const rows = holderRows(people);
const dana = rows.find((row) => row.key === 'person:dana')!;
const table = (limits: LimitTable['limits']): LimitTable => ({ limits, heldHours: 24 });

describe('the table of limits', () => {
  it('would offer limits to people who never rule', () => {
    expect(rows.map((row) => row.key)).toEqual(['everyone', 'role:mediator', 'role:lead', 'person:dana']);
  });
  it('would say no limit where the core counts 0, or the other way round', () => {
    expect(cellOf(table([]), dana, 'USD', 'mediator')).toEqual({ typed: '', counts: 'no limit' });
    expect(cellOf(table([{ holder: { personId: 'dana' }, currency: 'USD', minor: '20000' }]), dana, 'JPY', 'mediator')).toEqual({ typed: '', counts: '0' });
    expect(cellOf(table([{ holder: { role: 'lead' }, currency: 'USD', minor: '20000' }]), dana, 'USD', 'mediator').counts).toBe('no limit');
  });
  it('would hide that the limit of the role counts', () => {
    const limits: LimitTable['limits'] = [{ holder: { everyone: true }, currency: 'USD', minor: '10000' }, { holder: { role: 'mediator' }, currency: 'USD', minor: '20050' }];
    expect(cellOf(table(limits), dana, 'USD', 'mediator')).toEqual({ typed: '', counts: '200.50' });
    expect(currenciesOf(table(limits), ['EUR'])).toEqual(['EUR', 'USD']);
  });
  it('would set a hundred times the limit, or one below zero', () => {
    expect(readLimit('200', 'USD')).toEqual({ minor: '20000' });
    expect(readLimit('200', 'JPY')).toEqual({ minor: '200' });
    expect(readLimit('', 'USD')).toEqual({ minor: null });
    for (const wrong of ['-1', '1,000', '1.234', 'x']) expect(readLimit(wrong, 'USD')).toHaveProperty('error');
  });
  it('would say in the list of people that somebody decides alone whom a limit binds, or the other way round', () => {
    const person = people[0]!;
    const limits: LimitTable['limits'] = [{ holder: { personId: 'dana' }, currency: 'USD', minor: '20000' }, { holder: { everyone: true }, currency: 'JPY', minor: '5000' }, { holder: { role: 'lead' }, currency: 'EUR', minor: '1' }];
    expect(limitWords(table(limits), person)).toBe('EUR 0.00, JPY 5000, USD 200.00');
    expect(limitWords(table([limits[2]!]), person)).toBeNull();
    expect(limitWords(table(limits), people[1]!)).toBeNull();
  });
  it('would make a column for what is no currency', () => {
    expect([' usd ', 'US', 'dollar', ''].map(readCurrency)).toEqual(['USD', null, null, null]);
  });
});
