import { describe, expect, it } from 'vitest';
import type { SearchHit } from '../../contract/search.ts';
import { readSpot } from '../ui/caseSpot.ts';
import { addressOf, pendingWords, spotOf, spotWords, totalWords } from './hitWords.ts';

const hit = (part: Partial<SearchHit>): SearchHit => ({
  caseId: 'c1', reference: 'C-1', state: 'queued', reason: 'defective', title: null, buyerName: null, sellerName: null, amount: null, place: 'messages', speaker: 'seller',
  spot: { in: 'message', messageId: 'm1' }, exhibit: null, snippet: [{ text: 'a ', isHit: false }, { text: 'Crack', isHit: true }, { text: ' and a ', isHit: false }, { text: 'Crack', isHit: true }], more: 0, isNear: false, ...part,
});

describe('a case that was found', () => {
  it('says where the words stand and who said them', () => {
    expect(spotWords(hit({}))).toBe('Message of the seller');
    const invoice = { speaker: 'buyer', exhibit: { label: 'B-2', fileName: 'invoice.pdf' } } as const;
    expect(spotWords(hit({ ...invoice, spot: { in: 'evidence', evidenceId: 'e', part: 'text', offset: 90, line: 12 } }))).toBe('B-2 invoice.pdf');
    expect(spotWords(hit({ ...invoice, spot: { in: 'evidence', evidenceId: 'e', part: 'name', offset: 0, line: 0 } }))).toBe('B-2, its name');
    expect(spotWords(hit({ ...invoice, spot: { in: 'evidence', evidenceId: 'e', part: 'statement', offset: 0, line: 0 } }))).toBe('B-2, said with it');
    expect(spotWords(hit({ spot: { in: 'claim', claimId: 'c' } }))).toBe('Answer of the seller to a claim');
    expect(spotWords(hit({ speaker: null, spot: { in: 'head', part: 'tracking' } }))).toBe('Tracking number');
  });
  it('opens at the message with its words as they are written there, each once', () => {
    expect(spotOf(hit({}))).toEqual({ in: 'message', id: 'm1', line: null, words: ['Crack'] });
    const { query } = addressOf(hit({}), 'queue', { sort: 'due' }) as { query: Record<string, string> };
    expect([query['sort'], readSpot(query)]).toEqual(['due', spotOf(hit({}))]);
  });
  it('the reasons of a ruling are read in the decision, where all of it stands', () => {
    expect(addressOf(hit({ spot: { in: 'ruling', rulingId: 'r1' } }), 'case')).toEqual({ name: 'decisions', params: { rulingId: 'r1' } });
  });
  it('claims no exact number where nobody counted to the end', () => {
    expect([totalWords({ total: 20_000, isTotalExact: false }), totalWords({ total: 1, isTotalExact: true }), totalWords({ total: 1, isTotalExact: false }), totalWords({ total: 0, isTotalExact: false })]).toEqual(['20,000+ cases', '1 case', '1+ cases', '0 cases']);
  });
  it('owns up to what it cannot find yet', () => {
    expect(pendingWords({ pending: 12, isCatchingUp: true })).toBe('12 changed cases are not searchable yet');
    expect(pendingWords({ pending: 1, isCatchingUp: true })).toBe('1 changed case is not searchable yet');
    expect(pendingWords({ pending: 0, isCatchingUp: false })).toBeNull();
  });
});
