import { describe, expect, it } from 'vitest';
import { codesOf, file, fixture, only } from './fixtures/payloads.ts';
import { readPayloads } from './index.ts';

describe('the neutral case and files that are none', () => {
  const good = { schema: 'dispute-case/1', source: 'shop', sourceId: '9', stage: 'dispute', claims: [{ id: 'c', reason: 'defective' }] };

  it('reads case.json and names the place of what is wrong in it', () => {
    expect(only(file('case.json', good)).case).toMatchObject({ source: 'shop', claims: [{ reason: 'defective' }] });
    expect(readPayloads([file('case.json', { ...good, claims: [{ id: 'c', reason: 'ugly' }] })]).failed).toMatchObject([
      { code: 'CASE_INVALID', at: '$.claims[0].reason' },
    ]);
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
    expect(readPayloads([{ path: 'b.json', bytes: new TextEncoder().encode('[1,\n]') }]).failed).toMatchObject([
      { code: 'CASE_JSON_BROKEN', at: 'line 2, column 1' },
    ]);
  });

  it('takes the fuller of two files with the same dispute, so that a list does not overwrite the detail', () => {
    const list = file('in/list.json', { items: [{ dispute_id: 'PP-T-1', status: 'UNDER_REVIEW' }], links: [] });
    const read = only(list, fixture('paypalDispute.json'));
    expect(read.paths).toEqual(['in/paypalDispute.json', 'in/list.json']);
    expect([codesOf(read.warnings), read.case.messages.length]).toEqual([['CASE_TWICE'], 2]);
  });
});
