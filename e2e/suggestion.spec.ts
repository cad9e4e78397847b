import { askCore } from './fixtures/callCore.ts';
import { expect, test } from './fixtures/desk.ts';
import { caseIdOf } from './fixtures/rule.ts';
import { QueuePage } from './pages/QueuePage.ts';
import { RulingPanel } from './pages/RulingPanel.ts';

test('the desk suggests with its steps, is taken over by a key, and the ruling then takes two keys; the decision says it was followed', async ({ desk }) => {
  const page = await desk.open({ name: 'Lena Vogt', role: 'lead' });
  const queue = new QueuePage(page);
  const open = await queue.openCase(await caseIdOf(page, 'SMP-20411'));
  await open.take();
  await open.openEveryExhibit();
  await page.keyboard.press('Escape');
  const ruling = new RulingPanel(page);
  const card = ruling.panel.getByRole('region', { name: 'Suggestion of the desk' });
  await expect(card).toContainText('The desk suggests Full refund of USD 54.20, borne by the seller');
  // Folded to what it comes to; why is one press away.
  await expect(card).not.toContainText('No record shows');
  await card.getByRole('button', { name: 'Why' }).click();
  await expect(card).toContainText('No record shows that anything was sent, and the seller did not answer in time.');
  // A suggestion changes nothing by itself.
  await expect(ruling.panel.getByRole('radio', { name: /^Full/ })).not.toBeChecked();
  await page.keyboard.press('Shift+S');
  await expect(ruling.panel.getByRole('radio', { name: /^Full/ })).toBeChecked();
  await expect(ruling.panel.getByRole('radio', { name: 'Established', exact: true })).toBeChecked();
  await expect(card).toContainText('In your draft');
  await page.keyboard.press('i');
  await ruling.expectReady();
  await page.keyboard.press('Enter');
  await expect(ruling.staged).toBeVisible();

  const { rows } = await askCore(page, 'rulings.list', {});
  await page.goto(`${desk.origin}/#/decisions/${rows[0]!.rulingId}?part=moment`);
  const main = page.getByRole('main');
  await expect(main.getByRole('heading', { name: 'What the desk suggested' })).toBeVisible();
  await expect(main).toContainText('Full refund of USD 54.20, borne by the seller');
  await expect(main.getByText('Followed', { exact: true })).toBeVisible();
});

test('where no step fits the desk says so, and follows what the mediator finds', async ({ desk }) => {
  const page = await desk.open({ name: 'Dana Ruiz', role: 'mediator' });
  const queue = new QueuePage(page);
  const open = await queue.openCase(await caseIdOf(page, 'SMP-20401'));
  await open.take();
  const ruling = new RulingPanel(page);
  const card = ruling.panel.getByRole('region', { name: 'Suggestion of the desk' });
  await expect(card).toContainText('The desk suggests nothing');
  await expect(card.getByRole('button', { name: /^Take into the draft/ })).toBeHidden();
  await card.getByRole('button', { name: 'Why' }).click();
  await expect(card).toContainText('The buyer shows B-1 and B-2; The seller shows S-1.');
  await expect(card).toContainText('WI-3 Does the buyer show what arrived, and the seller nothing of the packing? No.');
  await expect(card).toContainText('The seller shows what is asked of it');
  await ruling.panel.getByRole('radio', { name: 'Not established', exact: true }).check();
  await expect(card).toContainText('The desk suggests No refund');
  await ruling.panel.getByRole('radio', { name: 'Established', exact: true }).check();
  await expect(card).toContainText('The desk suggests Full refund of USD 78.40, after return, borne by the seller');
});
