import { mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createExchangeFolder } from './exchangeFolder.ts';
import type { Gateway, LedgerEntry, PayoutOrder } from './gateway.ts';

let dataDir: string;
let gateway: Gateway;
const place = (folder: 'out' | 'done', name: string) => join(dataDir, 'exchange', folder, name);

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'ledger-'));
  gateway = createExchangeFolder(dataDir);
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

const amount = { minor: '2665', currency: 'USD' };
const order = (key: string): PayoutOrder => ({ key, source: 'aliexpress', sourceId: '1', orderId: 'o', amount, shares: [{ bearer: 'seller', amount }], rulingId: 'r', decidedAt: '2026-06-10T09:00:00.000Z' });

async function readAll(span = { from: 0, until: Date.now() + 60_000 }): Promise<LedgerEntry[]> {
  const entries: LedgerEntry[] = [];
  for (let after: string | null = null; ; ) {
    const page: Awaited<ReturnType<Gateway['readLedger']>> = await gateway.readLedger(span, after);
    entries.push(...page.entries);
    if (page.next === null) return entries;
    after = page.next;
  }
}
const ids = async () => (await readAll()).map(({ entryId }) => entryId);

describe('the ledger of the exchange folder', () => {
  it('is empty where no folder is, and does not make one', async () => {
    expect(await readAll()).toEqual([]);
  });

  it('names a payout file anew once it was carried on to done: its payment would count twice', async () => {
    await gateway.payOut(order('k-1'));
    const before = await readAll();
    expect(before).toEqual([{ entryId: 'payout-k-1.json', at: expect.any(Number) as number, kind: 'refund', key: 'k-1', sourceId: '1', orderId: 'o', amount }]);
    mkdirSync(place('done', ''));
    renameSync(place('out', 'payout-k-1.json'), place('done', 'payout-k-1.json'));
    expect(await readAll()).toEqual(before);
  });

  it('hides a copy in the other folder, a file of a stranger, or an edited sum', async () => {
    await gateway.payOut(order('k-1'));
    mkdirSync(place('done', ''));
    writeFileSync(place('done', 'payout-k-1.json'), JSON.stringify(order('k-1')));
    writeFileSync(place('out', 'payout-foreign.json'), JSON.stringify({ ...order('k-9'), amount: { minor: '9', currency: 'EUR' } }));
    expect((await readAll()).map(({ entryId, key, amount: paid }) => [entryId, key, paid.minor]).toSorted()).toEqual([
      ['done/payout-k-1.json', 'k-1', '2665'],
      ['payout-foreign.json', 'k-9', '9'],
      ['payout-k-1.json', 'k-1', '2665'],
    ]);
  });

  it('stops at a damaged file, a folder, a link or another kind of document', async () => {
    await gateway.payOut(order('k-1'));
    writeFileSync(place('out', 'payout-half.json'), '{"key":"k-2"');
    writeFileSync(place('out', 'letter-k-3.json'), JSON.stringify(order('k-3')));
    mkdirSync(place('out', 'payout-folder.json'));
    symlinkSync('/dev/zero', place('out', 'payout-link.json'));
    expect(await ids()).toEqual(['payout-k-1.json']);
  });

  it('leaves out a file at the edge of a page or of the span, or brings one twice', async () => {
    mkdirSync(place('out', ''), { recursive: true });
    const keys = Array.from({ length: 401 }, (_one, index) => `k-${String(index).padStart(4, '0')}`);
    for (const key of keys) writeFileSync(place('out', `payout-${key}.json`), JSON.stringify(order(key)));
    expect(await ids()).toEqual(keys.map((key) => `payout-${key}.json`));
    utimesSync(place('out', 'payout-k-0000.json'), 1_000, 1_000);
    expect((await readAll({ from: 1_000_000, until: 1_000_001 })).map(({ key }) => key)).toEqual(['k-0000']);
    expect(await readAll({ from: 999_000, until: 1_000_000 })).toEqual([]);
  });

  it('says what is wrong with the folder in words when it cannot be read', async () => {
    writeFileSync(join(dataDir, 'exchange'), 'x');
    await expect(readAll()).rejects.toThrow('a file lies where the folder should be');
  });
});
