import { describe, expect, it } from 'vitest';
import { isSameBasis, noTexts, readRefund, textsOf } from './refundForm.ts';
import type { RefundBasis } from '../../contract/rulings.ts';

describe('refund fields', () => {
  it('stages no line while another line cannot be read, so that a typing slip never drops money in silence', () => {
    const read = readRefund('line', { ...noTexts, lines: { a: '10', shipping: '3.999' } }, 'USD');
    expect(read.basis).toBeUndefined();
    expect(Object.keys(read.faults)).toEqual(['shipping']);
  });
  it('takes a percent sign in a line for a percentage of that line, never for a sum', () => {
    expect(readRefund('line', { ...noTexts, lines: { a: '30 %', b: '0%' } }, 'USD').basis).toEqual({ by: 'line', lines: [{ lineId: 'a', percent: '30' }] });
    expect(readRefund('line', { ...noTexts, lines: { a: '130 %' } }, 'USD').faults).toHaveProperty('a');
  });
  it('keeps shipping and tax lines and leaves zero lines out', () => {
    expect(readRefund('line', { ...noTexts, lines: { a: '', shipping: '4.5', tax: '0' } }, 'USD').basis).toEqual({
      by: 'line', lines: [{ lineId: 'shipping', minor: '450' }],
    });
  });
  it('shows a saved draft in its fields exactly as it would be read again', () => {
    const bases: RefundBasis[] = [
      { by: 'percent', percent: '12.5' },
      { by: 'sum', minor: '8200' },
      { by: 'line', lines: [{ lineId: 'a', minor: '1234' }, { lineId: 'b', percent: '12.5' }] },
    ];
    for (const currency of ['USD', 'JPY', 'KWD', 'CLF']) {
      for (const basis of bases) {
        const { mode, texts } = textsOf(basis, currency);
        expect(isSameBasis(mode ? readRefund(mode, texts, currency).basis : undefined, basis), `${currency} ${basis.by}`).toBe(true);
      }
    }
  });
  it('has no basis while nothing is typed', () => {
    for (const mode of ['percent', 'sum', 'line'] as const) expect(readRefund(mode, noTexts, 'USD')).toEqual({ basis: undefined, faults: {} });
  });
});
