import { describe, expect, it } from 'vitest';
import type { Answer, Question } from '../../contract/questions.ts';
import { askedRows, fatesOf } from './askedRows.ts';

const question = (change: Partial<Question>): Question => ({
  questionId: 'q', askId: 'ask-1', to: 'buyer', text: 'A photo, please.', kinds: [], claimId: null, personName: 'Dana', askedAt: 1, dueAt: 9, state: 'waiting', sendAt: 1, sentAt: 2, endedAt: null, ...change,
});
const answer = (change: Partial<Answer>): Answer => ({ answerId: 'a', from: 'buyer', questionIds: [], saidAt: 3, receivedAt: 3, words: 'Here.', language: 'en', exhibits: [], isLate: false, lateWords: null, ...change });

describe('what the board tells of questions', () => {
  const both = [
    question({ questionId: 'b1' }),
    question({ questionId: 'b2', text: 'When was it opened?' }),
    question({ questionId: 's1', to: 'seller', state: 'answered' }),
    question({ questionId: 's2', to: 'seller', text: 'When was it opened?' }),
  ];

  it('tells the same thing asked of both sides once, in the order it was asked, so that the evidence is not pushed away', () => {
    const rows = askedRows({ questions: both, answers: [] });
    expect(rows.map((one) => [one.text, one.parts.map(({ to }) => to)])).toEqual([['A photo, please.', ['buyer', 'seller']], ['When was it opened?', ['buyer', 'seller']]]);
    expect(rows.map((one) => fatesOf(one).length), 'one side answered, the other did not').toEqual([2, 1]);
  });

  it('tells the time of each side when theirs end on different days, as their holidays do', () => {
    const [row] = askedRows({ questions: [question({}), question({ questionId: 's', to: 'seller', dueAt: 12 })], answers: [] });
    expect(row && fatesOf(row)).toHaveLength(2);
  });

  it('puts the newest ask first and does not mix it with the same words of an earlier one', () => {
    const rows = askedRows({ questions: [question({}), question({ questionId: 'again', askId: 'ask-2', to: 'seller', askedAt: 5 })], answers: [] });
    expect(rows.map((one) => one.parts.map(({ questionId }) => questionId))).toEqual([['again'], ['q']]);
  });

  it('tells an answer to a whole letter once, under the last thing it answers', () => {
    const rows = askedRows({ questions: both, answers: [answer({ questionIds: ['b1', 'b2'] })] });
    expect(rows.map((one) => one.answers.length)).toEqual([0, 1]);
  });

  it('says nothing of what was undone before it went out, but keeps what a party has read', () => {
    const undone = question({ questionId: 'undone', state: 'withdrawn', sentAt: null });
    const read = question({ questionId: 'read', askId: 'ask-2', state: 'withdrawn' });
    expect(askedRows({ questions: [undone, read], answers: [] }).map((one) => one.key)).toEqual(['read']);
  });
});
