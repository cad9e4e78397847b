import { askCore } from './fixtures/callCore.ts';
import { expect, test } from './fixtures/desk.ts';
import { caseIdOf } from './fixtures/rule.ts';
import { QueuePage } from './pages/QueuePage.ts';

test('a case given up carries a note to whoever is next, and a reminder only its own person sees', async ({ desk }) => {
  const page = await desk.open({ name: 'Dana Ruiz', role: 'mediator' });
  const open = await new QueuePage(page).openCase(await caseIdOf(page, 'SMP-20416'));
  const { caseId } = open;
  await open.take();
  const tab = (on: typeof page, name: RegExp) => on.getByRole('tablist', { name: 'Records of the case' }).getByRole('tab', { name });

  await tab(page, /^Notes/).click();
  await page.getByRole('button', { name: 'Remind me of this case' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Of what').fill('Ask the carrier again');
  await dialog.getByLabel('When').fill('2020-01-01T10:00');
  await expect(dialog.getByText('That moment has passed.')).toBeVisible();
  await dialog.getByRole('button', { name: 'Tomorrow' }).click();
  await dialog.getByRole('button', { name: 'Remind me' }).click();
  await expect(page.getByText('Ask the carrier again')).toBeVisible();
  // Time does not pass in a test: the reminder is set back to a moment that has come.
  await askCore(page, 'cases.setReminder', { caseId, reminder: { dueAt: Date.now() - 60_000, words: 'Ask the carrier again' } });
  const due = page.getByRole('region', { name: 'Your reminders' });
  await expect(due).toContainText('Ask the carrier again');

  await open.lease.getByRole('button', { name: 'Hand the case back' }).click();
  await dialog.getByLabel('A word for whoever is next').fill('The carrier promised an answer by Friday.');
  await dialog.getByRole('button', { name: /^Hand C-\d+ back$/ }).click();
  await expect(dialog).toBeHidden();

  const other = await desk.open({ name: 'Bo Lind', role: 'mediator' });
  const same = await new QueuePage(other).openCase(caseId);
  await expect(other.getByRole('note')).toContainText('Left by Dana Ruiz');
  await expect(other.getByRole('note')).toContainText('The carrier promised an answer by Friday.');
  await expect(other.getByRole('region', { name: 'Your reminders' })).toHaveCount(0);
  await same.take();
  await other.getByRole('note').getByRole('button', { name: 'All notes' }).click();
  await expect(other.getByText(', for whoever is next')).toBeVisible();

  await due.getByRole('button', { name: /^Done with the reminder/ }).click();
  await expect(due).toBeHidden();
});

test('other cases of a party are listed, each a link', async ({ desk }) => {
  const page = await desk.open({ name: 'Dana Ruiz', role: 'mediator' });
  const open = await new QueuePage(page).openCase(await caseIdOf(page, 'SMP-20426'));
  await page.getByRole('tablist', { name: 'Records of the case' }).getByRole('tab', { name: /^Parties/ }).click();
  const others = page.getByRole('region', { name: 'Other cases of the parties' });
  const found = await askCore(page, 'cases.ofParties', { caseId: open.caseId });
  await expect(others.getByRole('heading', { name: /^Other cases of the buyer/ })).toContainText(String(found.find((one) => one.role === 'buyer')?.total));
  for (const row of found.flatMap((one) => one.rows)) await expect(others.getByRole('link', { name: row.reference }).first()).toBeVisible();
  expect(found.reduce((sum, one) => sum + one.total, 0), 'the sample docket has parties with more than one case').toBeGreaterThan(0);
});
