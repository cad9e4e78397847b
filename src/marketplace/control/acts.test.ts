import { describe, expect, test } from 'vitest';
import { AnswerDocument, AppealDocument, OfferReplyDocument } from '../../contract/exchange.ts';
import { NeutralCase } from '../../contract/neutralCase.ts';
import { started } from '../started.testing.ts';

type Reply = { document: unknown; files: { id: string; sha256: string; size: number }[] };

async function opened() {
  const market = await started({ disputes: 2 });
  const { disputeId, orderId } = market.refund('1');
  const reply = async (told: { body: Record<string, unknown> }): Promise<Reply> => (await market.ask('GET', `/v1/replies/${String(told.body['replyId'])}`)).body as unknown as Reply;
  const ask = { disputeId, to: 'seller', dueAt: '2026-12-01T00:00:00Z', questions: [{ questionId: 'q1', words: 'When?' }, { questionId: 'q2', words: 'Where?' }], letter: { language: 'en', subject: 's', body: 'b' } };
  const order = { disputeId, orderId, lines: [], labelPaidBy: 'seller', dueAt: '2026-12-01T00:00:00Z', refundWhen: 'inspected', rulingId: 'r' };
  return { ...market, disputeId, reply, question: (key: string) => market.ask('POST', '/v1/questions', { body: ask, key }), goods: (key: string, change = {}) => market.ask('POST', '/v1/returns', { body: { ...order, ...change }, key }) };
}

describe('what parties say reaches the desk as documents it can read', () => {
  test('an answer to one question, or to a whole letter, with files under the paths it names', async () => {
    const { act, question, reply } = await opened();
    expect(await question('l1')).toMatchObject({ status: 201, body: { key: 'l1', state: 'accepted' } });
    const one = await reply(await act('answer', { letterKey: 'l1', questionId: 'q2', words: 'In Leeds.' }));
    expect(AnswerDocument.parse(one.document)).toMatchObject({ questionId: 'q2', letterId: null, from: 'seller', words: 'In Leeds.' });
    const all = await reply(await act('answer', { letterKey: 'l1', files: [{ draw: 'packed', statement: 'Packed.' }, { base64: 'aGVsbG8=', fileName: 'note.txt' }] }));
    const { evidence, letterId } = AnswerDocument.parse(all.document);
    expect(letterId).toBe('l1');
    expect(evidence.map(({ path, sha256 }) => ({ path, sha256 }))).toEqual(all.files.map(({ id, sha256 }) => ({ path: id, sha256 })));
    expect(await act('answer', { letterKey: 'l1', questionId: 'q3', words: 'x' })).toMatchObject({ status: 404 });
    expect(await act('answer', { letterKey: 'l1' })).toMatchObject({ status: 400 });
  });

  test('an offer accepted, and an appeal', async () => {
    const { act, disputeId, reply, market } = await opened();
    const accepted = await reply(await act('replyToOffer', { disputeId, offerId: 'offer-1', from: 'buyer', reply: 'accepted' }));
    expect(OfferReplyDocument.parse(accepted.document)).toMatchObject({ offerId: 'offer-1', reply: 'accepted' });
    const appeal = await reply(await act('appeal', { disputeId, from: 'seller', newInformation: 'The depot found it.', files: [{ draw: 'label' }] }));
    expect(AppealDocument.parse(appeal.document)).toMatchObject({ source: market.source, sourceId: disputeId, from: 'seller' });
  });
});

