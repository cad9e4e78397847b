import { describe, expect, it } from 'vitest';
import type { GoodsBack, ReturnStep } from '../../contract/returnParts.ts';
import { returnLegs } from './returnLegs.ts';

const step = (kind: ReturnStep['kind'], at: number): ReturnStep => ({ eventId: `${kind}-${at}`, at, notedAt: at, kind, by: 'marketplace', personName: null, words: null, lines: [], photos: [] });
const back = (steps: ReturnStep[], change: Partial<GoodsBack> = {}): GoodsBack => ({
  returnId: 'r', rulingId: 'u', state: 'ordered', refundWhen: 'delivered', labelPaidBy: 'seller', lines: [], dueAt: 0, reckoning: null, orderedBy: 'marketplace', label: null, steps, counts: [],
  differs: false, needs: null, waiting: { minor: '1', currency: 'USD' }, payable: [], decision: null, ...change,
});
const said = (one: GoodsBack) => returnLegs(one).map(({ words, is }) => `${words} ${is}`);

describe('the legs of a return', () => {
  it('would leave a hole where only the later of two legs was told', () => {
    expect(said(back([step('ordered', 1), step('delivered', 5)]))).toEqual(['Ordered done', 'Sent done', 'Arrived done', 'Inspected open']);
  });

  it('would show a parcel that came back, or was lost, as on its way', () => {
    expect(said(back([step('ordered', 1), step('shipped', 2), step('refused', 3)], { state: 'refused' }))).toEqual(['Ordered done', 'Sent done', 'Refused wrong', 'Inspected open']);
    expect(said(back([step('shipped', 2), step('lost', 3)], { state: 'shipped' }))).toContain('Lost wrong');
    expect(said(back([step('shipped', 2), step('lost', 3), step('delivered', 9)], { state: 'delivered' }))).toContain('Arrived done');
  });

  it('would show goods that differ as a good end', () => {
    expect(said(back([step('delivered', 2), step('inspected', 3)], { state: 'inspected', differs: true }))).toContain('Inspected: it differs wrong');
    expect(said(back([step('delivered', 2), step('inspected', 3)], { state: 'inspected' }))).toContain('Inspected done');
  });

  it('would not say at which leg the money is paid', () => {
    expect(returnLegs(back([])).map(({ paysHere }) => paysHere)).toEqual([false, false, true, false]);
    expect(returnLegs(back([step('delivered', 2)], { needs: 'differs' })).some(({ paysHere }) => paysHere)).toBe(false);
    expect(returnLegs(back([], { waiting: null })).some(({ paysHere }) => paysHere)).toBe(false);
  });
});
