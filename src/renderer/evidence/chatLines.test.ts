import { describe, expect, it } from 'vitest';
import { chatLines } from './chatLines.ts';

describe('chatLines', () => {
  it('would swallow the time into the name, or split at the colon of the time', () => {
    expect(chatLines('[2026-03-02 14:05] Анна П.: где посылка: скажите?')).toEqual([
      { who: 'Анна П.', when: '2026-03-02 14:05', words: 'где посылка: скажите?' },
    ]);
    expect(chatLines('2026-03-02T14:05:10Z seller: sent')[0]).toEqual({ who: 'seller', when: '2026-03-02T14:05:10Z', words: 'sent' });
  });

  it('would drop the second line of a message, or words before the first name', () => {
    expect(chatLines('Chat export\nBuyer: one\ntwo\n\nSeller: three\n')).toEqual([
      { who: null, when: null, words: 'Chat export' },
      { who: 'Buyer', when: null, words: 'one\ntwo' },
      { who: 'Seller', when: null, words: 'three' },
    ]);
  });

  it('would take a web address for a name', () => {
    expect(chatLines('Buyer: look\nhttps://example.test/a')[0]?.words).toBe('look\nhttps://example.test/a');
  });
});
