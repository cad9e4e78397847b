import { describe, expect, it } from 'vitest';
import { formatAmount, formatMoney } from './money.ts';

describe('money on screen', () => {
  it.each([
    [{ minor: '6665', currency: 'USD' }, 'USD 66.65'],
    [{ minor: '1234567', currency: 'JPY' }, 'JPY 1,234,567'],
    [{ minor: '1234567', currency: 'KWD' }, 'KWD 1,234.567'],
    [{ minor: '5', currency: 'EUR' }, 'EUR 0.05'],
    [{ minor: '0', currency: 'USD' }, 'USD 0.00'],
  ])('shows %o with the decimals of its currency', (money, shown) => {
    expect(formatMoney(money, 'en')).toBe(shown);
  });
  it('keeps every unit of a sum that a number cannot hold', () => {
    expect(formatMoney({ minor: '900719925474099301', currency: 'USD' }, 'en')).toBe('USD 9,007,199,254,740,993.01');
  });
  it('writes a minus that cannot be taken for a hyphen', () => {
    expect(formatAmount({ minor: '-5', currency: 'EUR' }, 'en')).toBe('−0.05');
  });
  it('groups for the locale but never changes the digits to others, so that columns stay in line', () => {
    expect(formatAmount({ minor: '123456', currency: 'EUR' }, 'de')).toBe('1.234,56');
    expect(formatAmount({ minor: '123456', currency: 'EUR' }, 'ar-EG')).toMatch(/^[\d.,٬٫]+$/);
    expect(formatAmount({ minor: '123456', currency: 'EUR' }, 'ar-EG')).toMatch(/[0-9]/);
  });
});
