import { expect, it } from 'vitest';
import type { SampleItem } from '../../contract/samples.ts';
import { itemsOf, sayItem } from './sampleItems.ts';

const item = (change: Partial<SampleItem>): SampleItem => ({ position: 1, rulingId: 'r', caseId: 'c', caseReference: 'C-1', reason: 'other', disputed: null, title: null, mine: null, others: [], whyNot: null, ...change });

it('offers nobody what they may not review, what they have, or what another has at hand', () => {
  const items = [item({ rulingId: 'free' }), item({ rulingId: 'own', whyNot: 'Yours.' }), item({ rulingId: 'mine', mine: { reviewId: 'v', state: 'open' } }), item({ rulingId: 'taken', others: [{ personName: 'Lou', isDecided: false }] })];
  expect(itemsOf(items, 'left').map(({ rulingId }) => rulingId)).toEqual(['free']);
  expect(itemsOf(items, 'mine').map(({ rulingId }) => rulingId)).toEqual(['mine']);
  expect(itemsOf(items, 'all')).toHaveLength(4);
});

it('says of the own review first, then of who decided, then of who is at it', () => {
  const others = [{ personName: 'Lou', isDecided: true }, { personName: 'Mara', isDecided: false }];
  expect(sayItem(item({ mine: { reviewId: 'v', state: 'disputed' }, others }))).toMatchObject({ words: 'Disputed by the mediator', tone: 'attention' });
  expect(sayItem(item({ others }))).toMatchObject({ words: 'Reviewed by Lou', isDone: true });
  expect(sayItem(item({ others: others.slice(1) }))).toMatchObject({ words: 'With Mara', isOpen: true });
  expect([sayItem(item({})).words, sayItem(item({ whyNot: 'x' })).words]).toEqual(['Not reviewed', 'For others']);
});
