import type { Page } from 'playwright/test';
import { hookPath } from '../src/contract/hookPath.ts';
import { askCore, callCore } from './fixtures/callCore.ts';
import { expect, test, type Desk } from './fixtures/desk.ts';
import { startMarketplaceProcess, type MarketplaceProcess } from './fixtures/marketplace.ts';
import { expectServed, openAllByCalls, rulingFor } from './fixtures/rule.ts';
import { QueuePage } from './pages/QueuePage.ts';
import { SourcesPage } from './pages/SourcesPage.ts';

test.use({ deskSettings: { isFilled: false, undoSeconds: 5 } });

let market: MarketplaceProcess;
test.afterEach(() => market.close());

/** Connects a desk to a marketplace that rings it, and waits until its disputes are in the queue. */
async function connected(desk: Desk, disputes: number): Promise<Page> {
  market = await startMarketplaceProcess({ disputes, webhook: `${desk.origin}${hookPath}` });
  const page = await desk.open({ name: 'Lena Vogt', role: 'lead' });
  const secret = (value: string) => ({ change: 'replace' as const, value });
  await askCore(page, 'marketplace.set', { requestId: crypto.randomUUID(), kind: 'api', url: market.url, token: secret(market.token), webhookSecret: secret(market.secret) });
  await expect.poll(async () => (await askCore(page, 'cases.list', { scope: 'queue' })).rows.length, { timeout: 30_000 }).toBe(disputes);
  return page;
}

const cases = async (page: Page) => (await askCore(page, 'cases.list', { scope: 'all' })).rows;

test('disputes of the marketplace appear in the queue, and one that is withdrawn there closes here with its reason', async ({ desk }) => {
  const page = await connected(desk, 3);
  const queue = new QueuePage(page);
  await queue.chooseTab('Queue');
  await expect(queue.rows).toHaveCount(3);
  const [first] = await cases(page);
  if (!first) throw new Error('No case came.');
  const open = await queue.openCase(first.caseId);
  await market.act('withdraw', { disputeId: first.sourceId, words: 'The parcel came after all.' });
  await expect(page.getByRole('main')).toContainText('closed it: withdrawn by the buyer', { timeout: 20_000 });
  await expect(page.getByRole('main')).toContainText('The parcel came after all.');
  await expect(open.reference).toBeVisible();
});

test('a chargeback that is opened there between the ruling and its end stops the payout', async ({ desk }) => {
  const page = await connected(desk, 6);
  for (const { caseId, sourceId } of await cases(page)) {
    await askCore(page, 'cases.claim', { requestId: crypto.randomUUID(), caseId });
    await openAllByCalls(page, caseId);
    const file = await askCore(page, 'cases.get', { caseId });
    const staged = await callCore(page, 'rulings.stage', { requestId: crypto.randomUUID(), caseId, expectedVersion: file.version, ruling: rulingFor(file, '100') });
    // Where a party may still answer nothing can be ruled yet.
    if (!staged.ok) continue;
    await market.act('openChargeback', { disputeId: sourceId, reference: 'CB-77' });
    await expect.poll(async () => (await askCore(page, 'cases.get', { caseId })).rulings.map(({ state }) => state), { timeout: 20_000 }).toEqual(['undone']);
    expect(await market.read('refunds')).toEqual([]);
    expect(await market.read('ledger')).toEqual([]);
    return;
  }
  throw new Error('None of the sample disputes can be ruled on.');
});

test('an answer with a photo comes back to whoever asked', async ({ desk }) => {
  const page = await connected(desk, 1);
  const [{ caseId } = { caseId: '' }] = await cases(page);
  await askCore(page, 'cases.claim', { requestId: crypto.randomUUID(), caseId });
  const file = await askCore(page, 'cases.get', { caseId });
  await askCore(page, 'cases.ask', { requestId: crypto.randomUUID(), caseId, to: ['seller'], questions: [{ text: 'A photo of the label, please.', claimId: file.claims[0]?.claimId ?? '', kinds: ['photo'] }], dueAt: null });
  const letters = () => market.read<{ key: string; kind: string }>('letters');
  await expect.poll(async () => (await letters()).length, { timeout: 20_000 }).toBe(1);
  await market.act('answer', { letterKey: (await letters())[0]?.key ?? '', words: 'Here is the label.', files: [{ fileName: 'label.png', draw: 'label' }] });
  await expect.poll(async () => (await askCore(page, 'cases.get', { caseId })).answers.length, { timeout: 20_000 }).toBe(1);
  const seen = await askCore(page, 'cases.get', { caseId });
  expect(seen.exhibits.filter(({ fileName }) => fileName === 'label.png')).toHaveLength(1);
  expect(seen.cameBack?.words).toBe('The seller answered with 1 exhibit');
  await expectServed(page, caseId);
});

test('Sources says how each way in stands, and since when the marketplace does not answer', async ({ desk }) => {
  const page = await connected(desk, 1);
  const sources = new SourcesPage(page);
  await sources.goTo();
  await sources.expectState('Marketplace', 'Fine');
  await sources.expectState('Webhooks', 'Fine');
  await market.setFault({ fault: 'down' });
  await sources.lookNow();
  await sources.expectState('Marketplace', 'Failing');
  await expect(sources.source('Marketplace')).toContainText('Since ');
  await market.clearFaults();
  await sources.lookNow();
  await sources.expectState('Marketplace', 'Fine');

  await market.setFault({ fault: 'wrong_signature' });
  const [first] = await cases(page);
  await market.act('write', { disputeId: first?.sourceId ?? '', from: 'buyer', words: 'Hello?' });
  await sources.expectState('Webhooks', 'Failing');
  await market.clearFaults();
  // It is sent again by itself, signed as it should be.
  await sources.expectState('Webhooks', 'Fine');
});
