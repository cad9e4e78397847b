import { describe, expect, it } from 'vitest';
import { noneLine, notServedWords, waitWords, type NotServed } from './notServedWords.ts';

const none = (part: Partial<NotServed>): NotServed => ({ served: false, why: 'all_done', holders: [], held: [], queues: [], ...part });

describe('why somebody is served nothing', () => {
  it('names the cases in hand, so that nobody at their limit waits for a case that never comes', () => {
    const full = none({ why: 'at_capacity', held: [{ caseId: 'a', reference: 'C-1', title: null, endsAt: 0 }, { caseId: 'b', reference: 'C-2', title: null, endsAt: 0 }] });
    expect(noneLine(full)).toBe('You have as many cases in hand as you may: C-1, C-2. Decide one or hand it back.');
    expect(notServedWords(full).title).toMatch(/in hand/);
  });
  it('does not say "all done" while cases wait in queues of others', () => {
    const others = none({ why: 'not_in_a_queue', queues: [{ queueId: 'q', name: 'High value', why: 'skill', words: 'needs watches', waiting: 3 }] });
    expect(notServedWords(others).title).not.toMatch(/done/i);
    expect(noneLine(others)).toBe('What waits is in queues you are not served from. High value: needs watches');
  });
  it('has words for every reason the core gives', () => {
    for (const why of ['all_done', 'leased_by_others', 'for_others', 'at_capacity', 'not_in_a_queue', 'nothing_received'] as const) {
      expect(notServedWords(none({ why })).title, why).not.toBe('');
      expect(noneLine(none({ why })), why).not.toBe('');
    }
    expect([waitWords(1), waitWords(1_204)]).toEqual(['1 case waits', '1,204 cases wait']);
  });
});
