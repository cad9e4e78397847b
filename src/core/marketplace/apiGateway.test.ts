import canonicalize from 'canonicalize';
import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { started } from '../../marketplace/started.testing.ts';
import type { Gateway, PayoutOrder } from '../refunds/gateway.ts';
import { LineFault } from '../refunds/lineFault.ts';
import { createApiGateway } from './apiGateway.ts';
import { createClient } from './client.ts';

type Market = Awaited<ReturnType<typeof started>>;

/** The gateway on a real marketplace, with one of its disputes. */
async function connected(): Promise<{ market: Market; gateway: Gateway; dispute: { sourceId: string; orderId: string | null; source: string }; order: (change?: Partial<PayoutOrder>) => PayoutOrder }> {
  const market = await started();
  const { disputeId: sourceId, orderId, amount } = market.refund('1200');
  const dispute = { sourceId, orderId, source: 'reference' };
  const order = (change: Partial<PayoutOrder> = {}): PayoutOrder => ({ key: 'refund-1', ...dispute, amount, shares: [{ bearer: 'seller', amount }], rulingId: 'ruling-1', decidedAt: '2026-11-20T10:00:00.000Z', ...change });
  return { market, gateway: createApiGateway(createClient({ url: market.url, token: market.token }), null), dispute, order };
}

const verdictOf = (run: Promise<unknown>) => run.then(() => 'went well', (error: unknown) => (error instanceof LineFault ? `${error.verdict} ${error.code}` : String(error)));

it('would take its own payout for another one when it asks what became of it', async () => {
  const { market, gateway, order } = await connected();
  const half = { minor: '600', currency: order().amount.currency };
  const postage = { minor: '450', currency: half.currency };
  const orders = [
    order({ shares: [{ bearer: 'seller', amount: half }, { bearer: 'platform', amount: half }] }),
    order({ key: 'postage-1', for: 'return_postage', amount: postage, shares: [{ bearer: 'platform', amount: postage }] }),
    order({ key: 'refund-2', amount: half, shares: [{ bearer: 'seller', amount: half }], exchange: { rate: '6.1135', source: 'ECB', for: 'seller', amount: { minor: '3668', currency: 'CNY' }, shares: [{ bearer: 'seller', amount: { minor: '3668', currency: 'CNY' } }] } }),
  ];
  for (const one of orders) {
    expect(await gateway.readPayout(one.key)).toBeNull();
    expect(canonicalize((await gateway.payOut(one)).order)).toBe(canonicalize(one));
    const known = await gateway.readPayout(one.key);
    expect(known).toMatchObject({ state: 'settled', reason: null });
    expect(canonicalize(known?.order)).toBe(canonicalize(one));
    await gateway.payOut(one);
  }
  expect(market.ledger().map(({ key, kind }) => [key, kind])).toEqual([['refund-1', 'refund'], ['postage-1', 'return_postage'], ['refund-2', 'refund']]);
  const { entries, next } = await gateway.readLedger({ from: Date.now() - 60_000, until: Date.now() + 60_000 }, null);
  expect(next).toBeNull();
  expect(entries.map(({ key, amount, sourceId }) => [key, amount.minor, sourceId])).toEqual([['refund-1', '1200', order().sourceId], ['postage-1', '450', order().sourceId], ['refund-2', '600', order().sourceId]]);
});

it('would say refused of a payout that may have been made, or unsure of one that was not', async () => {
  const { market, gateway, order } = await connected();
  await market.fault({ fault: 'refuse', next: 1 });
  expect(await verdictOf(gateway.payOut(order()))).toMatch(/^refused (FUNDS_MISSING|ORDER_BLOCKED)$/);
  await market.fault({ fault: 'rate_limit', next: 1 });
  expect(await verdictOf(gateway.payOut(order()))).toBe('notNow TOO_MANY_REQUESTS');
  for (const fault of ['fail_before', 'drop_request'] as const) {
    await market.fault({ fault, next: 1 });
    expect(await verdictOf(gateway.payOut(order())), fault).toMatch(/^unsure /);
    expect(market.ledger(), fault).toEqual([]);
  }
  await market.fault({ fault: 'lost_reply', next: 1 });
  expect(await verdictOf(gateway.payOut(order()))).toMatch(/^unsure /);
  expect(await gateway.readPayout('refund-1')).toMatchObject({ state: 'settled' });
  expect(await verdictOf(gateway.payOut(order({ rulingId: 'ruling-2' })))).toBe('refused KEY_REUSED');
  expect(market.ledger()).toHaveLength(1);
});

