import type { Page } from 'playwright/test';
import { askCore } from './fixtures/callCore.ts';
import { expect, test } from './fixtures/desk.ts';
import { readExchange } from './fixtures/exchange.ts';
import { caseIdOf } from './fixtures/rule.ts';
import { QueuePage } from './pages/QueuePage.ts';
import { RecordsPage } from './pages/RecordsPage.ts';
import { RulingPanel } from './pages/RulingPanel.ts';

// Letters that wait to be taken back are the subject of others.
test.use({ deskSettings: { isFilled: true, undoSeconds: 0 } });

/** Takes a case of the docket and shows its deadlines. */
async function openDeadlines(page: Page, sourceId: string) {
  const open = await new QueuePage(page).openCase(await caseIdOf(page, sourceId));
  await open.take();
  const records = new RecordsPage(page);
  await records.choose('Deadlines');
  const list = records.panel.getByRole('list', { name: 'Deadlines, those that run first' });
  return { open, records, row: (who: string) => list.getByRole('listitem').filter({ hasText: new RegExp(`^\\s*\\S.*${who}`) }).first() };
}

test('the time of a side is extended and paused with a reason that both sides read, and every day of it is told', async ({ desk }) => {
  const page = await desk.open({ name: 'Dana Ruiz', role: 'mediator' });
  const caseId = await caseIdOf(page, 'SMP-20427');
  await askCore(page, 'cases.claim', { requestId: crypto.randomUUID(), caseId });
  await askCore(page, 'cases.ask', { requestId: crypto.randomUUID(), caseId, to: ['seller'], questions: [{ text: 'Bitte senden Sie ein Foto des Steckers.' }] });
  await expect.poll(() => readExchange(desk.dataDir).letters.length, { timeout: 20_000 }).toBe(1);
  const { records, row } = await openDeadlines(page, 'SMP-20427');
  const seller = row('Seller answer what the desk asked');
  await expect(seller).toContainText('Letter of this desk, in German');
  await seller.getByRole('button', { name: 'Extend' }).click();
  const dialog = page.getByRole('dialog', { name: 'Give the seller more time' });
  await expect(dialog).toContainText('to the buyer (in English) and to the seller (in German)');
  await dialog.getByLabel('Working days more').fill('31');
  await expect(dialog).toContainText('A whole number from 1 to 30');
  await dialog.getByRole('button', { name: '2', exact: true }).click();
  await expect(dialog.getByRole('list', { name: 'Day by day' })).toContainText('day 2');
  await expect(dialog).toContainText('23:59 in Europe/Berlin');
  await dialog.getByLabel('Why').fill('The shop is closed for stocktaking.');
  await dialog.getByRole('button', { name: 'Extend by 2 days and tell both sides' }).click();
  await expect(dialog).toBeHidden();
  await expect(seller).toContainText('instead of');
  await expect(seller).toContainText('extended once');
  await seller.getByRole('button', { name: /^How the time/ }).click();
  await expect(seller.getByRole('list', { name: 'Day by day' })).toContainText('begins');
  await expect(seller).toContainText('The shop is closed for stocktaking.');

  await expect.poll(() => readExchange(desk.dataDir).letters.length, { timeout: 20_000 }).toBe(3);
  const letters = readExchange(desk.dataDir).letters.filter((one) => one.body.includes('stocktaking'));
  expect(letters.map((one) => `${one.to} ${one.language}`).sort()).toEqual(['buyer en', 'seller de']);
  expect(letters.find((one) => one.to === 'seller')?.body).toContain('Ihre Frist zur Antwort');

  await seller.getByRole('button', { name: 'Pause' }).click();
  const pause = page.getByRole('dialog', { name: 'Let the time of the seller stand still' });
  await pause.getByLabel('Why').fill('The carrier looks for the parcel.');
  await pause.getByRole('button', { name: /^Pause for 3 days/ }).click();
  await expect(pause).toBeHidden();
  await expect(seller).toContainText('Stands still since');
  await expect(page.getByRole('button', { name: 'Seller: how this time was computed' })).toContainText('stands still');
  await seller.getByRole('button', { name: 'Let it go on' }).click();
  const goOn = page.getByRole('dialog', { name: 'Let the time of the seller go on' });
  await goOn.getByLabel('Why').fill('The parcel was found.');
  await goOn.getByRole('button', { name: 'Let it go on and tell both sides' }).click();
  await expect(goOn).toBeHidden();
  await expect(seller).not.toContainText('Stands still since');
  await expect.poll(() => readExchange(desk.dataDir).letters.length, { timeout: 20_000 }).toBe(7);

  await records.choose('Timeline');
  await expect(records.moment('The carrier looks for the parcel.')).toContainText('Paused for 3 working days at the most');
  await page.getByRole('button', { name: 'Seller: how this time was computed' }).click();
  await expect(records.tab('Deadlines')).toHaveAttribute('aria-selected', 'true');
});

test('a silent side is ruled against by default only with proof of notice, and only by the mediator', async ({ desk }) => {
  const page = await desk.open({ name: 'Dana Ruiz', role: 'mediator' });
  const { open, row } = await openDeadlines(page, 'SMP-20411');
  const { caseId } = open;
  await expect(row('Seller Answer the dispute')).toContainText('Message of the source, in English');
  const note = page.getByRole('region', { name: 'Silence of the seller' });
  await expect(note).toContainText('a default ruling is possible');
  expect((await askCore(page, 'cases.get', { caseId })).draft?.findings ?? []).toEqual([]);
  await note.getByText('The seller let its time pass').click();
  await note.getByRole('button', { name: 'Put the silence and clause 6.2 into the draft' }).click();
  await expect.poll(async () => (await askCore(page, 'cases.get', { caseId })).draft).toMatchObject({ clauses: ['6.2'], findings: [{ result: null, absence: expect.stringContaining('sent nothing before it ended') as unknown }] });
  const ruling = new RulingPanel(page);
  await expect(ruling.panel).toContainText('6.2');
  const { problems } = await askCore(page, 'rulings.check', { caseId, draft: { outcome: 'full_refund' } });
  expect(problems.map((one) => one.code)).not.toContain('NOT_SERVED');
});
