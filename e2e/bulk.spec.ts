import { askCore } from './fixtures/callCore.ts';
import { faultsOf } from './fixtures/axe.ts';
import { expect, test } from './fixtures/desk.ts';
import { commonest } from './fixtures/togetherTour.ts';
import { BulkDialog } from './pages/BulkDialog.ts';

test.use({ deskSettings: { isFilled: false, undoSeconds: undefined } });

test('all that a filter finds is tagged and asked: what cannot be done is named before it begins and after, and nobody\'s case is taken', async ({ desk }) => {
  await desk.fill({ cases: 30, seed: 'together' });
  const page = await desk.open({ name: 'Lena Vogt', role: 'lead' });
  const [first, , , taken] = await commonest(page);
  const query = `reason:${first.reason}`;
  const { total } = await askCore(page, 'cases.list', { scope: 'queue', query });
  const other = await desk.open({ name: 'Dana Ruiz', role: 'mediator' });
  await askCore(other, 'cases.claim', { requestId: crypto.randomUUID(), caseId: taken.caseId });

  await page.goto(`${new URL(page.url()).origin}/#/queue?q=${encodeURIComponent(query)}`);
  await page.reload();
  const bulk = new BulkDialog(page);
  await page.getByRole('checkbox', { name: `Choose ${first.reference}` }).check();
  await bulk.bar.getByRole('button', { name: `Choose all ${total}` }).click();
  await page.keyboard.press('Shift+W');
  await bulk.dialog.getByRole('combobox', { name: 'Tags' }).fill('Safety');
  await page.keyboard.press('Enter');
  await expect(bulk.forecast).toContainText(`All ${total} can be done.`);
  expect(await faultsOf(page, 'tagging in bulk', 'one')).toEqual([]);
  await bulk.begin(`Tag ${total} cases`);
  await expect(bulk.dialog).toContainText(`${total} done`);
  await bulk.close();

  await page.getByRole('checkbox', { name: `Choose ${first.reference}` }).check();
  await bulk.bar.getByRole('button', { name: `Choose all ${total}` }).click();
  await page.keyboard.press('Shift+Q');
  await bulk.dialog.getByLabel('What you need').fill('A photo of the label, please.');
  await expect(bulk.forecast).toContainText(`${total - 1} of ${total} cases can be done.`);
  await bulk.forecast.getByText('1 case cannot').click();
  await expect(bulk.forecast).toContainText('Somebody works on it now.');
  await bulk.dialog.getByText('The letter to the seller').click();
  await expect(bulk.dialog).toContainText('A photo of the label, please.');
  expect(await faultsOf(page, 'asking in bulk', 'one')).toEqual([]);
  await bulk.begin(`Ask the seller in ${total - 1} cases`);
  await expect(bulk.dialog).toContainText(`${total - 1} done, 1 refused`);
  await expect(bulk.results).toContainText(`${taken.reference} is being worked on by Dana Ruiz.`);
  expect(await faultsOf(page, 'results in bulk', 'one')).toEqual([]);
  await bulk.dialog.getByRole('button', { name: 'Choose the ones not done' }).click();
  await expect(bulk.bar).toContainText('1 chosen');
  expect((await askCore(page, 'cases.get', { caseId: taken.caseId })).lease?.personName).toBe('Dana Ruiz');

  await other.goto(`${new URL(other.url()).origin}/#/queue/${taken.caseId}`);
  const tags = other.getByRole('group', { name: 'Tags' });
  await expect(tags).toContainText('safety');
  await other.keyboard.press('Shift+#');
  await other.keyboard.type('Härtefall');
  await other.keyboard.press('Enter');
  await expect(tags).toContainText('härtefall');

  await page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: 'Activity' }).click();
  await page.getByRole('radio', { name: 'Bulk' }).check();
  await expect(page.getByRole('list', { name: 'Done to many cases' }).getByRole('listitem')).toHaveText([/some refused/, /Tag safety/]);
});
