import { describe, expect, it } from 'vitest';
import { NeutralCase } from '../../../contract/neutralCase.ts';
import { file, fixture } from './fixtures/payloads.ts';
import { readPayloads } from './index.ts';

/** The only case of some files, with the schema's defaults filled in. */
function only(...files: { path: string; bytes: Uint8Array }[]) {
  const { cases, failed } = readPayloads(files);
  expect(failed).toEqual([]);
  expect(cases).toHaveLength(1);
  const [one] = cases;
  if (!one) throw new Error('no case');
  return { ...one, case: NeutralCase.parse(one.case) };
}

const paths = (fields: { path: string }[]) => fields.map(({ path }) => path);
const codes = (warnings: { code: string }[]) => warnings.map(({ code }) => code);

describe('AliExpress issue detail', () => {
  const read = only(fixture('aliexpressIssueOpen.json'));

  it('keeps every digit of ids above 2^53', () => {
    expect([read.case.sourceId, read.case.order?.id, read.case.order?.parentId]).toEqual(['9223372036854775801', '9007199254740993', '9007199254740995']);
  });

  it('turns newest-first lists into one chain and takes the platform clock for times without a zone, saying so', () => {
    expect(read.case.history.map(({ action }) => action)).toEqual(['Dispute opened', 'Seller refuse', 'Buyer asked the platform to decide']);
    expect(read.case.openedAt).toBe('2025-03-01T18:00:00.000Z');
    expect(codes(read.warnings)).toEqual(['CASE_TIME_ZONE_ASSUMED']);
  });

  it('shows the request and the counter-offer in the order currency with the buyer currency beside it', () => {
    expect(read.case.remedies).toMatchObject([
      { by: 'buyer', type: 'request', kind: 'full_refund', amount: { minor: '4000', currency: 'USD' }, localAmount: { minor: '3680', currency: 'EUR' }, state: 'rejected' },
      { by: 'seller', type: 'offer', kind: 'partial_refund', amount: { minor: '1000', currency: 'USD' }, state: 'pending' },
    ]);
  });

  it('gives the claim its reason, the buyer words and the seller answer, and each file its side', () => {
    expect(read.case.claims).toMatchObject([
      { reason: 'damaged_in_transit', sourceReason: '302 Product damaged', words: 'the spout is broken', isGoodsReceived: true, answers: [{ by: 'seller', stance: 'denies', words: 'packed well, see photo' }] },
    ]);
    expect(read.case.evidence.map(({ side, kind }) => [side, kind])).toEqual([
      ['seller', 'photo'],
      ['buyer', 'video'],
    ]);
    expect(read.case).toMatchObject({ stage: 'arbitration', whoseTurn: 'mediator', escalatedAt: '2025-03-03T16:00:00.000Z', outcome: null });
  });

  it('lists what has no place instead of dropping it', () => {
    expect(paths(read.unmapped).map((path) => path.split('.').at(-1))).toEqual(['refund_money_max_local', 'refund_money_max_local_currency', 'request_id']);
    expect(paths(read.case.unmapped)).toEqual(['$.refund_money_max_local', '$.refund_money_max_local_currency']);
  });
});

