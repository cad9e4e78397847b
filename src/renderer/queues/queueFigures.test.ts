import { describe, expect, it } from 'vitest';
import { isFull, overdueWords, peopleWords, removalWords } from './queueFigures.ts';

const person = (personName: string, capacity: number | null, holds = 0) => ({ personId: personName, personName, role: 'mediator' as const, capacity, holds, lacks: null });

describe('a queue in short', () => {
  it('says that nobody named means everybody able, not nobody', () => {
    expect(peopleWords({ queueId: 'q', people: [], skill: 'watches' })).toBe('Everybody with watches');
    expect(peopleWords({ queueId: null, people: [], skill: null })).toBe('Everybody');
  });
  it('names how full people are, and counts those it has no room for', () => {
    expect(peopleWords({ queueId: 'q', people: [person('Dana', 3, 2), person('Iris', null), person('Omar', 1), person('Luis', 1), person('Ann', 1)], skill: null })).toBe('Dana 2 of 3, Iris, Omar 0 of 1, 2 more');
  });
  it('does not show a count that was cut off as the whole', () => {
    expect(overdueWords({ overdue: 1_000, isMoreOverdue: true })).toBe('1,000+');
  });
  it('holds somebody over the limit for full, too: a limit may have been lowered', () => {
    expect([isFull(person('a', 2, 3)), isFull(person('a', 2, 1)), isFull(person('a', null, 9))]).toEqual([true, false, false]);
  });
  it('says what becomes of every case before a queue is taken away', () => {
    expect(removalWords({ waiting: 1_204, inReview: 1 })).toBe('Its 1,204 waiting cases go to the first other queue that takes them, or to the general one. None is lost. The 1 case in hand stays with whoever works on it.');
    expect(removalWords({ waiting: 0, inReview: 0 })).toBe('No case waits in it.');
  });
});
