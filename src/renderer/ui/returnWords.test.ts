import { describe, expect, it } from 'vitest';
import type { GoodsBack } from '../../contract/returnParts.ts';
import { waitWords } from './returnWords.ts';

const now = Date.parse('2026-11-28T12:00:00Z');
const back = (change: Partial<GoodsBack>): GoodsBack => ({
  returnId: 'r', rulingId: 'u', state: 'ordered', refundWhen: 'delivered', labelPaidBy: 'seller', lines: [], dueAt: Date.parse('2026-12-12T20:00:00Z'), reckoning: null, orderedBy: 'marketplace',
  label: null, steps: [], counts: [], differs: false, needs: null, waiting: { minor: '100', currency: 'USD' }, payable: [], decision: null, ...change,
});

describe('what the money of a return waits for', () => {
  it('would leave the day out, or say that goods are on their way which are not', () => {
    expect(waitWords(back({}), now)).toBe('Refund waits: goods due back by 12 Dec, not sent yet');
    expect(waitWords(back({ state: 'shipped' }), now)).toBe('Refund waits: goods on their way back, paid when the goods have arrived');
    expect(waitWords(back({ state: 'delivered', refundWhen: 'inspected' }), now)).toBe('Refund waits: goods arrived, paid when the goods were inspected');
  });

  it('would promise money that is cancelled or decided about by a person', () => {
    expect(waitWords(back({ state: 'lapsed', waiting: null }), now)).toContain('cancelled');
    expect(waitWords(back({ needs: 'differs', state: 'inspected' }), now)).toBe('Refund waits for a decision: what came back differs');
    expect(waitWords(back({ needs: 'late', state: 'lapsed', waiting: null }), now)).toBe('To be decided: sent after its time was over');
    expect(waitWords(back({ state: 'done', waiting: null }), now)).toContain('waits no longer');
  });
});
