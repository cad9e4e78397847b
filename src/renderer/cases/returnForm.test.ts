import { describe, expect, it } from 'vitest';
import { fairShares, foundLines, momentOfDay, readPaid, type FoundRow } from './returnForm.ts';

const row = (change: Partial<FoundRow> = {}): FoundRow => ({ itemId: 'a', title: 'Watch', count: '1', condition: 'as_sent', words: '', ...change });
const usd = (minor: string) => ({ minor, currency: 'USD' });

describe('what an inspection found, as it is typed', () => {
  it('would lose that nothing of an item came back, or send rows that say nothing', () => {
    expect(foundLines([row({ count: '0' })]).lines).toEqual([{ itemId: 'a', quantity: 0, condition: 'as_sent', words: null }]);
    expect(foundLines([row(), row({ count: '0', condition: 'used' })]).lines).toHaveLength(1);
    expect(foundLines([row({ words: 'left over' }), row({ condition: 'used', words: ' Scratched. ' })]).lines.map(({ words }) => words)).toEqual([null, 'Scratched.']);
  });

  it('would read half a number', () => {
    for (const count of ['', '1.5', '-1', 'one']) expect(foundLines([row({ count })]).fault).toContain('whole number');
  });

  it('would put a day into the future, or onto another one', () => {
    const now = new Date(2026, 10, 28, 9).getTime();
    expect(momentOfDay('2026-11-28', now)).toBe(now);
    expect(new Date(momentOfDay('2026-11-20', now) ?? 0).getDate()).toBe(20);
    expect(momentOfDay('', now)).toBeNull();
  });
});

describe('a beginning for a decision by line', () => {
  it('would pay for pieces that did not come back as they were sent, or less for what is no item', () => {
    const payable = [{ lineId: 'a', words: 'Watch', most: usd('5000') }, { lineId: 'order:shipping', words: 'Shipping', most: usd('665') }];
    expect(readPaid(payable, { a: '33.33', 'order:shipping': '' })).toEqual({ lines: [{ lineId: 'a', minor: '3333' }, { lineId: 'order:shipping', minor: '0' }], sum: '3333', fault: null });
    expect(readPaid(payable, { a: '50.01' }).fault).toContain('at most USD 50.00');
    expect(readPaid(payable, { a: '1,5' }).fault).toContain('cannot be read');
    expect(fairShares({ payable, counts: [{ itemId: 'a', title: 'Watch', expected: 3, asSent: 2, otherwise: [] }] })).toEqual({ a: '33.33', 'order:shipping': '6.65' });
  });
});
