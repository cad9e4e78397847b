import { describe, expect, it } from 'vitest';
import { begun, draftOf, sendable, suggestionsFor, withThing, wordsOf, type AskDraft } from './askDraft.ts';

const draft: AskDraft = { to: ['seller'], questions: [{ text: 'A photo.', claimId: null, kinds: ['photo'] }], dueAt: null };

describe('what is being asked', () => {
  it('is kept as it was begun, and forgotten when it says nothing', () => {
    expect(draftOf(wordsOf(draft))).toEqual(draft);
    expect(wordsOf({ ...draft, questions: [{ text: ' ', claimId: null, kinds: [] }] })).toBe('');
    expect(draftOf('')).toBeNull();
  });

  it('goes on with the side asked for now, and does not lose what was begun for the other', () => {
    expect(begun(draft, { to: 'buyer', claimId: 'c', text: 'An invoice.' })).toMatchObject({ to: ['buyer', 'seller'], questions: [{ text: 'A photo.' }, { text: 'An invoice.', claimId: 'c' }] });
    expect(begun(draft, { to: 'seller', claimId: null, text: '' })).toEqual(draft);
    expect(begun(null, { to: 'seller', claimId: null, text: '' })).toMatchObject({ to: ['seller'], questions: [{ text: '' }] });
  });

  it('asks nothing twice and takes the place of an empty question', () => {
    expect(withThing(draft, { text: 'A photo. ', claimId: null, kinds: [] })).toBe(draft);
    const empty = { ...draft, questions: [{ text: '', claimId: null, kinds: [] }] };
    expect(withThing(empty, { text: 'A film.', claimId: null, kinds: [] }).questions).toEqual([{ text: 'A film.', claimId: null, kinds: [] }]);
    expect(sendable({ ...draft, questions: [...draft.questions, ...empty.questions] })).toHaveLength(1);
  });

  it('suggests what the policy misses of the sides asked, with the kinds it names', () => {
    const claim = { claimId: 'c', missing: [{ side: 'seller' as const, words: 'a photo of the packing' }, { side: 'buyer' as const, words: 'an invoice' }] };
    expect(suggestionsFor({ claims: [claim, claim] }, ['seller'])).toEqual([{ text: 'Please send: a photo of the packing.', claimId: 'c', kinds: ['photo', 'document'] }]);
  });
});
