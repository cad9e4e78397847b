import { describe, expect, it } from 'vitest';
import type { Queue } from '../../contract/queues.ts';
import { inOrder, movedIds, ordered } from './queueOrder.ts';
import { anyCase } from './ruleWords.ts';

const queue = (queueId: string | null, place: number): Queue => ({ queueId, place, name: queueId ?? 'General', rule: anyCase, skill: null, isActive: true, people: [], waiting: 0, inReview: 0, overdue: 0, isMoreOverdue: false, oldestAt: null, unserved: null });

describe('the order of the queues', () => {
  it('moves one without losing another, and stops at both ends', () => {
    expect(movedIds(['a', 'b', 'c'], 'a', 1)).toEqual(['b', 'a', 'c']);
    expect(movedIds(['a', 'b', 'c'], 'c', 1)).toEqual(['a', 'b', 'c']);
    expect(movedIds(['a', 'b', 'c'], 'a', -1)).toEqual(['a', 'b', 'c']);
    expect(movedIds(['a', 'b', 'c'], 'c', -Infinity)).toEqual(['c', 'a', 'b']);
    expect(movedIds(['a', 'b'], 'gone', 1)).toEqual(['a', 'b']);
  });
  it('keeps the general queue last and shows a queue somebody else just made', () => {
    const queues = [queue('a', 0), queue('b', 1), queue('new', 2), queue(null, 3)];
    expect(inOrder(queues, ['b', 'a']).map((one) => one.queueId)).toEqual(['b', 'a', 'new', null]);
    expect(inOrder(queues, null)).toBe(queues);
  });
  it('never sends the general queue, which the core would refuse', () => {
    expect(ordered([queue('a', 0), queue(null, 1)])).toEqual(['a']);
  });
});
