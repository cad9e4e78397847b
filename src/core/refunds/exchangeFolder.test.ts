import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createExchangeFolder } from './exchangeFolder.ts';
import type { LetterOrder, PayoutOrder } from './gateway.ts';

let dataDir: string;
const out = () => join(dataDir, 'exchange', 'out');

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'exchange-'));
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

const order: PayoutOrder = {
  key: '0190-a',
  source: 'aliexpress',
  sourceId: '1',
  orderId: null,
  amount: { minor: '2665', currency: 'USD' },
  shares: [{ bearer: 'seller', amount: { minor: '2665', currency: 'USD' } }],
  rulingId: 'r',
  decidedAt: '2026-06-10T09:00:00.000Z',
};
const letter: LetterOrder = { key: '0190-a', kind: 'ruling', source: 'aliexpress', sourceId: '1', to: 'buyer', language: 'de', subject: 'Entscheidung', body: 'Grüße' };

describe('the exchange folder', () => {
  it('knows nothing of a payout before, and exactly that payout after', async () => {
    const gateway = createExchangeFolder(dataDir);
    expect(await gateway.readPayout(order.key)).toBeNull();
    await gateway.payOut(order);
    expect(await createExchangeFolder(dataDir).readPayout(order.key)).toEqual({ order, state: 'settled', reason: null });
  });

  it('says what is wrong with the folder, not the code of the system, when a file lies in its place', async () => {
    writeFileSync(join(dataDir, 'exchange'), 'x');
    for (const act of [() => createExchangeFolder(dataDir).readPayout(order.key), () => createExchangeFolder(dataDir).payOut(order), () => createExchangeFolder(dataDir).sendLetter(letter)]) {
      await expect(act()).rejects.toThrow('a file lies where the folder should be');
    }
  });

  it('does not write a payout again that was carried on to the folder done', async () => {
    const gateway = createExchangeFolder(dataDir);
    await gateway.payOut(order);
    mkdirSync(join(dataDir, 'exchange', 'done'));
    renameSync(join(out(), 'payout-0190-a.json'), join(dataDir, 'exchange', 'done', 'payout-0190-a.json'));
    expect(await gateway.readPayout(order.key)).toEqual({ order, state: 'settled', reason: null });
    await gateway.payOut(order);
    expect(readdirSync(out())).toEqual([]);
  });

  it('does not take a payout for damaged, and pay nothing more, because it was written when the desk left the waiting for goods to others', async () => {
    mkdirSync(out(), { recursive: true });
    writeFileSync(join(out(), `payout-${order.key}.json`), JSON.stringify({ ...order, release: 'on_return' }));
    expect(await createExchangeFolder(dataDir).readPayout(order.key)).toEqual({ order, state: 'settled', reason: null });
  });

  it('would wait for ever at a pipe in the place of a payout, or read a file of any size', async () => {
    mkdirSync(join(dataDir, 'exchange', 'done'), { recursive: true });
    execFileSync('mkfifo', [join(dataDir, 'exchange', 'done', `payout-${order.key}.json`)]);
    const gateway = createExchangeFolder(dataDir);
    await expect(gateway.readPayout(order.key)).rejects.toThrow('no file that this desk wrote');
    await expect(gateway.payOut(order)).rejects.toThrow('no file that this desk wrote');
    mkdirSync(out(), { recursive: true });
    writeFileSync(join(out(), 'payout-0190-b.json'), ' '.repeat(4_000_001));
    await expect(gateway.readPayout('0190-b')).rejects.toThrow('no file that this desk wrote');
  });

  it('writes one file for a payout handed over many times at once', async () => {
    const gateway = createExchangeFolder(dataDir);
    await Promise.all(Array.from({ length: 10 }, () => gateway.payOut(order)));
    await gateway.payOut({ ...order });
    expect(readdirSync(out())).toEqual(['payout-0190-a.json']);
  });

  it('refuses another amount under the same key and leaves the first as it was', async () => {
    const gateway = createExchangeFolder(dataDir);
    await gateway.payOut(order);
    await expect(gateway.payOut({ ...order, amount: { minor: '9999', currency: 'USD' } })).rejects.toThrow(/another content/);
    expect(await gateway.readPayout(order.key)).toEqual({ order, state: 'settled', reason: null });
    await gateway.sendLetter(letter);
    await expect(gateway.sendLetter({ ...letter, body: 'x' })).rejects.toThrow(/another content/);
  });

  it('never lets one of two different payouts under one key win silently', async () => {
    const gateway = createExchangeFolder(dataDir);
    const results = await Promise.allSettled([gateway.payOut(order), gateway.payOut({ ...order, orderId: 'another' })]);
    expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  });

  it('is not misled by what a crash left half written', async () => {
    mkdirSync(out(), { recursive: true });
    writeFileSync(join(out(), '.unfinished-00ff'), '{"key":"0190-a","amo');
    const gateway = createExchangeFolder(dataDir);
    expect(await gateway.readPayout(order.key)).toBeNull();
    await gateway.payOut(order);
    expect(await gateway.readPayout(order.key)).toEqual({ order, state: 'settled', reason: null });
    expect(readdirSync(out()).filter((name) => name.startsWith('payout-'))).toEqual(['payout-0190-a.json']);
  });

  it('says so instead of paying when the file under the key is damaged', async () => {
    mkdirSync(out(), { recursive: true });
    writeFileSync(join(out(), 'payout-0190-a.json'), '{"key":"0190-a"');
    const gateway = createExchangeFolder(dataDir);
    await expect(gateway.readPayout(order.key)).rejects.toThrow(/damaged/);
    await expect(gateway.payOut(order)).rejects.toThrow(/another content/);
  });

  it('writes canonical UTF-8 that anybody can read', async () => {
    await createExchangeFolder(dataDir).sendLetter(letter);
    expect(readFileSync(join(out(), 'letter-0190-a.json'), 'utf8')).toBe(
      '{"body":"Grüße","key":"0190-a","kind":"ruling","language":"de","source":"aliexpress","sourceId":"1","subject":"Entscheidung","to":"buyer"}\n',
    );
  });

  it('does not write outside its folder, whatever a key says', async () => {
    const gateway = createExchangeFolder(dataDir);
    for (const key of ['../../x', 'a/b', 'a.b', '', 'a\u0000']) await expect(gateway.payOut({ ...order, key })).rejects.toThrow(/no key/);
    await expect(gateway.readPayout('../x')).rejects.toThrow(/no key/);
  });
});
