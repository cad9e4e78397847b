import { describe, expect, it } from 'vitest';
import { aMessage } from './testCase.testing.ts';
import { isLong, shownTexts, transcriptHits, transcriptRows } from './transcript.ts';

const day = 86_400_000;
const utcDay = (at: number): number => Math.floor(at / day) * day;

describe('transcriptRows', () => {
  it('would count the days of the messages themselves as silent', () => {
    const rows = transcriptRows([aMessage({ messageId: 'a', sentAt: 0 }), aMessage({ messageId: 'b', sentAt: 4 * day + 5 })], utcDay);
    expect(rows.map((row) => (row.type === 'silence' ? `silent ${row.days}` : row.type))).toEqual(['day', 'turn', 'silent 3', 'day', 'turn']);
  });

  it('would print the day twice or a silence between neighbouring days', () => {
    const rows = transcriptRows(
      [aMessage({ messageId: 'a', sentAt: 1 }), aMessage({ messageId: 'b', sentAt: 2 }), aMessage({ messageId: 'c', sentAt: day })],
      utcDay,
    );
    expect(rows.map((row) => row.type)).toEqual(['day', 'turn', 'day', 'turn']);
  });

  it('would join what two parties wrote, what one wrote to two, or what lies on two days', () => {
    const rows = transcriptRows(
      [aMessage({ messageId: 'a', sentAt: 1 }), aMessage({ messageId: 'b', sentAt: 2 }), aMessage({ messageId: 'c', sentAt: 3, from: 'seller' }), aMessage({ messageId: 'd', sentAt: 4, from: 'seller', to: 'platform' })],
      utcDay,
    );
    expect(rows.flatMap((row) => (row.type === 'turn' ? [row.turn.messages.map((message) => message.messageId).join()] : []))).toEqual(['a,b', 'c', 'd']);
  });

  it('would lose messages without a time, or print a newest-first source upside down', () => {
    const rows = transcriptRows([aMessage({ messageId: 'x' }), aMessage({ messageId: 'b', sentAt: 9 }), aMessage({ messageId: 'a', sentAt: 3 })], utcDay);
    expect(rows.flatMap((row) => (row.type === 'turn' ? row.turn.messages.map((message) => message.messageId) : []))).toEqual(['x', 'a', 'b']);
  });
});

describe('transcriptHits', () => {
  const messages = [aMessage({ messageId: 'a', original: 'Strap (left) missing', translation: null }), aMessage({ messageId: 'b', original: 'Нет РЕМЕШКА', translation: 'no strap, no STRAP' })];

  it('would read the words as a pattern', () => {
    expect(transcriptHits(messages, '(left)')).toHaveLength(1);
    expect(transcriptHits(messages, '.')).toHaveLength(0);
  });

  it('would miss translations, other cases and other alphabets', () => {
    expect(transcriptHits(messages, 'strap').map((hit) => [hit.messageId, hit.text, hit.from])).toEqual([
      ['a', 'original', 0],
      ['b', 'translation', 3],
      ['b', 'translation', 13],
    ]);
    expect(transcriptHits(messages, 'ремешка')).toHaveLength(1);
  });

  it('would hit everywhere for blank words', () => {
    expect(transcriptHits(messages, '  ')).toEqual([]);
  });

  it('would count hits in a text that is not shown', () => {
    expect(transcriptHits(messages, 'strap', 'original')).toHaveLength(1);
    expect(transcriptHits(messages, 'ремешка', 'translation')).toHaveLength(0);
  });
});

describe('shownTexts', () => {
  it('would hide a message that has no translation when only translations are shown', () => {
    expect(shownTexts(aMessage(), 'translation')).toEqual(['original']);
    expect(shownTexts(aMessage({ translation: 'x' }), 'translation')).toEqual(['translation']);
    expect(shownTexts(aMessage({ translation: 'x' }), 'both')).toEqual(['original', 'translation']);
  });
});

describe('isLong', () => {
  it('would fold a short message, or leave a list of many short lines unfolded', () => {
    expect(isLong('x'.repeat(480))).toBe(false);
    expect(isLong('x'.repeat(481))).toBe(true);
    expect(isLong('a\n'.repeat(9))).toBe(true);
  });
});