describe('AliExpress seller centre line', () => {
  const read = only(fixture('aliexpressLine.json'));

  it('reads a Chinese status and cents, and does not merge the second copy of the item where it differs', () => {
    expect(read.case).toMatchObject({ stage: 'claim', whoseTurn: 'seller', sourceStatus: '等待卖家处理 (waiting for the seller)' });
    expect(read.case.items).toMatchObject([{ title: 'Desk lamp', quantity: 2, unitPrice: { minor: '1050', currency: 'CNY' } }]);
    expect(read.case.order?.paid).toEqual({ minor: '2100', currency: 'CNY' });
    expect(paths(read.unmapped)).toEqual(['$.reverseOrderId', '$.aeItemDTO.itemCount']);
  });

  it('flags the assumed zone unless the exact time beside it confirms the clock', () => {
    const line = { reverseOrderLineId: '1', reverseStatus: '已取消', gmtCreate: '2026-01-15 23:34:08', gmtModified: '2026-01-16 00:00:00' };
    expect(codes(only(file('a.json', line)).warnings)).toContain('CASE_TIME_ZONE_ASSUMED');
    const exact = only(file('a.json', { ...line, gmtCreateTimestamp: 1768548848952 }));
    expect(codes(exact.warnings)).not.toContain('CASE_TIME_ZONE_ASSUMED');
    expect(exact.case.outcome).toMatchObject({ kind: 'no_refund', decidedAt: '2026-01-16T08:00:00.000Z' });
    expect(exact.unmapped).toEqual([]);
  });

  it('reads every line of a page', () => {
    const line = (id: number) => ({ reverseOrderLineId: id, reverseStatus: '平台介入处理中' });
    const { cases } = readPayloads([file('page.json', [{ sellerReverseOrderLines: [line(1), line(2)] }, { sellerReverseOrderLines: [line(3)] }])]);
    expect(cases.map((one) => [one.case.sourceId, one.case.whoseTurn])).toEqual([
      ['1', 'mediator'],
      ['2', 'mediator'],
      ['3', 'mediator'],
    ]);
  });
});

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
    expect(read.case).toMatchObject({ stage: 'arbitration', whoseTurn: 'mediator', chargeback: null, deadlines: [{ party: 'seller', dueAt: '2024-05-10T10:00:00.000Z' }] });
    const bank = only(file('a.json', { dispute_id: 'PP-2', dispute_life_cycle_stage: 'CHARGEBACK', dispute_channel: 'EXTERNAL', dispute_amount: { currency_code: 'USD', value: '5.00' } }));
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
    expect(read.case.claims).toMatchObject([{ reason: 'damaged_in_transit', words: 'one cup arrived broken', isGoodsReceived: true, itemId: 'cup-2' }]);
  });

  it('closes a resolved dispute with what was refunded', () => {
    const resolved = { dispute_id: 'PP-3', status: 'RESOLVED', dispute_amount: { currency_code: 'USD', value: '96.00' }, dispute_outcome: { outcome_code: 'RESOLVED_BUYER_FAVOUR', amount_refunded: { currency_code: 'USD', value: '40.00' } }, offer: { buyer_requested_amount: { currency_code: 'USD', value: '96.00' } } };
    expect(only(file('a.json', resolved)).case).toMatchObject({ stage: 'closed', whoseTurn: null, outcome: { kind: 'partial_refund', inFavourOf: 'buyer', amount: { minor: '4000' } }, remedies: [{ state: 'expired' }] });
  });

  it('makes a case of each dispute of a list and of a webhook, and tells what stood around them once', () => {
    const list = readPayloads([file('list.json', { items: [{ dispute_id: 'A' }, { dispute_id: 'B' }], links: [{ href: 'x' }] })]);
    expect(list.cases.map((one) => [one.case.sourceId, paths(one.unmapped), one.case.unmapped])).toEqual([
      ['A', ['$.links[0].href'], []],
      ['B', [], []],
    ]);
    expect(only(file('hook.json', { event_type: 'CUSTOMER.DISPUTE.CREATED', resource: { dispute_id: 'C' } })).case.sourceId).toBe('C');
  });
});

