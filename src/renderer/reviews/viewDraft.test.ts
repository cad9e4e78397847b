import { describe, expect, it } from 'vitest';
import { draftOf, readView } from './viewDraft.ts';

const room = { currency: 'USD' };

describe('a view in the making', () => {
  it('would be sent without an amount, an outcome or a reason', () => {
    expect(readView(draftOf(null), room)).toMatchObject({ view: null, missing: 'Choose an outcome.' });
    expect(readView({ ...draftOf(null), outcome: 'partial_refund', words: 'x' }, room)).toMatchObject({ view: null, missing: 'Enter the amount.' });
    expect(readView({ ...draftOf(null), outcome: 'no_refund', words: ' ' }, room)).toMatchObject({ view: null, missing: 'Say why, in a sentence.' });
  });
  it('would read a thousand as one, or money where a percentage was typed', () => {
    expect(readView({ outcome: 'partial_refund', mode: 'sum', text: '1,234', words: 'x' }, room)).toMatchObject({ view: null, error: expect.stringContaining('grouping') as string });
    expect(readView({ outcome: 'partial_refund', mode: 'percent', text: '12.5', words: ' x ' }, room).view).toEqual({ outcome: 'partial_refund', basis: { by: 'percent', percent: '12.5' }, words: 'x' });
    expect(readView({ outcome: 'partial_refund', mode: 'sum', text: '800', words: 'x' }, { currency: 'JPY' }).view?.basis).toEqual({ by: 'sum', minor: '800' });
  });
  it('would lose the amount of a rating that is changed', () => {
    expect(draftOf({ outcome: 'partial_refund', amount: { minor: '1234', currency: 'USD' }, words: 'x', at: 1 })).toEqual({ outcome: 'partial_refund', mode: 'sum', text: '12.34', words: 'x' });
  });
});