it('would pay at one marketplace for a case of another, or send it letters of that case', async () => {
  const { market, gateway, dispute, order } = await connected();
  const letter = { key: 'letter-1', kind: 'ruling', ...dispute, source: 'elsewhere', to: 'buyer', language: 'en', subject: 'x', body: 'y' } as const;
  expect(await verdictOf(gateway.payOut(order({ source: 'elsewhere' })))).toBe('refused OTHER_SOURCE');
  expect(await verdictOf(gateway.sendLetter(letter))).toBe('refused OTHER_SOURCE');
  expect(market.ledger()).toEqual([]);
  expect(await gateway.readLetter('letter-1')).toBeNull();
});

it('would not know an order, or take one that is not there for one without money', async () => {
  const { gateway, order } = await connected();
  const before = await gateway.readOrder(order().orderId ?? '');
  await gateway.payOut(order());
  const after = await gateway.readOrder(order().orderId ?? '');
  expect(BigInt(before?.refundable.minor ?? 0) - BigInt(after?.refundable.minor ?? 0)).toBe(1200n);
  expect(after?.refunded.minor).toBe(String(BigInt(before?.refunded.minor ?? 0) + 1200n));
  expect(await gateway.readOrder('no-such-order')).toBeNull();
});

it('would ask a party by a letter alone, without the questions that make a form', async () => {
  const { market, gateway, dispute } = await connected();
  const words = { ...dispute, language: 'en', subject: 'A question', body: 'Please answer.' };
  const asks = { dueAt: '2027-01-01T10:00:00.000Z', questions: [{ questionId: 'question-1', words: 'When did it arrive?' }] };
  expect(await gateway.sendLetter({ key: 'ask-1', kind: 'question', to: 'seller', ...words, asks })).toMatchObject({ state: 'accepted', at: expect.any(Number) });
  await gateway.sendLetter({ key: 'letter-1', kind: 'offer', to: 'buyer', offerId: 'offer-1', ...words });
  expect(await gateway.readLetter('ask-1')).toMatchObject({ reason: null });
  const requests = market.rows('SELECT * FROM request').map((row) => JSON.stringify(row)).join('\n');
  expect(requests).toContain('ask-1');
  expect(market.rows("SELECT 1 FROM letter WHERE key = 'letter-1'")).toHaveLength(1);
});

it('would lose what happened to goods on their way back, or call off what was sent', async () => {
  const { market, gateway, dispute } = await connected();
  const order = { key: 'return-1', ...dispute, lines: [], labelPaidBy: 'seller', dueAt: '2027-01-01T10:00:00.000Z', refundWhen: 'delivered', rulingId: 'ruling-1' } as const;
  const ordered = await gateway.orderReturn({ ...order, lines: [] });
  expect(ordered).toMatchObject({ state: 'ordered', label: { carrier: expect.any(String), trackingNumber: expect.any(String) }, events: [] });
  await market.act('moveReturn', { key: 'return-1', kind: 'shipped', words: 'Handed in at the counter.' });
  expect(await gateway.readReturn('return-1')).toMatchObject({ events: [{ kind: 'shipped', words: 'Handed in at the counter.', at: expect.any(Number), photos: [], lines: [] }] });
  expect(await verdictOf(gateway.callOffReturn('return-1'))).toBe('refused GOODS_SENT');
  await gateway.orderReturn({ ...order, key: 'return-2', lines: [] });
  await gateway.callOffReturn('return-2');
  expect(await gateway.readReturn('return-2')).toMatchObject({ state: 'called_off' });
  expect(await gateway.readReturn('return-3')).toBeNull();
});

it('would ask for a correction twice, or fetch a file that is another', async () => {
  const { market, gateway, dispute, order } = await connected();
  await gateway.payOut(order());
  const part = { party: 'seller', amount: { minor: '200', currency: order().amount.currency } } as const;
  const correction = { key: 'correction-1', ...dispute, debits: [{ party: 'buyer', amount: part.amount } as const], credits: [part], rulingId: 'ruling-1', decidedAt: '2026-11-21T10:00:00.000Z', words: 'Give back.' };
  await gateway.requestCorrection(correction);
  await gateway.requestCorrection(correction);
  expect(market.rows("SELECT key FROM correction WHERE key = 'correction-1'")).toHaveLength(1);

  const client = createClient({ url: market.url, token: market.token });
  const found = await client.getDispute({ disputeId: dispute.sourceId });
  const file = found?.files[0];
  if (!file) throw new Error('The dispute has no file.');
  const hash = createHash('sha256');
  for await (const bytes of client.getFile(file)) hash.update(bytes);
  expect(hash.digest('hex')).toBe(file.sha256);
});
