import { describe, expect, it } from 'vitest';
import { file, fixture, only, pathsOf } from './fixtures/payloads.ts';
import { readPayloads } from './index.ts';

describe('PayPal', () => {
  const read = only(fixture('paypalDispute.json'));

  it('reads an amount in a currency without decimals', () => {
    expect(read.case.order).toMatchObject({ id: 'TX1', paid: { minor: '8000', currency: 'JPY' }, cap: { minor: '8000', currency: 'JPY' } });
  });

  it('answers each offer by the event after it, whatever the order of the list', () => {
    expect(read.case.remedies).toMatchObject([
      { by: 'buyer', type: 'request', kind: 'full_refund', state: 'rejected' },
      { by: 'seller', type: 'offer', kind: 'partial_refund', state: 'rejected', answeredAt: '2024-05-04T10:00:00.000Z', words: 'too little' },
    ]);
  });

  it('does not call a dispute that PayPal decides a chargeback of a bank', () => {
    expect(read.case).toMatchObject({
      stage: 'arbitration',
      whoseTurn: 'mediator',
      chargeback: null,
      deadlines: [{ party: 'seller', dueAt: '2024-05-10T10:00:00.000Z' }],
    });
    const bank = only(
      file('a.json', {
        dispute_id: 'PP-2',
        dispute_life_cycle_stage: 'CHARGEBACK',
        dispute_channel: 'EXTERNAL',
        dispute_amount: { currency_code: 'USD', value: '5.00' },
      }),
    );
    expect(bank.case).toMatchObject({ stage: 'chargeback', chargeback: { isOpen: true, amount: { minor: '500', currency: 'USD' } } });
  });

  it('sets messages in order with their files, and makes evidence, tracking and a parcel of a proof of fulfilment', () => {
    expect(read.case.messages.map(({ from, attachments }) => [from, attachments.length])).toEqual([
      ['buyer', 1],
      ['seller', 0],
    ]);
    expect(read.case.evidence.map(({ side, kind, fileName }) => [side, kind, fileName])).toEqual([
      ['seller', 'tracking', 'Proof of fulfillment'],
      ['seller', 'document', 'slip.pdf'],
      ['buyer', 'photo', 'cup.jpg'],
    ]);
    expect(read.case.parcels).toMatchObject([{ carrier: 'Yamato', trackingNumber: '1234' }]);
    expect(read.case.claims).toMatchObject([
      { reason: 'damaged_in_transit', words: 'one cup arrived broken', isGoodsReceived: true, itemId: 'cup-2' },
    ]);
  });

  it('closes a resolved dispute with what was refunded', () => {
    const resolved = {
      dispute_id: 'PP-3',
      status: 'RESOLVED',
      dispute_amount: { currency_code: 'USD', value: '96.00' },
      dispute_outcome: { outcome_code: 'RESOLVED_BUYER_FAVOUR', amount_refunded: { currency_code: 'USD', value: '40.00' } },
      offer: { buyer_requested_amount: { currency_code: 'USD', value: '96.00' } },
    };
    expect(only(file('a.json', resolved)).case).toMatchObject({
      stage: 'closed',
      whoseTurn: null,
      outcome: { kind: 'partial_refund', inFavourOf: 'buyer', amount: { minor: '4000' } },
      remedies: [{ state: 'expired' }],
    });
  });

  it('makes a case of each dispute of a list and of a webhook, and tells what stood around them once', () => {
    const list = readPayloads([file('list.json', { items: [{ dispute_id: 'A' }, { dispute_id: 'B' }], links: [{ href: 'x' }] })]);
    expect(list.cases.map((one) => [one.case.sourceId, pathsOf(one.unmapped), one.case.unmapped])).toEqual([
      ['A', ['$.links[0].href'], []],
      ['B', [], []],
    ]);
    expect(only(file('hook.json', { event_type: 'CUSTOMER.DISPUTE.CREATED', resource: { dispute_id: 'C' } })).case.sourceId).toBe('C');
  });
});
