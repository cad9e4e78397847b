import type { Page } from 'playwright/test';
import { askCore, callCore } from './fixtures/callCore.ts';
import { expect, test } from './fixtures/desk.ts';
import { readExchange } from './fixtures/exchange.ts';
import { caseIdOf, stageByCalls } from './fixtures/rule.ts';
import { CasePage } from './pages/CasePage.ts';
import { QueuePage } from './pages/QueuePage.ts';
import { RulingPanel } from './pages/RulingPanel.ts';
import { SecondLook } from './pages/SecondLook.ts';
import { SettingsPage } from './pages/SettingsPage.ts';

test.use({ deskSettings: { isFilled: true, undoSeconds: 2 } });

const dana = { name: 'Dana Ruiz', role: 'mediator' } as const;
const lena = { name: 'Lena Vogt', role: 'lead' } as const;

/** A lead gives every mediator a limit, in Settings as a person does. */
async function setLimit(page: Page, currency: string, amount: string): Promise<void> {
  const settings = new SettingsPage(page);
  await settings.goTo();
  await settings.setLimit(currency, amount);
}

async function heldCase(page: Page): Promise<{ caseId: string; rulingId: string; reference: string }> {
  const { caseId, rulingId, caseReference } = await stageByCalls(page, 'SMP-20410', '100000');
  await expect.poll(async () => (await askCore(page, 'cases.get', { caseId })).state, { timeout: 20_000 }).toBe('held');
  return { caseId, rulingId, reference: caseReference };
}

async function openHeld(page: Page, reference: string): Promise<SecondLook> {
  await page.getByRole('link', { name: '1 held' }).click();
  await page.getByRole('list', { name: 'Held rulings' }).getByRole('link').filter({ hasText: reference }).click();
  const second = new SecondLook(page);
  await expect(second.panel).toContainText('Held for a second person');
  return second;
}

test('a ruling above the limit of its author is paid only after a second person has opened what it rests on and approved it', async ({ desk }) => {
  const author = await desk.open(dana);
  const lead = await desk.open(lena);
  await setLimit(lead, 'BRL', '200.00');

  const open = await new QueuePage(author).openCase(await caseIdOf(author, 'SMP-20410'));
  await open.take();
  await open.openEveryExhibit();
  await author.keyboard.press('Escape');
  const ruling = new RulingPanel(author);
  await ruling.choose('partial', 'Return not refunded');
  await ruling.refundBySum('1000.00');
  await ruling.find(1, 'Established', ['B-1']);
  await ruling.writeReasons('The return arrived and was never refunded.');
  await ruling.expectReady();
  await expect(ruling.panel).toContainText(/Above your limit of BRL\s200\.00: a second person decides/);
  await expect(ruling.stageButton).toHaveText(/^Stage for approval/);
  await ruling.stageAndStay();
  await expect(author.getByRole('main')).toContainText('Held for approval', { timeout: 20_000 });
  expect(readExchange(desk.dataDir).payouts.length + readExchange(desk.dataDir).letters.length).toBe(0);
  const own = new SecondLook(author);
  await expect(own.panel).toContainText('You wrote this ruling');
  await expect(own.approveButton).toHaveCount(0);

  const reference = (await open.reference.textContent()) ?? '';
  const second = await openHeld(lead, reference);
  await expect(second.panel).toContainText(/Above by\s*BRL\s800\.00/);
  await expect(second.approveButton).toHaveAttribute('aria-disabled', 'true');
  await expect(second.panel.getByRole('button', { name: /^Open B-1/ })).toBeVisible();
  await second.openUnopened();
  await second.approveButton.click();
  await lead.getByRole('button', { name: `Take back the approval on ${reference}` }).click();
  await expect(second.panel).toContainText('took the approval back');
  await second.approveButton.click();
  await expect(lead.getByRole('main')).toContainText('Ruled', { timeout: 20_000 });
  await expect.poll(() => readExchange(desk.dataDir).payouts.map((one) => one.amount), { timeout: 20_000 }).toEqual([{ minor: '100000', currency: 'BRL' }]);

  await lead.getByRole('link', { name: 'The decision, and the file as it was ruled' }).click();
  await expect(lead.getByRole('region', { name: 'Second person' })).toContainText('Lena Vogt approved it');
});

test('a returned ruling goes back to its author with the reason at the top and the draft as it was', async ({ desk }) => {
  const author = await desk.open(dana);
  const lead = await desk.open(lena);
  await setLimit(lead, 'BRL', '200.00');
  const { caseId, rulingId, reference } = await heldCase(author);
  const { sha256 } = (await askCore(author, 'approvals.get', { rulingId })) ?? {};
  const refused = await callCore(author, 'approvals.approve', { requestId: crypto.randomUUID(), rulingId, sha256: sha256 ?? '' });
  expect(refused).toMatchObject({ ok: false, error: { code: 'NOT_PERMITTED' } });

  const second = await openHeld(lead, reference);
  await second.decide('Return', 'The receipt names another parcel.');
  await expect(lead.getByRole('main')).toContainText('The receipt names another parcel.');

  const queue = new QueuePage(author);
  await author.reload();
  const again = await queue.nextCase();
  expect(again.caseId).toBe(caseId);
  await expect(author.getByRole('note').filter({ hasText: 'returned the ruling' })).toContainText('Lena Vogt returned the ruling of Dana Ruiz');
  await expect(author.getByRole('note').filter({ hasText: 'returned the ruling' })).toContainText('The receipt names another parcel.');
  await expect(new RulingPanel(author).panel.getByRole('textbox', { name: 'Reasons, as both sides will read them' })).toHaveValue(/The photo of the buyer/);
  expect(readExchange(desk.dataDir).payouts).toEqual([]);
});

test('a lead who rules otherwise writes their own ruling, with the other one to be read', async ({ desk }) => {
  const author = await desk.open(dana);
  const lead = await desk.open(lena);
  await setLimit(lead, 'BRL', '200.00');
  const { caseId, reference } = await heldCase(author);
  const second = await openHeld(lead, reference);
  await second.decide('Rule otherwise', 'Half of it was used.');
  await expect(new CasePage(lead).lease).toContainText('yours');
  const ruling = new RulingPanel(lead);
  await expect(ruling.panel.getByRole('textbox', { name: 'Reasons, as both sides will read them' })).toHaveValue('');
  await lead.getByRole('link', { name: 'The ruling of Dana Ruiz' }).click();
  await expect(lead.getByRole('heading', { level: 1, name: `Decision on ${reference}` })).toBeVisible();
  await expect(lead.getByRole('region', { name: 'Second person' })).toContainText('Half of it was used.');
  expect((await askCore(lead, 'cases.get', { caseId })).refundRoom.refundedHere?.minor ?? '0').toBe('0');
});
