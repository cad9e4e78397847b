import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { append } from '../../audit/append.ts';
import { verifyLog } from '../../audit/verify.ts';
import { disputeCase } from '../../db/schema/disputeCase.ts';
import { job } from '../../db/schema/job.ts';
import { ledgerCheck, ledgerDifference, ledgerEntry } from '../../db/schema/reconciliation.ts';
import { refund } from '../../db/schema/ruling.ts';
import { newId } from '../../ids.ts';
import { reconciliationHandlers } from './methods.ts';
import { reconcileLedger } from './reconcile.ts';
import { planNextCheck } from './schedule.ts';
import { hourMs, dayMs, openLedgerDesk, type LedgerDesk } from './ledgerDesk.testing.ts';

let temp: LedgerDesk['temp'];
let ada: LedgerDesk['ada'];
let lead: LedgerDesk['lead'];
let pay: LedgerDesk['pay'];
let order: LedgerDesk['order'];
let runJobs: LedgerDesk['runJobs'];
let standing: LedgerDesk['standing'];
let list: LedgerDesk['list'];
let check: LedgerDesk['check'];
beforeEach(async () => void ({ temp, ada, lead, pay, order, runJobs, standing, list, check } = await openLedgerDesk()));
afterEach(async () => {
  expect(await verifyLog(temp.desk.db)).toMatchObject({ ok: true });
  temp.close();
});

