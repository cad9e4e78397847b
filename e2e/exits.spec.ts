import { askCore } from './fixtures/callCore.ts';
import { expect, test } from './fixtures/desk.ts';
import { readExchange } from './fixtures/exchange.ts';
import { caseIdOf } from './fixtures/rule.ts';
import { QueuePage } from './pages/QueuePage.ts';

const dana = { name: 'Dana Ruiz', role: 'mediator' } as const;
const lena = { name: 'Lena Vogt', role: 'lead' } as const;
const menu = 'More for this case';

test('a case that is not for the desk is closed with a letter to both sides, and says at its top why', async ({ desk }) => {
  const page = await desk.open(dana);
  const open = await new QueuePage(page).openCase(await caseIdOf(page, 'SMP-20405'));
  await page.getByRole('button', { name: menu }).click();
  await page.getByRole('menuitem', { name: 'Close as ineligible' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('radio', { name: 'Opened out of time' }).check();
  await dialog.getByLabel('What both sides read').fill('Der Streitfall kam 90 Tage nach der Lieferung.');
  await dialog.getByRole('button', { name: /^Close C-\d+ as ineligible$/ }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('note').filter({ hasText: 'closed it' })).toContainText('Der Streitfall kam 90 Tage nach der Lieferung.');
  await expect.poll(() => readExchange(desk.dataDir).letters.map((one) => one.to).sort(), { timeout: 20_000 }).toEqual(['buyer', 'seller']);
  expect(readExchange(desk.dataDir).letters[0]?.body).toContain('Der Streitfall kam 90 Tage');
  await expect(open.lease.getByRole('button', { name: 'Take this case' })).toHaveCount(0);
});

test('key 6 and a digit hand a case to the leads, who see by whom and why; nobody else can take it', async ({ desk }) => {
  const page = await desk.open(dana);
  const queue = new QueuePage(page);
  const open = await queue.openCase(await caseIdOf(page, 'SMP-20406'));
  const { caseId } = open;
  await open.take();
  // No person is so quick: the file of the case as it is since it was taken comes first.
  await page.waitForLoadState('networkidle');
  await page.keyboard.press('6');
  await expect(page.getByRole('dialog')).toContainText('Only team leads are served it');
  await page.keyboard.press('2');
  // The next case is served at once.
  await expect.poll(() => page.url()).not.toContain(caseId);
  const again = await queue.openCase(caseId);
  await again.lease.getByRole('button', { name: 'Take this case' }).click();
  await expect(page.getByRole('paragraph').filter({ hasText: 'only a lead can take it' })).toBeVisible();

  const lead = await desk.open(lena);
  const leads = new QueuePage(lead);
  await expect(leads.rows.filter({ hasText: 'Escalated by Dana Ruiz: fraud suspected' })).toHaveCount(1);
  const theirs = await leads.openCase(caseId);
  await theirs.take();
  await expect(lead.getByRole('note').filter({ hasText: 'fraud suspected' })).toBeVisible();
});

test('a lead frees a case that somebody works on: its holder is told at once, with the reason, and keeps the draft', async ({ desk }) => {
  const page = await desk.open(dana);
  const open = await new QueuePage(page).openCase(await caseIdOf(page, 'SMP-20418'));
  const { caseId } = open;
  await open.take();
  await page.getByRole('region', { name: 'Ruling', exact: true }).getByRole('textbox', { name: 'Reasons, as both sides will read them' }).fill('The lens was hazy before.');
  await expect(page.getByText(/^Draft saved/).first()).toBeAttached();

  const lead = await desk.open(lena);
  await new QueuePage(lead).openCase(caseId);
  await lead.getByRole('button', { name: menu }).click();
  await lead.getByRole('menuitem', { name: 'Free it from Dana Ruiz' }).click();
  const dialog = lead.getByRole('dialog');
  await dialog.getByLabel('Why').fill('Dana is at the dentist.');
  await dialog.getByRole('button', { name: /^Free C-\d+$/ }).click();
  await expect(dialog).toBeHidden();
  await expect(open.lease).toContainText('lease lost');
  await expect(page.getByRole('note')).toContainText('Dana is at the dentist.');
  expect((await askCore(page, 'cases.get', { caseId })).draft?.reasons).toBe('The lens was hazy before.');
});
