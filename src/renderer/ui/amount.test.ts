import { describe, expect, it } from 'vitest';
import { capRows, readAmount, readPercent, sumOf } from './amount.ts';
import type { RefundRoom } from '../../contract/caseFile.ts';

describe('readAmount', () => {
  it('reads decimals at the scale of each currency, so that no refund is ten or a hundred times off', () => {
    expect(readAmount('26.65', 'USD')).toEqual({ kind: 'amount', minor: '2665' });
    expect(readAmount('26.6', 'USD')).toEqual({ kind: 'amount', minor: '2660' });
    expect(readAmount('8200', 'JPY')).toEqual({ kind: 'amount', minor: '8200' });
    expect(readAmount('1.234', 'KWD')).toEqual({ kind: 'amount', minor: '1234' });
    expect(readAmount('.5', 'USD')).toEqual({ kind: 'amount', minor: '50' });
  });
  it('refuses more decimals than the currency has instead of rounding money away', () => {
    expect(readAmount('26.655', 'USD').kind).toBe('fault');
    expect(readAmount('8200.5', 'JPY')).toEqual({ kind: 'fault', words: 'JPY has no decimals: write a whole number.' });
  });
  it('takes a decimal comma only where it cannot be a thousands sign', () => {
    expect(readAmount('26,65', 'USD')).toEqual({ kind: 'amount', minor: '2665' });
    expect(readAmount('1,234', 'USD').kind).toBe('fault');
    expect(readAmount('1,234', 'KWD').kind).toBe('fault');
    expect(readAmount('1,234.50', 'USD').kind).toBe('fault');
    expect(readAmount('82,50', 'JPY').kind).toBe('fault');
  });
  it('says what it cannot read rather than taking a part of it', () => {
    for (const text of ['abc', '1e3', '12x', '-5', '1.2.3', '.']) expect(readAmount(text, 'USD').kind, text).toBe('fault');
    expect(readAmount('  ', 'USD')).toEqual({ kind: 'empty' });
  });
});

describe('readPercent', () => {
  it('writes percentages the way the contract accepts them', () => {
    expect(readPercent('12.5')).toEqual({ kind: 'percent', percent: '12.5' });
    expect(readPercent('050%')).toEqual({ kind: 'percent', percent: '50' });
    expect(readPercent('100.00')).toEqual({ kind: 'percent', percent: '100' });
    expect(readPercent('12,25')).toEqual({ kind: 'percent', percent: '12.25' });
    expect(readPercent('0')).toEqual({ kind: 'percent', percent: '0' });
  });
  it('refuses what would be over the whole or finer than the rule', () => {
    expect(readPercent('100.01').kind).toBe('fault');
    expect(readPercent('12.345').kind).toBe('fault');
    expect(readPercent('1000').kind).toBe('fault');
  });
});

describe('capRows', () => {
  const usd = (minor: string) => ({ minor, currency: 'USD' });
  const room: RefundRoom = {
    currency: 'USD', cap: usd('5000'), captured: usd('8000'), refundedBefore: usd('1000'), chargedBack: usd('0'), refundedHere: usd('2000'),
    blockedBy: null, lines: [],
  };
  it('shows every subtraction, so that the cap can be followed by eye', () => {
    expect(capRows(room).map((row) => [row.sign, row.minor])).toEqual([['', '8000'], ['-', '1000'], ['-', '2000'], ['=', '5000']]);
    expect(capRows(room).at(-1)?.isLimit).toBe(false);
  });
  it('says when the source limits the cap further, instead of showing a sum that does not add up', () => {
    expect(capRows({ ...room, cap: usd('4000') }).at(-1)?.isLimit).toBe(true);
    expect(capRows({ ...room, captured: null }).at(-1)?.isLimit).toBe(true);
  });
});

it('sums beyond 2^53 without losing a unit', () => {
  expect(sumOf(['9007199254740993', '1'])).toBe('9007199254740994');
});
