import { describe, expect, it } from 'vitest';
import { codesOf, file, fixture, only } from './fixtures/payloads.ts';
import { readPayloads } from './index.ts';

describe('Mercado Libre', () => {
  const folder = ['mercadolibreClaim.json', 'mercadolibreMessages.json', 'mercadolibreResolutions.json', 'mercadolibreReturn.json'].map((name) =>
    fixture(name),
  );
  const detail = file('in/detail.json', {
    action_responsible: 'mediator',
    due_date: '2024-06-12T10:00:00.000-03:00',
    problem: 'O produto chegou quebrado',
    title: 'Em mediação',
  });
  const read = only(
    ...folder,
    detail,
    file('in/available-offers.json', { currency_id: 'BRL', available_offers: [{ amount: 143.99, percentage: 100.0 }] }),
  );

  it('makes one case of a folder, with the words, the chain, the deadline and the cap of the companions', () => {
    expect(read.paths).toHaveLength(6);
    expect(read.case).toMatchObject({
      sourceId: '5300000001',
      stage: 'arbitration',
      whoseTurn: 'mediator',
      order: { id: '2000009007199254', cap: { minor: '14399', currency: 'BRL' } },
    });
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
    expect(readPayloads([fixture('mercadolibreMessages.json')]).failed).toMatchObject([
      { code: 'CASE_COMPANION_ALONE', message: expect.stringMatching(/^These are the messages of a Mercado Libre claim, without the claim/) },
    ]);
  });

  it('gives a companion to the claim its ids name, and to none when several could be meant', () => {
    const claim = (id: number, buyer: number) =>
      file(`in/${id}.json`, { id, resource_id: 1, players: [{ role: 'complainant', user_id: buyer }], stage: 'dispute', reason_id: 'PNR1' });
    const named = file('in/4000001-status-history.json', [
      { stage: 'dispute', status: 'opened', date: '2024-01-01T00:00:00Z', change_by: 'complainant' },
    ]);
    const { cases, failed } = readPayloads([
      claim(4000001, 101),
      claim(4000002, 999),
      fixture('mercadolibreMessages.json'),
      fixture('mercadolibreReturn.json'),
      named,
      file('in/er.json', [{ player_role: 'complainant', user_id: 999, expected_resolution: 'refund' }]),
    ]);
    expect(cases.map((one) => one.paths)).toEqual([
      ['in/4000001.json', 'in/4000001-status-history.json'],
      ['in/4000002.json', 'in/er.json'],
    ]);
    expect(failed.map(({ code }) => code)).toEqual(['CASE_COMPANION_AMBIGUOUS', 'CASE_COMPANION_OTHER_CLAIM']);
  });

  it('says so when a companion cannot be of this claim, as no id ties most of them to it', () => {
    const history = file('in/status-history.json', [
      { stage: 'dispute', status: 'opened', date: '2020-01-01T00:00:00Z', change_by: 'complainant' },
    ]);
    const offers = file('in/offers.json', { currency_id: 'MXN', available_offers: [{ amount: 9, percentage: 100 }] });
    const people = file('in/er.json', [{ player_role: 'complainant', user_id: 1, expected_resolution: 'refund' }]);
    expect(codesOf(only(fixture('mercadolibreClaim.json'), history, offers, people).warnings)).toEqual(
      expect.arrayContaining(['CASE_TIMES_DISAGREE', 'CASE_CURRENCIES_DISAGREE', 'CASE_COMPANION_OTHER_PEOPLE']),
    );
  });

  it('does not take companions from another folder', () => {
    const { cases, failed } = readPayloads([
      fixture('mercadolibreClaim.json', 'a/claim.json'),
      fixture('mercadolibreMessages.json', 'b/messages.json'),
    ]);
    expect([cases.map(({ paths: [first] }) => first), failed.map(({ path }) => path)]).toEqual([['a/claim.json'], ['b/messages.json']]);
  });

  it('closes a resolved claim, with the platform as bearer when its coverage paid', () => {
    const closed = {
      id: 1,
      resource: 'order',
      resource_id: 2,
      players: [],
      stage: 'dispute',
      status: 'closed',
      reason_id: 'PNR77',
      resolution: {
        reason: 'payment_refunded',
        benefited: ['complainant'],
        closed_by: 'mediator',
        applied_coverage: true,
        date_created: '2024-01-02T00:00:00Z',
      },
    };
    expect(only(file('a.json', closed)).case).toMatchObject({
      stage: 'closed',
      claims: [{ reason: 'not_received' }],
      outcome: { kind: 'full_refund', bearer: 'platform', inFavourOf: 'buyer', decidedBy: 'mediator' },
    });
  });
});
