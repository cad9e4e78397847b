import { askCore, callCore } from './fixtures/callCore.ts';
import { expect, test } from './fixtures/desk.ts';
import { stageByCalls } from './fixtures/rule.ts';
import { FiguresPage } from './pages/FiguresPage.ts';

test.use({ deskSettings: { isFilled: true, undoSeconds: 0 } });

test('shows other numbers than the table beside a chart has, saves others, leads to other decisions, or shows one’s day to somebody else', async ({ desk }) => {
  const author = await desk.open({ name: 'Dana Ruiz', role: 'mediator' });
  const references: string[] = [];
  for (const sourceId of ['SMP-20410', 'SMP-20403', 'SMP-20417']) references.push((await stageByCalls(author, sourceId, '1000')).caseReference);
  await expect.poll(async () => (await askCore(author, 'rulings.list', { filter: { state: 'effective' } })).total, { timeout: 15_000 }).toBe(3);

  const page = await desk.open({ name: 'Lena Vogt', role: 'lead' });
  const figures = new FiguresPage(page);
  await figures.goTo();
  const volume = 'How much comes in, how much is decided?';
  await expect(figures.panel(volume)).toContainText('3 rulings, ');
  await expect(figures.panel(volume).locator('.chart svg')).toBeAttached();
  const rows = await figures.cells(volume);
  const ruled = rows.slice(1).reduce((sum, row) => sum + (Number(row[2]) || 0), 0);
  expect([rows[0]?.[2], ruled]).toEqual(['Ruled', 3]);

  const csv = await figures.save(volume, 'CSV');
  expect(csv.name).toMatch(/^figures-volume-\d{4}-\d\d-\d\d\.csv$/);
  for (const row of rows) expect(csv.bytes.toString()).toContain(`${row.join(',')}\r\n`);
  const png = await figures.save(volume, 'PNG');
  expect([png.name.slice(-4), png.bytes.subarray(1, 4).toString(), png.bytes.length > 10_000]).toEqual(['.png', 'PNG', true]);

  const outcomes = 'What do rulings come to?';
  await expect(figures.panel(outcomes)).toContainText('0 full, 3 partial, 0 none');
  await figures.panel(outcomes).getByRole('button', { name: 'Show as table' }).click();
  // Three of three are no hundred percent of all there will ever be.
  await expect(figures.panel(outcomes).getByRole('row').nth(1)).toContainText(/of \d; \d+ to 100 %/);
  await figures.panel(outcomes).getByRole('button', { name: /open the decisions$/ }).first().click();
  const decisions = page.getByRole('table', { name: 'Decisions' });
  await expect(decisions).toBeVisible();
  await expect(decisions.getByRole('button', { name: /open the decision$/ })).not.toHaveCount(0);

  await author.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: 'My day' }).click();
  for (const reference of references) await expect(author.getByRole('region', { name: 'Today' })).toContainText(reference);
  await page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: 'My day' }).click();
  await expect(page.getByText('Nothing waits for you')).toBeVisible();
  expect(await callCore(author, 'figures.get', { fromAt: 0, untilAt: 1, zone: 'UTC' })).toMatchObject({ ok: false, error: { code: 'NOT_PERMITTED' } });
});
