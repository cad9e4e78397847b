import { team, teamPassphrase } from '../src/testing/team.ts';
import { expect, test } from './fixtures/desk.ts';
import { caseIdOf } from './fixtures/rule.ts';
import { QueuePage } from './pages/QueuePage.ts';
import { RulingPanel } from './pages/RulingPanel.ts';
import { SignInPage } from './pages/SignInPage.ts';

test('a lock hides what is open from sight and from screen readers, and gives it back with the words that were not saved yet', async ({ desk }) => {
  const page = await desk.open({ name: 'Dana', role: 'mediator' });
  const open = await new QueuePage(page).openCase(await caseIdOf(page, 'SMP-20403'));
  await open.take();
  await new RulingPanel(page).writeReasons('Half a sentence that must not be lost');
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox').fill('tablet');
  await page.keyboard.press('Control+Shift+L');
  const unlock = page.getByRole('button', { name: 'Unlock' });
  await expect(unlock).toBeVisible();
  // Nothing but the lock is there, not even an open dialog beneath, nor what Escape or a click beside would do to it.
  await expect(page.getByRole('heading')).toHaveText(['Locked']);
  await expect(page.getByRole('combobox')).toHaveCount(0);
  await expect(page).toHaveTitle('Locked · Mediation Desk');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await page.mouse.click(8, 8);
  await expect(unlock).toBeVisible();

  await page.getByLabel('Passphrase', { exact: true }).fill('not the right one');
  await unlock.click();
  await expect(page.getByRole('alert')).toContainText('stays locked');
  await page.reload();
  await expect(page.getByRole('heading')).toHaveText(['Locked']);
  await page.getByLabel('Passphrase', { exact: true }).fill(teamPassphrase);
  await page.keyboard.press('Enter');
  await expect(open.board).toBeVisible();
  await expect(page.getByLabel('Reasons, as both sides will read them')).toHaveValue('Half a sentence that must not be lost');

  // The same without a reload: the dialog stands as it was left. Pictures still on their way would be refused.
  await page.waitForLoadState('networkidle');
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox').fill('tablet');
  await page.keyboard.press('Control+Shift+L');
  await page.getByLabel('Passphrase', { exact: true }).fill(teamPassphrase);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('combobox')).toHaveValue('tablet');
});

test('a lead adds a person who chooses their own passphrase before anything else', async ({ desk }) => {
  const leads = await desk.open({ name: 'Lena Vogt', role: 'lead' });
  await leads.getByRole('button', { name: /^Lena Vogt/ }).click();
  await leads.getByRole('menuitem', { name: 'People' }).click();
  const rows = leads.getByRole('table', { name: 'People' }).getByRole('rowheader');
  await expect(rows.filter({ hasText: 'Dana Ruiz' })).toHaveCount(1);
  expect(await rows.count()).toBeGreaterThanOrEqual(team.length);
  await leads.getByRole('button', { name: 'Add a person' }).click();
  const given = await leads.getByLabel('Passphrase to hand over').inputValue();
  await leads.getByLabel('Name', { exact: true }).fill('Anna Weber');
  await leads.keyboard.press('Enter');
  await expect(leads.getByRole('region', { name: 'To hand over' })).toContainText(given);

  const page = await desk.openUnsigned();
  await new SignInPage(page).enter('anna weber', given);
  await page.getByLabel('New passphrase', { exact: true }).fill(given);
  await page.getByLabel('New passphrase again', { exact: true }).fill(given);
  await page.getByRole('button', { name: 'Set it and go on' }).click();
  await expect(page.getByText('Another one than this')).toBeVisible();
  for (const label of ['New passphrase', 'New passphrase again']) await page.getByLabel(label, { exact: true }).fill('four words of my own');
  await page.getByRole('button', { name: 'Set it and go on' }).click();
  await expect(page.getByRole('navigation', { name: 'Screens' })).toBeVisible();
  await expect(leads.getByRole('row', { name: /^Anna Weber/ })).toContainText('Own');
});
