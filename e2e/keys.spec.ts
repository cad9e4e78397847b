import { expect, test } from './fixtures/desk.ts';
import { caseIdOf } from './fixtures/rule.ts';
import { CasePage } from './pages/CasePage.ts';
import { QueuePage } from './pages/QueuePage.ts';
import { RulingPanel } from './pages/RulingPanel.ts';

test.use({ deskSettings: { isFilled: true, undoSeconds: 60 } });

test('a case is served, read, found and ruled by keyboard alone, in under 15 strokes, a full refund with findings in place in 3', async ({ desk }) => {
  const page = await desk.open({ name: 'Dana', role: 'mediator' });
  await expect(page.getByRole('button', { name: /^Next case/ })).toBeVisible();
  let strokes = 0;
  const press = async (...keys: string[]): Promise<void> => {
    for (const key of keys) {
      await page.keyboard.press(key);
      strokes += 1;
    }
  };
  const open = new CasePage(page);
  const ruling = new RulingPanel(page);

  await press('Enter');
  await expect(open.lease).toContainText('yours');
  const reference = (await open.reference.textContent()) ?? '';
  await expect(open.board.getByRole('button', { name: /^[BS]-\d+, / }), 'one obvious exhibit each side').toHaveCount(2);
  await press(']');
  await expect(open.viewer('B-1')).toContainText('opened');
  await expect(open.viewer('S-1')).toContainText('opened');
  await press('c', 'y', 'i');
  await expect(ruling.panel.getByRole('button', { name: 'B-1', exact: true })).toBeVisible();
  await expect(ruling.panel.getByRole('textbox', { name: 'Reasons, as both sides will read them' })).not.toHaveValue('');

  const before = strokes;
  await press('1', '5', 'Enter');
  await expect(ruling.staged).toContainText(reference);
  expect(strokes - before, 'strokes of a full refund with findings in place').toBe(3);
  expect(strokes).toBeLessThan(15);
  await expect(open.reference, 'the next case is open').not.toHaveText(reference);

  await press('z');
  await expect(ruling.staged).toContainText('taken back');
});

test('a partial refund takes three strokes and its digits', async ({ desk }) => {
  const page = await desk.open({ name: 'Dana', role: 'mediator' });
  const open = await new QueuePage(page).openCase(await caseIdOf(page, 'SMP-20416'));
  await open.take();
  await page.keyboard.press(']');
  await expect(open.viewer('S-1')).toContainText('opened');
  for (const key of ['c', 'y', 'i']) await page.keyboard.press(key);
  const ruling = new RulingPanel(page);
  await expect(ruling.panel.getByRole('textbox', { name: 'Reasons, as both sides will read them' })).not.toHaveValue('');
  for (const key of ['2', '5']) await page.keyboard.press(key);
  await expect(ruling.panel.getByRole('textbox', { name: /^(Percent|Sum) / })).toBeFocused();
  await page.keyboard.type('59');
  await page.keyboard.press('Enter');
  await expect(ruling.staged).toContainText('USD 59.00');
});

test('brackets step through the evidence pairs, the sheet and the palette open and close by keys, and Alt combinations stay with the system', async ({ desk }) => {
  const page = await desk.open({ name: 'Dana', role: 'mediator' });
  const open = await new QueuePage(page).openCase(await caseIdOf(page, 'SMP-20403'));
  await open.take();
  for (const [key, place] of [[']', '1 of 3'], [']', '2 of 3'], ['[', '1 of 3']] as const) {
    await page.keyboard.press(key);
    await expect(page.getByText(place, { exact: true })).toBeVisible();
  }
  await page.keyboard.press('Escape');
  await expect(open.board).toBeVisible();
  await page.keyboard.press('Alt+1');
  await expect(new RulingPanel(page).panel.getByRole('radio', { name: /^Full/ })).not.toBeChecked();

  await page.keyboard.press('?');
  const sheet = page.getByRole('dialog', { name: 'Keys' });
  await expect(sheet.getByText('Take back the last staged ruling')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(sheet).toBeHidden();

  await page.keyboard.press('Control+k');
  const palette = page.getByRole('dialog', { name: 'Search and commands' });
  await page.keyboard.type('porcelain');
  await expect(palette.getByRole('option').filter({ hasText: 'Hand-painted porcelain vase' })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(palette).toBeHidden();
  await expect(page.getByText('Hand-painted porcelain vase').first()).toBeVisible();
});

test('letters typed into a note do not rule the case', async ({ desk }) => {
  const page = await desk.open({ name: 'Dana', role: 'mediator' });
  const open = await new QueuePage(page).openCase(await caseIdOf(page, 'SMP-20416'));
  await open.take();
  await page.keyboard.press('n');
  const note = page.getByRole('tabpanel').getByRole('textbox');
  await expect(note).toBeFocused();
  await page.keyboard.type('1 3 5 z');
  await expect(note).toHaveValue('1 3 5 z');
  await expect(new RulingPanel(page).panel.getByRole('radio', { checked: true })).toHaveCount(0);
});
