import { callCore } from './fixtures/callCore.ts';
import { expect, test } from './fixtures/desk.ts';
import { caseIdOf } from './fixtures/rule.ts';
import { PolicyPage } from './pages/PolicyPage.ts';
import { QueuePage } from './pages/QueuePage.ts';

test('a lead writes a version, mends what is wrong by line, sees the difference, and publishes it for orders to come; older orders keep their clauses', async ({ desk }) => {
  const page = await desk.open({ name: 'Lena Vogt', role: 'lead' });
  const policy = new PolicyPage(page);
  await policy.go();
  await expect(policy.versions.getByRole('listitem')).toHaveCount(1);
  await expect(policy.main.getByRole('heading', { name: '3.3 Wrong item sent' })).toBeVisible();
  await page.getByRole('searchbox', { name: 'Search this version' }).fill('tolerance screen');
  await expect(policy.main.getByRole('article')).toHaveCount(1);
  await expect(policy.main.getByRole('article')).toContainText('3.2 Small difference');

  await page.getByRole('button', { name: 'Write a new version' }).click();
  await expect(policy.text).toBeVisible();
  await policy.change('## 3.3 Wrong item sent', '## 3.3 Another item than ordered');
  await policy.change('    clause: 3.3\n    reasons: [wrong_item]\n    refund: up to 50 %', '    clause: 33\n    reasons: [wrong_item]\n    refund: up to 50 %');
  await expect(policy.toMend).toContainText(/Line \d+ tariff T-08: there is no clause 33/);
  await expect(page.getByRole('button', { name: 'Publish ...' })).toBeDisabled();
  await policy.toMend.getByRole('button').click();
  await expect(policy.text).toBeFocused();
  await policy.change('clause: 33\n', 'clause: 3.3\n');
  await expect(policy.toMend).toBeHidden();
  const preview = page.getByRole('tabpanel');
  await expect(preview.locator('ins').filter({ hasText: 'Another' })).toBeVisible();
  await expect(preview.locator('del').filter({ hasText: 'Wrong' })).toBeVisible();
  await policy.part(/^Clauses/).click();
  await expect(preview.getByRole('heading', { name: '3.3 Another item than ordered' })).toBeVisible();

  const day = new Date(Date.now() + 10 * 86_400_000).toISOString().slice(0, 10);
  await page.getByLabel('For orders from').fill(day);
  await expect(policy.text).toHaveValue(new RegExp(`effectiveFrom: ${day}`));
  await expect(page.getByRole('button', { name: 'Publish ...' })).toBeEnabled();
  await page.getByRole('button', { name: 'Publish ...' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText(/\d+ open cases keep their older version, because the order was placed before: C-200/);
  await expect(dialog).toContainText('Rulings keep the version they were made under.');
  await dialog.getByRole('button', { name: /^Publish 20/ }).click();
  await expect(policy.versions.getByRole('listitem')).toHaveCount(2);
  await expect(policy.versions.getByRole('listitem').first()).toContainText(/To come.*Lena Vogt/);
  await policy.part(/^Changes from 2026-01/).click();
  await expect(page.getByRole('tabpanel').locator('ins').filter({ hasText: 'Another' })).toBeVisible();

  const other = await desk.open({ name: 'Dana Ruiz', role: 'mediator' });
  await new PolicyPage(other).go();
  await expect(other.getByRole('heading', { name: '3.3 Wrong item sent' })).toBeVisible();
  await expect(other.getByRole('button', { name: /^(Write a new version|Go on with your draft)/ })).toBeHidden();
  expect(await callCore(other, 'policy.startDraft', { requestId: crypto.randomUUID() })).toMatchObject({ ok: false, error: { code: 'NOT_PERMITTED' } });
  await other.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: 'Queue' }).click();
  const open = await new QueuePage(other).openCase(await caseIdOf(other, 'SMP-20401'));
  await open.take();
  await other.keyboard.press('p');
  await expect(other.getByRole('dialog')).toContainText('3.3 Wrong item sent');
  await expect(other.getByRole('dialog')).toContainText('up to 50 % Another item, colour or size, and is kept');
  await expect(other.getByRole('dialog')).not.toContainText('Another item than ordered');
});

test('a draft stays through a reload, and is thrown away only when that is said twice', async ({ desk }) => {
  const page = await desk.open({ name: 'Lena Vogt', role: 'lead' });
  const policy = new PolicyPage(page);
  await policy.go();
  await page.getByRole('button', { name: 'Write a new version' }).click();
  await policy.change('## 3.3 Wrong item sent', '## 3.3 Half a sen');
  await expect(policy.main.getByText('Not saved yet')).toBeHidden();
  await expect(policy.main.getByText('Saved', { exact: true })).toBeVisible();
  await page.reload();
  await expect(policy.text).toHaveValue(/## 3\.3 Half a sen/);
  await page.getByRole('button', { name: 'Throw away' }).click();
  await page.getByRole('button', { name: 'Keep it' }).click();
  await expect(policy.text).toBeVisible();
  await page.getByRole('button', { name: 'Throw away' }).click();
  await page.getByRole('button', { name: 'Throw the draft away' }).click();
  await expect(page.getByRole('button', { name: 'Write a new version' })).toBeVisible();
  await expect(policy.text).toBeHidden();
  await expect(policy.main.getByRole('heading', { name: '3.3 Wrong item sent' })).toBeVisible();
});
