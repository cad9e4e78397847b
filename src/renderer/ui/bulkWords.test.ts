import { describe, expect, it } from 'vitest';
import { bulkOutcome, bulkStanding, caseCount, startWords } from './bulkWords.ts';

const counts = { done: 1_190, refused: 14, failed: 0, waiting: 0, stoppedAt: null, finishedAt: 5 };

describe('words of a bulk', () => {
  it('would speak of one case in the plural, or of failures there are none of', () => {
    expect([caseCount(1), caseCount(1_204)]).toEqual(['1 case', '1,204 cases']);
    expect(bulkOutcome(counts)).toBe('1,190 done, 14 refused');
  });
  it('would call what was left after a stop still to come', () => {
    expect(bulkOutcome({ ...counts, waiting: 6, finishedAt: null })).toBe('1,190 done, 14 refused, 6 to go');
    expect(bulkOutcome({ ...counts, waiting: 6, stoppedAt: 4 })).toBe('1,190 done, 14 refused, 6 left undone');
    expect([bulkStanding({ stoppedAt: 4, finishedAt: null }), bulkStanding({ stoppedAt: 4, finishedAt: 5 }), bulkStanding({ stoppedAt: null, finishedAt: 5 })]).toEqual(['stopping', 'stopped', 'through']);
  });
  it('would promise another thing on the button than is done', () => {
    const words = (order: Parameters<typeof startWords>[0]) => startWords(order, 2, () => 'Dana');
    expect(words({ action: 'assign', personId: 'p' })).toBe('Assign 2 cases to Dana');
    expect(words({ action: 'assign', personId: null })).toBe('Give 2 cases to everybody');
    expect(words({ action: 'ask', to: ['buyer', 'seller'], questions: [], dueAt: null })).toBe('Ask both sides in 2 cases');
  });
});
