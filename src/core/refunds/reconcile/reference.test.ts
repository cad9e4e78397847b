import { randomUUID } from 'node:crypto';
import { expect, it, onTestFinished } from 'vitest';
import { started } from '../../../marketplace/started.testing.ts';
import { ruleOn, rulingJobs } from '../../../testing/appealed.ts';
import { neutralCase, placeCase } from '../../../testing/builders.ts';
import { openTempDesk } from '../../../testing/tempDesk.ts';
import { verifyLog } from '../../audit/verify.ts';
import { refund } from '../../db/schema/ruling.ts';
import { newId } from '../../ids.ts';
import { createApiGateway } from '../../marketplace/apiGateway.ts';
import { createClient } from '../../marketplace/client.ts';
import { reconciliationHandlers } from './methods.ts';
import { reconcileLedger } from './reconcile.ts';

const hourMs = 3_600_000;

it('misreads the ledger of the reference marketplace over HTTP: what agrees, what was reversed, paid twice, outside, or under a strange key, and an answer that was lost', async () => {
  const clock = { now: Date.parse('2026-06-10T09:00:00Z') };
  const market = await started({ disputes: 4, settleAfterMs: 0, now: () => clock.now });
  const temp = await openTempDesk({ gateway: createApiGateway(createClient({ url: market.url, token: market.token }), 'reference') });
  onTestFinished(() => temp.close());
  const [ada, lead] = [await temp.seat('Ada'), await temp.seat('Lou', 'lead')];
  const later = (ms: number) => (clock.now = temp.clock.now += ms);
  const check = async () => {
    await reconciliationHandlers['reconciliation.run'](temp.desk, { requestId: randomUUID() }, lead);
    expect(await temp.runDueJobs({ 'ledger.reconcile': reconcileLedger })).toEqual([]);
    const { rows } = await reconciliationHandlers['reconciliation.differences'](temp.desk, { state: 'open', cursor: null, limit: 50 }, lead);
    return rows.map(({ code, key }) => `${code} ${key ?? ''}`).toSorted();
  };

  for (const number of [1, 2, 3]) {
    const { disputeId, orderId, amount } = market.refund('100', number);
    const { currency } = amount;
    const money = { minor: '1000', currency };
    const claims = neutralCase().claims.map((claim) => ({ ...claim, amount: money }));
    const items = [{ id: 'item-1', title: 'Blue watch', unitPrice: money }];
    const id = await placeCase(temp.desk, neutralCase({ source: 'reference', sourceId: disputeId, order: { id: orderId ?? '', currency, captured: money, placedAt: '2026-05-01T08:00:00Z' }, items, claims }));
    later(1_000);
    // The third payment is made, and its answer never comes.
    if (number === 3) await market.fault({ fault: 'lost_reply', operation: 'createRefund', next: 1 });
    await ruleOn(temp, id, ada).catch(() => undefined);
    clock.now = temp.clock.now;
  }
  later(2 * hourMs);
  const [reversed, twice, unknown] = await temp.desk.db.select().from(refund).orderBy(refund.createdAt);
  expect([reversed?.state, twice?.state, unknown?.state]).toEqual(['settled', 'settled', 'unknown']);
  expect(await check()).toEqual([`PAID_NOT_SETTLED ${unknown?.refundId}`]);
  expect(await temp.runDueJobs(rulingJobs)).toEqual([]);
  expect(await check()).toEqual([]);

  await market.act('reverse', { key: reversed?.refundId ?? '' });
  const { disputeId } = market.refund('100', 1);
  const strange = newId(clock.now);
  await market.act('addLedgerEntry', { disputeId, kind: 'return_postage', amount: '500', key: twice?.refundId ?? '' });
  await market.act('addLedgerEntry', { disputeId, amount: '700', key: null });
  await market.act('addLedgerEntry', { disputeId, amount: '700', key: strange });
  later(2 * hourMs);
  expect(await check()).toEqual(['OUTSIDE ', `PAID_TWICE ${twice?.refundId}`, `REVERSED ${reversed?.refundId}`, `UNKNOWN_KEY ${strange}`].toSorted());
  expect(await verifyLog(temp.desk.db)).toMatchObject({ ok: true });
});
