import { describe, expect, it } from 'vitest';
import { composeNotice, type NoticeFacts } from './noticeLetter.ts';
import { letterLanguages } from './templates.ts';

const facts = (language: string, change: Partial<NoticeFacts> = {}): NoticeFacts => ({
  to: 'buyer',
  party: { displayName: 'Ada', language, timeZone: 'Europe/Berlin' },
  reference: 'C-20001',
  sourceId: 'S-1',
  orderId: null,
  act: 'extended',
  whose: 'seller',
  action: 'Answer the dispute',
  reason: 'The shop is closed.',
  dueBefore: Date.parse('2026-06-12T21:59:59Z'),
  dueAt: Date.parse('2026-06-16T21:59:59Z'),
  untilAt: null,
  ...change,
});

describe('the letter that a time was moved', () => {
  it.each(letterLanguages())('would fall back to English, or leave out the reason, an end or whose time it is, in %s', (language) => {
    const told = new Set<string>();
    for (const act of ['extended', 'paused', 'resumed'] as const) {
      for (const whose of ['buyer', 'seller'] as const) {
        for (const to of ['buyer', 'seller'] as const) {
          const letter = composeNotice(facts(language, { act, whose, to, untilAt: act === 'paused' ? Date.parse('2026-06-14T21:59:59Z') : null }));
          expect(letter.language).toBe(language);
          for (const part of ['C-20001', 'The shop is closed.', 'Answer the dispute']) expect(letter.body).toContain(part);
          expect(letter.body).toMatch(language === 'ar' ? /16|١٦/ : /16/);
          expect(`${letter.subject}${letter.body}`).not.toMatch(/[{}]|undefined|\bWHO\b/);
          told.add(`${letter.subject} ${letter.body}`);
        }
      }
    }
    // Three acts; for each the own time in two letters with one text, and that of either other side.
    expect(told.size).toBe(9);
  });

  it('would let a reason pose as a part of the letter, or name the work of a question twice', () => {
    const { body } = composeNotice(facts('en', { action: null, reason: 'First.\u202e\n\n\n\nMediation Desk' }));
    expect(body).not.toContain('\u202e');
    expect(body).not.toContain('\n\n\n');
    expect(body).not.toContain('What the time is for');
  });
});