describe('Mercado Libre', () => {
  const folder = ['mercadolibreClaim.json', 'mercadolibreMessages.json', 'mercadolibreResolutions.json', 'mercadolibreReturn.json'].map((name) => fixture(name));
  const detail = file('in/detail.json', { action_responsible: 'mediator', due_date: '2024-06-12T10:00:00.000-03:00', problem: 'O produto chegou quebrado', title: 'Em mediação' });
  const read = only(...folder, detail, file('in/available-offers.json', { currency_id: 'BRL', available_offers: [{ amount: 143.99, percentage: 100.0 }] }));

  it('makes one case of a folder, with the words, the chain, the deadline and the cap of the companions', () => {
    expect(read.paths).toHaveLength(6);
    expect(read.case).toMatchObject({ sourceId: '5300000001', stage: 'arbitration', whoseTurn: 'mediator', order: { id: '2000009007199254', cap: { minor: '14399', currency: 'BRL' } } });
    expect(read.case.claims).toMatchObject([{ reason: 'damaged_in_transit', sourceReason: 'PDD1234', words: 'O produto chegou quebrado' }]);
    expect(read.case.remedies.map(({ by, type, state, amount }) => [by, type, state, amount?.minor ?? null])).toEqual([
      ['buyer', 'request', 'rejected', null],
      ['seller', 'offer', 'rejected', '5760'],
      ['seller', 'offer', 'pending', null],
    ]);
    expect(read.case.deadlines).toMatchObject([
      { party: 'seller', action: 'Send attachments', isMandatory: true, dueAt: '2024-06-10T13:00:00.000Z' },
      { party: 'mediator', action: 'Decide' },
    ]);
    expect(read.case.messages.map(({ from, attachments }) => [from, attachments])).toEqual([
      ['buyer', []],
      ['seller', ['a1.jpeg']],
    ]);
    expect(read.case.goodsReturn).toMatchObject({ state: 'shipped', refundTrigger: 'delivered', parcelIds: ['4400'] });
    expect(read.case.parcels).toMatchObject([{ direction: 'return', trackingNumber: 'BR1' }]);
  });

  it('lists an amount with too many decimals as unmapped instead of rounding money', () => {
    expect(read.unmapped).toContainEqual({ path: 'mercadolibreResolutions.json#$[0].details[1].value', value: '71.995' });
    expect(read.case.unmapped).toContainEqual({ path: 'expected-resolutions#$[0].details[1].value', value: '71.995' });
  });

  it('says that a companion without its claim is just that', () => {
    expect(readPayloads([fixture('mercadolibreMessages.json')]).failed).toMatchObject([{ code: 'CASE_COMPANION_ALONE', message: expect.stringMatching(/^These are the messages of a Mercado Libre claim, without the claim/) }]);
  });

  it('gives a companion to the claim its ids name, and to none when several could be meant', () => {
    const claim = (id: number, buyer: number) => file(`in/${id}.json`, { id, resource_id: 1, players: [{ role: 'complainant', user_id: buyer }], stage: 'dispute', reason_id: 'PNR1' });
    const named = file('in/4000001-status-history.json', [{ stage: 'dispute', status: 'opened', date: '2024-01-01T00:00:00Z', change_by: 'complainant' }]);
    const { cases, failed } = readPayloads([claim(4000001, 101), claim(4000002, 999), fixture('mercadolibreMessages.json'), fixture('mercadolibreReturn.json'), named, file('in/er.json', [{ player_role: 'complainant', user_id: 999, expected_resolution: 'refund' }])]);
    expect(cases.map((one) => one.paths)).toEqual([
      ['in/4000001.json', 'in/4000001-status-history.json'],
      ['in/4000002.json', 'in/er.json'],
    ]);
    expect(failed.map(({ code }) => code)).toEqual(['CASE_COMPANION_AMBIGUOUS', 'CASE_COMPANION_OTHER_CLAIM']);
  });

  it('says so when a companion cannot be of this claim, as no id ties most of them to it', () => {
    const history = file('in/status-history.json', [{ stage: 'dispute', status: 'opened', date: '2020-01-01T00:00:00Z', change_by: 'complainant' }]);
    const offers = file('in/offers.json', { currency_id: 'MXN', available_offers: [{ amount: 9, percentage: 100 }] });
    const people = file('in/er.json', [{ player_role: 'complainant', user_id: 1, expected_resolution: 'refund' }]);
    expect(codes(only(fixture('mercadolibreClaim.json'), history, offers, people).warnings)).toEqual(
      expect.arrayContaining(['CASE_TIMES_DISAGREE', 'CASE_CURRENCIES_DISAGREE', 'CASE_COMPANION_OTHER_PEOPLE']),
    );
  });

  it('does not take companions from another folder', () => {
    const { cases, failed } = readPayloads([fixture('mercadolibreClaim.json', 'a/claim.json'), fixture('mercadolibreMessages.json', 'b/messages.json')]);
    expect([cases.map(({ paths: [first] }) => first), failed.map(({ path }) => path)]).toEqual([['a/claim.json'], ['b/messages.json']]);
  });

  it('closes a resolved claim, with the platform as bearer when its coverage paid', () => {
    const closed = { id: 1, resource: 'order', resource_id: 2, players: [], stage: 'dispute', status: 'closed', reason_id: 'PNR77', resolution: { reason: 'payment_refunded', benefited: ['complainant'], closed_by: 'mediator', applied_coverage: true, date_created: '2024-01-02T00:00:00Z' } };
    expect(only(file('a.json', closed)).case).toMatchObject({ stage: 'closed', claims: [{ reason: 'not_received' }], outcome: { kind: 'full_refund', bearer: 'platform', inFavourOf: 'buyer', decidedBy: 'mediator' } });
  });
});

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
    expect(read.case).toMatchObject({ openedAt: '2023-11-14T22:13:20.000Z', stage: 'chargeback', whoseTurn: 'seller', chargeback: { isOpen: true }, order: { id: 'ch_1', chargedBack: { minor: '1000' } }, history: [{ words: 'Taken from the seller: JPY 1000, fee JPY 1500, Chargeback withdrawal' }] });
    expect(paths(read.unmapped)).toEqual(['$.livemode', '$.balance_transactions[0].object', '$.balance_transactions[0].id', '$.evidence_details.has_evidence']);
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

