import * as currencies from 'dinero.js/bigint/currencies';
import { describe, expect, it } from 'vitest';
import { exponentOf, fromDecimal, toDecimal } from './money.ts';

describe('exponentOf', () => {
  it('agrees with a second list of ISO 4217, so that no currency is a hundred times too much or too little', () => {
    // MGA and MRU are divided by five, not by ten; ISO 4217 gives them two decimals.
    const other = Object.values(currencies).filter(({ base }) => base === 10n);
    expect(other.length).toBeGreaterThan(150);
    expect(other.filter(({ code, exponent }) => exponentOf(code) !== Number(exponent))).toEqual([]);
  });

  it('does not follow Intl, which has no decimals for HUF and rounds fillér away', () => {
    expect(['HUF', 'IDR', 'COP', 'LBP', 'IQD', 'MGA', 'XXX'].map(exponentOf)).toEqual([2, 2, 2, 2, 3, 2, 2]);
  });
});

describe('toDecimal and fromDecimal', () => {
  it('give back the same minor units with 0, 2, 3 and 4 decimals, above 2^53', () => {
    for (const currency of ['JPY', 'USD', 'KWD', 'CLF', 'UYW']) {
      for (const minor of ['0', '1', '10', '-7', '9007199254740993', '100000000000000000']) expect(fromDecimal(toDecimal(minor, currency), currency), `${minor} ${currency}`).toBe(minor);
    }
    expect([toDecimal('12345', 'JPY'), toDecimal('12345', 'KWD'), toDecimal('12345', 'CLF')]).toEqual(['12345', '12.345', '1.2345']);
  });
});
