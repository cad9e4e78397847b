import { describe, expect, it } from 'vitest';
import { emptyOrder, orderOf } from './orderForm.ts';

describe('an order from its fields', () => {
  it('would be begun before it says anything', () => {
    for (const doing of ['assign', 'tag', 'ask'] as const) expect(orderOf(doing, emptyOrder()), doing).toBeNull();
    expect(orderOf('ask', { ...emptyOrder(), to: [], questions: [{ text: 'A photo?', kinds: [] }] })).toBeNull();
    expect(orderOf('tag', { ...emptyOrder(), tags: ['a,b'] })).toBeNull();
  });
  it('would take nobody chosen for everybody, or send empty questions', () => {
    expect(orderOf('assign', { ...emptyOrder(), personId: 'everybody' })).toEqual({ action: 'assign', personId: null });
    expect(orderOf('ask', { ...emptyOrder(), questions: [{ text: ' A photo? ', kinds: ['photo'] }, { text: '  ', kinds: ['video'] }] })).toEqual({ action: 'ask', to: ['seller'], questions: [{ text: 'A photo?', kinds: ['photo'] }], dueAt: null });
    expect(orderOf('tag', { ...emptyOrder(), tagging: 'untag', tags: ['safety'] })).toEqual({ action: 'untag', tags: ['safety'] });
  });
});