describe('ledger.reconcile', () => {
  it('finds a difference where every payout stands in the ledger, or counts and sums them wrongly', async () => {
    await pay(3);
    temp.gateway.ledgerPage = 2;
    expect(await check()).toEqual([]);
    const sum = { minor: '9999', currency: 'USD' };
    expect((await standing()).last).toMatchObject({ state: 'done', entries: 3, payouts: 3, agreed: 3, found: 0, sums: [{ here: sum, there: sum }], personName: 'Lou' });
  });

  it('would close what is open at another marketplace, or miss its payouts, in the ledger of the one the desk is connected to now', async () => {
    await pay(2);
    const [entry] = temp.gateway.ledger;
    if (!entry) throw new Error('a payout');
    temp.gateway.ledger.push({ ...entry, entryId: 'again' });
    const twice = [expect.objectContaining({ code: 'PAID_TWICE', key: entry.key })];
    expect(await check()).toEqual(twice);
    const connect = (to: string) => void (temp.gateway.ledgerOf = async () => ({ place: `https://${to}.example`, source: to }));
    const [{ source } = { source: '' }] = await temp.desk.db.select({ source: disputeCase.source }).from(disputeCase);
    const own = temp.gateway.ledger;
    connect('another');
    temp.gateway.ledger = [];
    expect(await check()).toEqual(twice);
    connect(source);
    temp.gateway.ledger = own.filter(({ entryId }) => entryId !== 'again');
    expect(await check()).toEqual([]);
  });

  it('would mix the ledgers of two marketplaces when the connection is changed between two pages', async () => {
    await pay(3);
    temp.gateway.ledgerPage = 1;
    const { readLedger } = temp.gateway;
    const connect = (to: string) => void (temp.gateway.ledgerOf = async () => ({ place: `https://${to}.example`, source: null }));
    connect('one');
    temp.gateway.readLedger = async (span, after) => {
      if (after !== null) connect('two');
      return readLedger(span, after);
    };
    await order();
    expect(await runJobs()).toEqual([expect.objectContaining({ code: 'LINE_CHANGED' })]);
  });

  it('would read for ever in a ledger whose pages have nothing on them and no end', async () => {
    let pages = 0;
    temp.gateway.readLedger = async () => ({ entries: [], next: `page-${(pages += 1)}` });
    await order();
    expect(await runJobs()).toEqual([expect.objectContaining({ code: 'LEDGER_GOES_ROUND' })]);
    expect(pages).toBe(200);
  });

  it('lists a payout that is lost, paid twice or of another sum, closes it when it is mended, and changes no refund by itself', async () => {
    const [lost, twice, other] = await pay(3);
    const [entry, second, third] = temp.gateway.ledger;
    if (!entry || !second || !third || !lost || !twice || !other) throw new Error('three payouts');
    temp.gateway.ledger = [second, { ...second, entryId: 'again' }, { ...third, amount: { minor: '1', currency: 'USD' } }];
    const before = await temp.desk.db.select().from(refund);
    const found = await check();
    expect(found.map(({ code, key }) => [code, key]).toSorted()).toEqual([['AMOUNT_DIFFERS', other.refundId], ['NOT_IN_LEDGER', lost.refundId], ['PAID_TWICE', twice.refundId]]);
    expect(found.find(({ code }) => code === 'PAID_TWICE')).toMatchObject({ here: { minor: '3333' }, there: { minor: '6666' }, entryIds: ['again', second.entryId], caseReference: expect.stringMatching(/^C-/) as string });
    expect(await temp.desk.db.select().from(refund)).toEqual(before);
    temp.clock.now += dayMs;
    temp.gateway.ledger = [entry, second, third];
    expect(await check()).toEqual([]);
    expect((await standing()).last).toMatchObject({ payouts: 3, agreed: 3, opened: 0, gone: 3 });
    expect((await list(lead, 'closed')).map(({ state }) => state)).toEqual(['gone', 'gone', 'gone']);
  });

  it('makes a second row of a difference that it finds again, or forgets how long it is open', async () => {
    await pay(1);
    temp.gateway.ledger = [];
    const [first] = await check();
    temp.clock.now += dayMs;
    const [again] = await check();
    expect(again).toMatchObject({ differenceId: first?.differenceId, firstSeenAt: first?.firstSeenAt, lastSeenAt: temp.clock.now });
    expect((await standing()).last).toMatchObject({ found: 1, opened: 0 });
  });

  it('misses a second payment weeks after the first, of which the check reads only the second', async () => {
    await pay(1);
    await check();
    temp.clock.now += 30 * dayMs;
    await check();
    const [entry] = temp.gateway.ledger;
    if (!entry) throw new Error('no entry');
    temp.gateway.ledger = [entry, { ...entry, entryId: 'late', at: temp.clock.now - hourMs }];
    expect((await check()).map(({ code }) => code)).toEqual(['PAID_TWICE']);
  });

  it('loses what is open from its sight when its days are read no more, or closes it though nothing changed', async () => {
    await pay(1);
    temp.gateway.ledger = [];
    await check();
    temp.clock.now += 90 * dayMs;
    expect(await check()).toHaveLength(1);
    expect(await check({ from: temp.clock.now - dayMs })).toHaveLength(1);
    expect((await standing()).open).toBe(1);
  });

  it('has a payout asked about that is paid there and not settled here, and finds the difference gone by the next check', async () => {
    await pay(1);
    const [row] = await temp.desk.db.select().from(refund);
    await temp.desk.write(async (tx) => {
      await tx.update(refund).set({ state: 'unknown', error: 'No answer came in time.', changedAt: tx.now });
      await tx.update(job).set({ state: 'failed', attempts: 8 }).where(eq(job.kind, 'refund.payOut'));
      await append(tx, { by: ada, action: 'refund.unknown', subject: `refund:${row?.refundId}`, words: 'No answer', rows: [{ table: 'refund', id: row?.refundId ?? '' }] });
    });
    expect(await check()).toMatchObject([{ code: 'PAID_NOT_SETTLED', hereState: 'unknown', lookedAgain: 1 }]);
    expect((await temp.desk.db.select().from(refund))[0]?.state).toBe('unknown');
    expect(await runJobs()).toEqual([]);
    expect((await temp.desk.db.select().from(refund))[0]?.state).toBe('settled');
    expect(temp.gateway.payoutCalls).toBe(1);
    expect(await check()).toEqual([]);
    expect(await list(lead, 'closed')).toMatchObject([{ code: 'PAID_NOT_SETTLED', state: 'gone' }]);
  });

  it('tells of money under an unknown key and of refunds on our orders that nobody here ordered, and of nothing else of a whole marketplace', async () => {
    await pay(1);
    const [entry] = temp.gateway.ledger;
    if (!entry) throw new Error('no entry');
    const key = newId(temp.clock.now);
    temp.gateway.ledger.push({ ...entry, entryId: 'strange', key, orderId: null }, { ...entry, entryId: 'outside', key: null }, { ...entry, entryId: 'theirs', key: null, orderId: 'of-nobody-here' });
    const found = await check();
    expect(found.map(({ code, key: its, caseReference }) => [code, its, caseReference === null]).toSorted()).toEqual([['OUTSIDE', null, false], ['UNKNOWN_KEY', key, true]]);
    expect((await temp.desk.db.select().from(ledgerEntry)).map(({ entryId }) => entryId).toSorted()).toEqual([entry.entryId, 'outside', 'strange'].toSorted());
  });

  it('begins anew after it was cut off, under the same check, and finds what it had found once', async () => {
    const rows = await pay(2);
    temp.gateway.ledger = [];
    const { checkId } = await order();
    const [claimed] = await temp.desk.db.select().from(job).where(eq(job.kind, 'ledger.reconcile'));
    if (!claimed) throw new Error('no job');
    const stopping = new AbortController();
    const tools = { desk: temp.desk, signal: stopping.signal, progress: async () => {} };
    const readLedger = temp.gateway.readLedger;
    temp.gateway.readLedger = async (span, after) => (stopping.abort(), readLedger(span, after));
    await expect(reconcileLedger(claimed.payload, tools, claimed)).rejects.toThrow(/closes/);
    temp.gateway.readLedger = readLedger;
    expect((await standing()).running?.check.checkId).toBe(checkId);
    expect(await runJobs()).toEqual([]);
    expect(await list()).toHaveLength(rows.length);
    expect((await standing()).last).toMatchObject({ checkId, state: 'done', found: 2, opened: 2 });
  });

  it('shows a failing line as a fine check, drops the reason, or never ends', async () => {
    await pay(1);
    await check();
    temp.gateway.failing = 'before';
    await order();
    expect(await runJobs()).toHaveLength(1);
    await temp.desk.write((tx) => tx.update(job).set({ error: 'The line is down.', runAfter: tx.now + 60_000 }).where(eq(job.state, 'waiting')));
    expect(await standing()).toMatchObject({ last: { state: 'done' }, running: { error: 'The line is down.', nextTryAt: temp.clock.now + 60_000 } });
    temp.clock.now += 60_000;
    await temp.desk.write((tx) => tx.update(job).set({ attempts: 99 }).where(eq(job.state, 'waiting')));
    expect(await runJobs()).toHaveLength(1);
    expect((await standing()).last).toMatchObject({ state: 'failed', error: 'The line to the marketplace is down.' });
    expect((await standing()).running).toBeNull();
  });

  it('takes the entries of one line for those of another when the connection is changed meanwhile', async () => {
    await order();
    temp.gateway.kind = 'folder';
    expect(await runJobs()).toHaveLength(1);
    expect((await standing()).last).toMatchObject({ state: 'failed', error: expect.stringContaining('connection') as string });
  });

  it('lets two checks run at the same time, or a check that waits for its line keep a new one away', async () => {
    await order();
    await expect(order()).rejects.toMatchObject({ code: 'NOT_ALLOWED_NOW' });
    temp.gateway.failing = 'before';
    await runJobs();
    temp.gateway.failing = 'no';
    expect(await check()).toEqual([]);
    const rows = await temp.desk.db.select().from(ledgerCheck).orderBy(ledgerCheck.startedAt);
    expect(rows.map(({ state }) => state).toSorted()).toEqual(['done', 'failed']);
  });

  it('runs every day at its hour and reads back far enough that no midnight falls between', async () => {
    await temp.desk.write(planNextCheck);
    await temp.desk.write(planNextCheck);
    const first = Date.parse('2026-06-11T03:00:00Z');
    expect((await standing()).nextAt).toBe(first);
    temp.clock.now = first;
    expect(await runJobs()).toEqual([]);
    expect((await standing()).nextAt).toBe(first + dayMs);
    temp.clock.now = first + dayMs;
    expect(await runJobs()).toEqual([]);
    const rows = await temp.desk.db.select().from(ledgerCheck).orderBy(ledgerCheck.startedAt);
    expect(rows).toMatchObject([{ personName: 'The desk', untilAt: first }, { fromAt: first - 7 * dayMs, untilAt: first + dayMs }]);
    await reconciliationHandlers['reconciliation.schedule'](temp.desk, { requestId: randomUUID(), hour: 22, timeZone: 'Asia/Tokyo' }, lead);
    expect(await standing()).toMatchObject({ nextAt: Date.parse('2026-06-12T13:00:00Z'), schedule: { hour: 22, timeZone: 'Asia/Tokyo' } });
    expect(Number(await temp.desk.db.$count(job, eq(job.state, 'waiting')))).toBe(1);
  });

  it('holds a write of more than a thousand rows, or all entries of a long ledger in memory', async () => {
    const at = temp.clock.now - dayMs;
    const amount = { minor: '100', currency: 'USD' };
    temp.gateway.ledger = Array.from({ length: 2_500 }, (_one, index) => ({ entryId: `e-${index}`, at: at + index, kind: 'refund', key: newId(at + index), sourceId: null, orderId: null, amount }));
    let most = 0;
    const { write } = temp.desk;
    temp.desk.write = (change) => write(async (tx) => {
      const rows = async () => Number(await tx.$count(ledgerEntry)) + Number(await tx.$count(ledgerDifference));
      const before = await rows();
      const value = await change(tx);
      most = Math.max(most, (await rows()) - before);
      return value;
    });
    await order();
    expect(await runJobs()).toEqual([]);
    expect((await standing()).last).toMatchObject({ entries: 2_500, opened: 2_500 });
    expect(most).toBeLessThan(1_000);
    expect(most).toBeGreaterThan(0);
  });
});
