import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { recordAppeal, ruleOn } from '../../../testing/appealed.ts';
import { placeCase } from '../../../testing/builders.ts';
import { verifyLog } from '../../audit/verify.ts';
import { reconciliationHandlers } from './methods.ts';
import { hourMs, dayMs, openLedgerDesk, type LedgerDesk } from './ledgerDesk.testing.ts';

let temp: LedgerDesk['temp'];
let ada: LedgerDesk['ada'];
let lead: LedgerDesk['lead'];
let pay: LedgerDesk['pay'];
let standing: LedgerDesk['standing'];
let list: LedgerDesk['list'];
let check: LedgerDesk['check'];
beforeEach(async () => void ({ temp, ada, lead, pay, standing, list, check } = await openLedgerDesk()));
afterEach(async () => {
  expect(await verifyLog(temp.desk.db)).toMatchObject({ ok: true });
  temp.close();
});

describe('settling a difference by hand', () => {
  it('needs words, is done once, and stays done as long as nothing about it changes', async () => {
    await pay(1);
    const [entry] = temp.gateway.ledger;
    if (!entry) throw new Error('no entry');
    temp.gateway.ledger.push({ ...entry, entryId: 'again' });
    const [found] = await check();
    const resolve = (words: string, requestId: string = randomUUID()) => reconciliationHandlers['reconciliation.resolve'](temp.desk, { requestId, differenceId: found?.differenceId ?? '', words }, lead);
    const id = randomUUID();
    expect(await resolve(' The buyer sent it back. ', id)).toMatchObject({ state: 'settled', closedBy: 'Lou', closedWords: 'The buyer sent it back.' });
    expect(await resolve(' The buyer sent it back. ', id)).toMatchObject({ state: 'settled' });
    await expect(resolve('again')).rejects.toMatchObject({ code: 'NOT_ALLOWED_NOW' });
    temp.clock.now += dayMs;
    expect(await check()).toEqual([]);
    expect((await standing()).last).toMatchObject({ payouts: 1, agreed: 0, found: 0 });
    temp.gateway.ledger.push({ ...entry, entryId: 'thrice' });
    expect(await check()).toMatchObject([{ code: 'PAID_TWICE', there: { minor: '9999' } }]);
  });

  it('would tell of the refund of a case, or let somebody close it, whose ruling is hidden during an appeal', async () => {
    const caseId = await placeCase(temp.desk);
    await ruleOn(temp, caseId, ada);
    temp.clock.now += 2 * hourMs;
    temp.gateway.ledger = [];
    const [found] = await check();
    await recordAppeal(temp, caseId, ada);
    const bo = await temp.seat('Bo');
    for (const one of [lead, bo]) {
      expect(await list(one)).toEqual([]);
      expect(await standing(one)).toMatchObject({ open: 0, last: { sums: null } });
    }
    expect(await list(ada)).toHaveLength(1);
    const resolve = reconciliationHandlers['reconciliation.resolve'](temp.desk, { requestId: randomUUID(), differenceId: found?.differenceId ?? '', words: 'x' }, lead);
    await expect(resolve).rejects.toMatchObject({ code: 'NOT_ALLOWED_NOW' });
  });

  it('pages through the differences, the open ones first, and brings each once', async () => {
    await pay(3);
    temp.gateway.ledger = [];
    const found = await check();
    for (const one of found.slice(0, 1)) {
      temp.clock.now += 1;
      await reconciliationHandlers['reconciliation.resolve'](temp.desk, { requestId: randomUUID(), differenceId: one.differenceId, words: 'Looked into.' }, lead);
    }
    const seen: string[] = [];
    for (let cursor: string | null = null; ; ) {
      const page: Awaited<ReturnType<(typeof reconciliationHandlers)['reconciliation.differences']>> = await reconciliationHandlers['reconciliation.differences'](temp.desk, { state: null, cursor, limit: 2 }, lead);
      seen.push(...page.rows.map(({ state, differenceId }) => `${state} ${differenceId}`));
      expect(page).toMatchObject({ open: 2, closed: 1 });
      if (page.nextCursor === null) break;
      cursor = page.nextCursor;
    }
    expect(seen.map((one) => one.split(' ')[0])).toEqual(['open', 'open', 'settled']);
    expect(new Set(seen).size).toBe(3);
  });
});
