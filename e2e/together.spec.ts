import type { CaseRow } from '../src/contract/cases.ts';
import { askCore } from './fixtures/callCore.ts';
import { expect, test } from './fixtures/desk.ts';
import { openAllByCalls } from './fixtures/rule.ts';
import { commonest } from './fixtures/togetherTour.ts';
import { QueuePage } from './pages/QueuePage.ts';

test.use({ deskSettings: { isFilled: false, undoSeconds: 60 } });

test('like cases are ruled on together: evidence first, each on its own exhibits, and one undo for all', async ({ desk }) => {
  await desk.fill({ cases: 30, seed: 'together' });
  const page = await desk.open({ name: 'Dana Ruiz', role: 'mediator' });
  const [first, second, third, taken] = await commonest(page);
  await openAllByCalls(page, first.caseId);
  await openAllByCalls(page, second.caseId);
  // Somebody else works on one of them.
  const other = await desk.open({ name: 'Iris Adler', role: 'lead' });
  await askCore(other, 'cases.claim', { requestId: crypto.randomUUID(), caseId: taken.caseId });

  await page.goto(`${new URL(page.url()).origin}/#/queue?q=reason:${first.reason}`);
  await page.reload();
  const queue = new QueuePage(page);
  await expect(queue.row(first.reference)).toBeVisible();
  await page.getByRole('checkbox', { name: `Choose ${first.reference}` }).check();
  await page.getByRole('checkbox', { name: `Choose ${taken.reference}` }).click({ modifiers: ['Shift'] });
  await expect(page.getByRole('group', { name: 'Chosen cases' })).toContainText('4 chosen');
  await page.keyboard.press('Shift+A');
  await expect(page.getByRole('heading', { name: 'Rule on 4 cases together' })).toBeVisible();

  await page.getByRole('radio', { name: 'Full refund' }).check();
  const form = page.getByRole('form', { name: 'Ruling for all' });
  await form.getByLabel('Reason', { exact: true }).selectOption(first.reason);
  await form.getByRole('radio', { name: 'Established', exact: true }).check();
  await form.getByLabel('Reasons', { exact: true }).fill('The photos show what the buyers say; the seller showed nothing against it.');
  const preview = page.getByRole('region', { name: 'Preview' });
  const rowOf = (row: CaseRow) => preview.getByRole('row').filter({ hasText: row.reference });
  await expect(rowOf(first)).toContainText('Will be staged');
  await expect(rowOf(third)).toContainText('not opened');
  await expect(rowOf(taken)).toContainText('Iris Adler is working on this case');

  await rowOf(third).getByRole('button', { name: /^Open B-1/ }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('heading', { name: new RegExp(`${third.reference}: B-1`) })).toBeVisible();
  await dialog.getByRole('button', { name: 'Back to the ruling' }).click();
  await openAllByCalls(page, third.caseId);
  await form.getByLabel('Reasons', { exact: true }).fill('The photos show what the buyers say, and the seller showed nothing against it.');
  await expect(rowOf(third)).toContainText('Will be staged');

  await page.getByRole('button', { name: /^Stage 3 rulings, / }).click();
  await expect(page.getByRole('list', { name: 'What came of each case' }).getByText('Staged', { exact: true })).toHaveCount(3);
  const tray = page.getByRole('list', { name: 'Staged rulings' });
  await expect(tray).toContainText('3 rulings together');
  expect((await askCore(page, 'rulings.staged', {})).map((one) => one.caseId).sort()).toEqual([first, second, third].map((row) => row.caseId).sort());

  await page.keyboard.press('z');
  await expect(tray).toContainText('3 taken back together');
  expect(await askCore(page, 'rulings.staged', {})).toEqual([]);
  expect((await askCore(page, 'cases.get', { caseId: taken.caseId })).lease?.personName).toBe('Iris Adler');
});
