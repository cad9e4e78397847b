import { describe, expect, it } from 'vitest';
import { codesOf, fixture, only, pathsOf } from './fixtures/payloads.ts';

describe('AliExpress issue detail', () => {
  const read = only(fixture('aliexpressIssueOpen.json'));

  it('keeps every digit of ids above 2^53', () => {
    expect([read.case.sourceId, read.case.order?.id, read.case.order?.parentId]).toEqual([
      '9223372036854775801',
      '9007199254740993',
      '9007199254740995',
    ]);
  });

  it('turns newest-first lists into one chain and takes the platform clock for times without a zone, saying so', () => {
    expect(read.case.history.map(({ action }) => action)).toEqual(['Dispute opened', 'Seller refuse', 'Buyer asked the platform to decide']);
    expect(read.case.openedAt).toBe('2025-03-01T18:00:00.000Z');
    expect(codesOf(read.warnings)).toEqual(['CASE_TIME_ZONE_ASSUMED']);
  });

  it('shows the request and the counter-offer in the order currency with the buyer currency beside it', () => {
    expect(read.case.remedies).toMatchObject([
      {
        by: 'buyer',
        type: 'request',
        kind: 'full_refund',
        amount: { minor: '4000', currency: 'USD' },
        localAmount: { minor: '3680', currency: 'EUR' },
        state: 'rejected',
      },
      { by: 'seller', type: 'offer', kind: 'partial_refund', amount: { minor: '1000', currency: 'USD' }, state: 'pending' },
    ]);
  });

  it('gives the claim its reason, the buyer words and the seller answer, and each file its side', () => {
    expect(read.case.claims).toMatchObject([
      {
        reason: 'damaged_in_transit',
        sourceReason: '302 Product damaged',
        words: 'the spout is broken',
        isGoodsReceived: true,
        answers: [{ by: 'seller', stance: 'denies', words: 'packed well, see photo' }],
      },
    ]);
    expect(read.case.evidence.map(({ side, kind }) => [side, kind])).toEqual([
      ['seller', 'photo'],
      ['buyer', 'video'],
    ]);
    expect(read.case).toMatchObject({ stage: 'arbitration', whoseTurn: 'mediator', escalatedAt: '2025-03-03T16:00:00.000Z', outcome: null });
  });

  it('lists what has no place instead of dropping it', () => {
    expect(pathsOf(read.unmapped).map((path) => path.split('.').at(-1))).toEqual([
      'refund_money_max_local',
      'refund_money_max_local_currency',
      'request_id',
    ]);
    expect(pathsOf(read.case.unmapped)).toEqual(['$.refund_money_max_local', '$.refund_money_max_local_currency']);
  });
});
