import { describe, expect, it } from 'vitest';
import { chatLines } from './chatLines.ts';

describe('chatLines', () => {
  it('would swallow the time into the name, or split at the colon of the time', () => {
    expect(chatLines('[2026-03-02 14:05] Анна П.: где посылка: скажите?')).toEqual([
      { who: 'Анна П.', when: '2026-03-02 14:05', words: 'где посылка: скажите?', from: 1, to: 1 },
    ]);
    expect(chatLines('2026-03-02T14:05:10Z seller: sent')[0]).toEqual({ who: 'seller', when: '2026-03-02T14:05:10Z', words: 'sent', from: 1, to: 1 });
  });

  it('would drop the second line of a message, or words before the first name', () => {
    expect(chatLines('Chat export\nBuyer: one\ntwo\n\nSeller: three\n')).toEqual([
      { who: null, when: null, words: 'Chat export', from: 1, to: 1 },
      { who: 'Buyer', when: null, words: 'one\ntwo', from: 2, to: 3 },
      { who: 'Seller', when: null, words: 'three', from: 5, to: 5 },
    ]);
  });

  it('would take a web address for a name', () => {
    expect(chatLines('Buyer: look\nhttps://example.test/a')[0]?.words).toBe('look\nhttps://example.test/a');
  });

  it('would count a carriage return as a line, so that a cited line is another one in the core', () => {
    expect(chatLines('\r\nBuyer: one\r\ntwo\r\nSeller: three').map(({ from, to }) => [from, to])).toEqual([[2, 3], [4, 4]]);
    expect(chatLines('Buyer: one\rSeller: two').map(({ who, from, to }) => [who, from, to])).toEqual([['Buyer', 1, 1], ['Seller', 1, 1]]);
  });
});
