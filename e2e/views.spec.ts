import { faultsOf } from './fixtures/axe.ts';
import { askCore } from './fixtures/callCore.ts';
import { expect, test } from './fixtures/desk.ts';
import { CasesPage } from './pages/CasesPage.ts';

test('a facet and the query say the same, a grouped list keeps the focus on its case, and a view of the team opens by its link', async ({ desk }) => {
  const page = await desk.open({ name: 'Lena Vogt', role: 'lead' });
  const list = new CasesPage(page);
  await list.open();
  const facet = list.facet('Reason', 'Not received');
  const promised = Number(/(\d+) cases$/.exec(await facet.innerText().then((text) => text.replace(/\s+/g, ' ')))?.[1]);
  await facet.click();
  await expect(list.field).toHaveValue('reason:not_received');
  await expect.poll(() => list.total()).toBe(promised);
  await expect(list.cases).toHaveCount(promised);
  await expect(list.facet('Reason', 'Not received')).toHaveAttribute('aria-pressed', 'true');
  expect(await faultsOf(page, 'cases', 'one')).toEqual([]);
  await list.field.fill('');
  await expect(page).not.toHaveURL(/q=/);

  await page.getByRole('columnheader', { name: 'Amount' }).getByRole('button').click();
  await expect(page.getByRole('columnheader', { name: 'Amount' })).toHaveAttribute('aria-sort', 'descending');
  await list.group('By state');
  await expect(list.groups.first()).toHaveAttribute('aria-expanded', 'true');
  await expect(list.cases.nth(1)).toBeVisible();
  await list.groups.first().focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  const focused = page.locator(':focus');
  const reference = (await focused.innerText()).trim();
  expect(reference).toMatch(/^C-\d+$/);
  // Something changes in a case of the list: its row comes anew, the focus stays where it is.
  const caseId = /cases\/([0-9a-f-]+)/.exec((await focused.getAttribute('href')) ?? '')![1]!;
  await askCore(page, 'cases.tag', { requestId: crypto.randomUUID(), caseId, tags: ['watched'] });
  await page.mouse.wheel(0, 4_000);
  await page.mouse.wheel(0, -4_000);
  await expect(focused).toContainText(reference);
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowLeft');
  await expect(list.groups.first()).toHaveAttribute('aria-expanded', 'false');
  await expect(list.groups.first()).toBeFocused();
  expect(await faultsOf(page, 'groups', 'none')).toEqual([]);

  await page.getByRole('button', { name: /^Save the view/ }).click();
  const dialog = page.getByRole('dialog', { name: 'Save the view' });
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Largest by state');
  await dialog.getByRole('checkbox', { name: /^For the team/ }).check();
  await dialog.getByRole('button', { name: 'Save the view' }).click();
  await expect(list.views.getByRole('button', { name: 'Largest by state', exact: true })).toHaveAttribute('aria-current', 'true');
  const link = new URL(page.url()).hash;

  const other = await desk.open({ name: 'Tess', role: 'triage' });
  await other.goto(new URL(`/${link}`, other.url()).href);
  const theirs = new CasesPage(other);
  await expect(theirs.views.getByRole('button', { name: 'Largest by state', exact: true })).toHaveAttribute('aria-current', 'true');
  await expect(theirs.groups.first()).toBeVisible();
  await askCore(page, 'filters.remove', { requestId: crypto.randomUUID(), filterId: /view=([^&]+)/.exec(link)![1]! });
  await expect(other.getByText('This view is not here any more:')).toBeVisible();
  await expect(theirs.groups.first()).toBeVisible();
});
