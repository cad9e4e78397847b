import { describe, expect, it } from 'vitest';
import { hasAnswered, openAnswerWindows } from './turn.ts';

const day = 86_400_000;
const openedAt = 10 * day;
const silent = { openedAt, claims: [], messages: [], remedies: [], exhibits: [] };
const window = { deadlineId: 'd', party: 'seller' as const, action: 'answer', dueAt: 20 * day, isMandatory: true, from: 'rule' as const };

describe('the time a side has to answer', () => {
  it('would end by what the side said before there was a dispute to answer', () => {
    const before = { ...silent, messages: [{ from: 'seller' as const, sentAt: openedAt - 1 }], remedies: [{ by: 'seller' as const, at: openedAt - day }], exhibits: [{ side: 'seller' as const, handedInAt: openedAt - day }] };
    expect(hasAnswered('seller', before)).toBe(false);
    expect(openAnswerWindows([window], before, 15 * day)).toEqual([window]);
  });
  it('would run on although the side has answered, in any form or without a time', () => {
    for (const spoken of [
      { ...silent, messages: [{ from: 'seller' as const, sentAt: openedAt }] },
      { ...silent, remedies: [{ by: 'seller' as const, at: null }] },
      { ...silent, exhibits: [{ side: 'seller' as const, handedInAt: openedAt + day }] },
    ]) expect(openAnswerWindows([window], spoken, 15 * day)).toEqual([]);
  });
});
