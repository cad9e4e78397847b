import { NeutralCase, neutralCaseSchema, type NeutralCaseInput } from '../contract/neutralCase.ts';
import type { IncomingCase } from '../core/cases/storeCase.ts';

/** A small whole case: one claim, USD 66.65 paid, a photo from each side; parts can be replaced. */
export function neutralCase(change: Partial<NeutralCaseInput> = {}): NeutralCase {
  return NeutralCase.parse({
    schema: neutralCaseSchema,
    source: 'test',
    sourceId: 'T-1',
    openedAt: '2026-05-10T10:00:00Z',
    escalatedAt: '2026-05-17T10:00:00Z',
    stage: 'dispute',
    parties: [
      { role: 'buyer', id: 'b1', displayName: 'Ada Buyer', language: 'en' },
      { role: 'seller', id: 's1', displayName: 'Song Seller', language: 'en' },
    ],
    order: {
      id: 'O-1',
      currency: 'USD',
      paid: usd('6665'),
      captured: usd('6665'),
      shipping: usd('665'),
      placedAt: '2026-04-01T08:00:00Z',
    },
    items: [{ id: 'i1', title: 'Phone cage, black', quantity: 1, unitPrice: usd('6000') }],
    claims: [
      {
        id: 'c1',
        reason: 'wrong_item',
        words: 'I got a red one.',
        amount: usd('6665'),
        itemId: 'i1',
        answers: [{ by: 'seller', stance: 'denies', words: 'We sent black.', at: '2026-05-12T10:00:00Z' }],
      },
    ],
    remedies: [{ id: 'r1', by: 'buyer', type: 'request', kind: 'full_refund', amount: usd('6665'), state: 'pending', at: '2026-05-10T10:00:00Z' }],
    messages: [{ id: 'm1', from: 'buyer', to: 'seller', sentAt: '2026-05-10T11:00:00Z', original: 'This is red.' }],
    evidence: [
      { id: 'e1', side: 'buyer', kind: 'chat', fileName: 'words.txt', text: 'red', claimIds: ['c1'], handedInAt: '2026-05-10T11:00:00Z' },
      { id: 'e2', side: 'seller', kind: 'document', fileName: 'packing.txt', text: 'black', claimIds: ['c1'], handedInAt: '2026-05-12T11:00:00Z' },
    ],
    deadlines: [{ id: 'd1', party: 'mediator', action: 'decide', dueAt: '2026-06-11T09:00:00Z', isMandatory: true, from: 'source' }],
    ...change,
  });
}

/** An amount in US cents. */
export function usd(minor: string) {
  return { minor, currency: 'USD' };
}

/** A case as intake hands it over when it came as a sound document without files. */
export function incoming(change: Partial<NeutralCaseInput> = {}): IncomingCase {
  return { neutral: neutralCase(change), files: new Map(), integrity: { kind: 'document', valid: true, complete: true, faults: [], warnings: [] }, carriedRuling: null };
}
