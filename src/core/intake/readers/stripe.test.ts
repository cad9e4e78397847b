import { describe, expect, it } from 'vitest';
import { fixture, only, pathsOf } from './fixtures/payloads.ts';

describe('Stripe', () => {
  it('reads amounts in minor units without moving the point of JPY, and each filled evidence field as an item', () => {
    const read = only(fixture('stripeDispute.json'));
    expect(read.case.claims).toMatchObject([{ reason: 'not_received', amount: { minor: '1000', currency: 'JPY' } }]);
    expect(read.case.evidence.map(({ id, kind, side }) => [id, kind, side])).toEqual([
      ['receipt', 'document', 'seller'],
      ['customer_name', 'other', 'seller'],
      ['shipping_carrier', 'tracking', 'seller'],
      ['shipping_date', 'tracking', 'seller'],
      ['shipping_tracking_number', 'tracking', 'seller'],
      ['uncategorized_text', 'document', 'seller'],
    ]);
    expect(read.case).toMatchObject({
      openedAt: '2023-11-14T22:13:20.000Z',
      stage: 'chargeback',
      whoseTurn: 'seller',
      chargeback: { isOpen: true },
      order: { id: 'ch_1', chargedBack: { minor: '1000' } },
      history: [{ words: 'Taken from the seller: JPY 1000, fee JPY 1500, Chargeback withdrawal' }],
    });
    expect(pathsOf(read.unmapped)).toEqual([
      '$.livemode',
      '$.balance_transactions[0].object',
      '$.balance_transactions[0].id',
      '$.evidence_details.has_evidence',
    ]);
  });

  it('reads the buyer side of an issuing dispute with its outcome', () => {
    expect(only(fixture('stripeIssuing.json')).case).toMatchObject({
      stage: 'closed',
      claims: [{ reason: 'not_as_described', words: 'the colour is another', isGoodsReceived: true }],
      evidence: [{ side: 'buyer', fileName: 'Additional documentation (file_9)' }],
      goodsReturn: { state: 'refused' },
      outcome: { inFavourOf: 'buyer', amount: { minor: '12000', currency: 'USD' } },
    });
  });
});