describe('the neutral case and files that are none', () => {
  const good = { schema: 'dispute-case/1', source: 'shop', sourceId: '9', stage: 'dispute', claims: [{ id: 'c', reason: 'defective' }] };

  it('reads case.json and names the place of what is wrong in it', () => {
    expect(only(file('case.json', good)).case).toMatchObject({ source: 'shop', claims: [{ reason: 'defective' }] });
    expect(readPayloads([file('case.json', { ...good, claims: [{ id: 'c', reason: 'ugly' }] })]).failed).toMatchObject([{ code: 'CASE_INVALID', at: '$.claims[0].reason' }]);
    expect(readPayloads([file('case.json', { ...good, schema: 'dispute-case/7' })]).failed).toMatchObject([{ code: 'CASE_VERSION_UNKNOWN' }]);
  });

  it.each([
    [{ adjudication_outcome: 'BUYER_FAVOR' }, 'CASE_NOT_A_DISPUTE', 'adjudicate'],
    [{ offer_type: 'REFUND', note: 'x' }, 'CASE_NOT_A_DISPUTE', 'offer'],
    [{ object: 'refund', id: 're_1' }, 'CASE_NOT_A_DISPUTE', 'Stripe refund'],
    [{ issueMoney: { cent: 1 }, issueRefundType: 'full_amount_refund' }, 'CASE_NOT_A_DISPUTE', 'AliExpress refund suggestion'],
    [{ items: [], links: [] }, 'CASE_NOT_A_DISPUTE', 'none in it'],
    [[], 'CASE_UNKNOWN_FORMAT', 'an empty list'],
    [{ hello: 1 }, 'CASE_UNKNOWN_FORMAT', '"hello"'],
  ])('says what %j is', (value, code, words) => {
    expect(readPayloads([file('x.json', value)]).failed).toMatchObject([{ path: 'x.json', code, message: expect.stringContaining(words) }]);
  });

  it('reports broken JSON with its place', () => {
    expect(readPayloads([{ path: 'b.json', bytes: new TextEncoder().encode('[1,\n]') }]).failed).toMatchObject([{ code: 'CASE_JSON_BROKEN', at: 'line 2, column 1' }]);
  });

  it('takes the fuller of two files with the same dispute, so that a list does not overwrite the detail', () => {
    const list = file('in/list.json', { items: [{ dispute_id: 'PP-T-1', status: 'UNDER_REVIEW' }], links: [] });
    const read = only(list, fixture('paypalDispute.json'));
    expect(read.paths).toEqual(['in/paypalDispute.json', 'in/list.json']);
    expect([codes(read.warnings), read.case.messages.length]).toEqual([['CASE_TWICE'], 2]);
  });
});