describe('a dispute', () => {
  test('that was withdrawn or settled outside says why and leaves the list of open ones, once', async () => {
    const { act, ask, disputeId } = await opened();
    await act('settleOutside', { disputeId, words: 'They met half way.' });
    expect(await ask('GET', `/v1/disputes/${disputeId}`)).toMatchObject({ body: { state: 'settled', closedBecause: 'They met half way.' } });
    expect(await act('withdraw', { disputeId })).toMatchObject({ status: 409, body: { code: 'DISPUTE_CLOSED' } });
    expect((await ask('GET', '/v1/marketplace')).body['openDisputes']).toBe(1);
  });

  test('is decided when its ruling goes out, and stays valid with a chargeback and later words and files', async () => {
    const { act, ask, disputeId } = await opened();
    const read = async () => (await ask('GET', `/v1/disputes/${disputeId}`)).body as unknown as { state: string; case: unknown; files: { id: string }[] };
    const before = await read();
    await act('write', { disputeId, from: 'buyer', words: 'One more photo.', files: [{ draw: 'cracked' }] });
    await act('openChargeback', { disputeId, amount: '5' });
    await ask('POST', '/v1/letters', { body: { disputeId, to: 'buyer', kind: 'ruling', language: 'en', subject: 's', body: 'b' }, key: 'l1' });
    const after = await read();
    expect(after.state).toBe('decided');
    expect(after.files).toHaveLength(before.files.length + 1);
    const document = NeutralCase.parse(after.case);
    expect(document.chargeback).toMatchObject({ isOpen: true, amount: { minor: '5' } });
    expect(document.messages.at(-1)).toMatchObject({ from: 'buyer', original: 'One more photo.' });
    await act('closeChargeback', { disputeId, inFavourOf: 'buyer' });
    expect(NeutralCase.parse((await read()).case)).toMatchObject({ chargeback: { isOpen: false }, order: { chargedBack: { minor: '5' } } });
  });
});

describe('a letter', () => {
  test('goes from accepted to delivered to read by itself, never back, with an event for each step', async () => {
    const { act, ask, question } = await opened();
    await act('setBehaviour', { deliverAfterMs: 5, readAfterMs: 30 });
    await question('l1');
    await expect.poll(async () => (await ask('GET', '/v1/letters/l1')).body['state']).toBe('read');
    expect(await act('moveLetter', { key: 'l1', state: 'delivered' })).toMatchObject({ status: 409 });
    const events = (await ask('GET', '/v1/events')).body['events'] as { type: string }[];
    expect(events.filter(({ type }) => type === 'letter.changed')).toHaveLength(2);
  });

  test('that cannot be delivered says why', async () => {
    const { act, ask, question } = await opened();
    await question('l1');
    await act('moveLetter', { key: 'l1', state: 'failed', reason: 'Unknown address.' });
    expect(await ask('GET', '/v1/letters/l1')).toMatchObject({ body: { state: 'failed', reason: 'Unknown address.' } });
    expect(await ask('GET', '/v1/letters/l2')).toMatchObject({ status: 404 });
  });
});

describe('a return', () => {
  test('has a label unless the buyer pays, and moves forward only', async () => {
    const { act, ask, goods } = await opened();
    expect(await goods('g1')).toMatchObject({ status: 201, body: { state: 'ordered', label: { carrier: 'Parcelio' }, events: [] } });
    expect(await goods('g2', { labelPaidBy: 'buyer' })).toMatchObject({ body: { label: null } });
    await act('moveReturn', { key: 'g1', kind: 'shipped' });
    await act('moveReturn', { key: 'g1', kind: 'delivered' });
    expect(await act('moveReturn', { key: 'g1', kind: 'shipped' })).toMatchObject({ status: 409 });
    await act('moveReturn', { key: 'g1', kind: 'inspected', lines: [{ itemId: 'i1', quantity: 1, condition: 'used', words: 'Worn soles.' }], photos: [{ draw: 'stained' }] });
    const { events } = (await ask('GET', '/v1/returns/g1')).body as unknown as { events: { kind: string; lines: object[]; photos: object[] }[] };
    expect(events.map(({ kind }) => kind)).toEqual(['shipped', 'delivered', 'inspected']);
    expect(events[2]).toMatchObject({ lines: [{ condition: 'used' }], photos: [{ mediaType: 'image/png' }] });
  });

  test('is called off as often as asked, but not once the goods are on their way', async () => {
    const { act, ask, goods } = await opened();
    await goods('g1');
    for (const _round of [1, 2]) expect(await ask('DELETE', '/v1/returns/g1')).toMatchObject({ status: 200, body: { state: 'called_off' } });
    expect(await act('moveReturn', { key: 'g1', kind: 'shipped' })).toMatchObject({ status: 409 });
    await goods('g2');
    await act('moveReturn', { key: 'g2', kind: 'shipped' });
    expect(await ask('DELETE', '/v1/returns/g2')).toMatchObject({ status: 409, body: { code: 'GOODS_SENT' } });
  });
});
