import type { Page } from 'playwright/test';
import { askCore } from './fixtures/callCore.ts';
import { expect, test } from './fixtures/desk.ts';
import { layIn, namesIn, readExchange } from './fixtures/exchange.ts';
import { setUndoSeconds } from './fixtures/process.ts';
import { caseIdOf, expectServed } from './fixtures/rule.ts';
import { DecisionsPage } from './pages/DecisionsPage.ts';
import { OfferDialog } from './pages/OfferDialog.ts';
import { QueuePage } from './pages/QueuePage.ts';
import { RulingPanel } from './pages/RulingPanel.ts';

const sourceId = 'SMP-20403';

/** Puts an offer of half the price to both sides and waits until the letters are out. */
async function offerHalf(page: Page, dataDir: string): Promise<{ caseId: string; offerId: string; reference: string }> {
  const open = await new QueuePage(page).openCase(await caseIdOf(page, sourceId));
  const { caseId } = open;
  await open.take();
  const offers = new OfferDialog(page);
  await offers.open();
  await offers.write('50 %', 'The tablet still works; half of the price pays for the new screen.');
  await offers.put();
  await expect.poll(() => page.url()).not.toContain(caseId);
  await expect.poll(() => readExchange(dataDir).letters.map((one) => one.to).sort(), { timeout: 20_000 }).toEqual(['buyer', 'seller']);
  const file = await askCore(page, 'cases.get', { caseId });
  const offerId = file.offers[0]?.offerId ?? '';
  for (const letter of readExchange(dataDir).letters) expect(letter.body).toContain(offerId);
  return { caseId, offerId, reference: file.reference };
}

test.use({ deskSettings: { isFilled: true, undoSeconds: 0 } });

test('an offer both sides accept is paid once, told to both, and closes the case as settled; undo stops the money until they accept again', async ({ desk }) => {
  const page = await desk.open({ name: 'Dana Ruiz', role: 'mediator' });
  const { caseId, offerId, reference } = await offerHalf(page, desk.dataDir);
  const queue = new QueuePage(page);
  const offers = new OfferDialog(page);
  layIn(desk.dataDir, 'buyer.json', { schema: 'dispute-offer-reply/1', offerId, from: 'buyer', reply: 'accepted', at: new Date().toISOString(), words: 'I agree.' });
  await expect.poll(() => namesIn(desk.dataDir, 'in-done').length, { timeout: 20_000 }).toBe(1);
  await queue.openCase(caseId);
  await offers.show();
  await expect(offers.offers).toContainText('Through the exchange folder');

  await setUndoSeconds(await desk.newLink(), 60);
  await offers.enterReply('seller', 'accepts', 'Fine with me.');
  const ruling = new RulingPanel(page);
  await expect(ruling.staged).toContainText(reference);
  await ruling.undo(reference);
  const undone = await askCore(page, 'cases.get', { caseId });
  expect(undone.state).toBe('in_review');
  expect(undone.offers[0]).toMatchObject({ state: 'open', replies: [{ from: 'buyer', reply: 'accepted' }] });
  expect(readExchange(desk.dataDir).payouts).toEqual([]);

  await setUndoSeconds(await desk.newLink(), 0);
  await offers.enterReply('seller', 'accepts', 'Yes, still.');
  await expect.poll(() => readExchange(desk.dataDir).payouts.length, { timeout: 30_000 }).toBe(1);
  await expect.poll(() => readExchange(desk.dataDir).letters.length, { timeout: 20_000 }).toBe(4);
  const settled = await askCore(page, 'cases.get', { caseId });
  expect(settled).toMatchObject({ state: 'closed', rulings: [{ offerId, state: 'effective' }, { offerId, state: 'undone' }] });
  expect(readExchange(desk.dataDir).payouts).toHaveLength(1);
  const decisions = new DecisionsPage(page);
  await decisions.goTo();
  await expect(decisions.row(reference).filter({ hasText: 'Settlement' }).first()).toBeVisible();
});

test('an offer one side rejects goes no further: the case comes back to whoever put it, and Negotiation says who said what', async ({ desk }) => {
  const page = await desk.open({ name: 'Dana Ruiz', role: 'mediator' });
  const { caseId, offerId, reference } = await offerHalf(page, desk.dataDir);
  layIn(desk.dataDir, 'seller.json', { schema: 'dispute-offer-reply/1', offerId, from: 'seller', reply: 'rejected', at: new Date().toISOString(), words: 'The parcel was insured by the carrier.' });
  const queue = new QueuePage(page);
  await expect(queue.row(reference)).toContainText('The seller rejected the offer', { timeout: 20_000 });
  await expectServed(page, caseId);
  await queue.openCase(caseId);
  const offers = new OfferDialog(page);
  await offers.show();
  await expect(offers.offers).toContainText('rejected');
  await expect(offers.offers).toContainText('The parcel was insured by the carrier.');
  await expect(offers.offers).toContainText('no ruling may rest on it');
  expect(readExchange(desk.dataDir).payouts).toEqual([]);
});
