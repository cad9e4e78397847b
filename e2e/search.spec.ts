import { askCore } from './fixtures/callCore.ts';
import { faultsOf } from './fixtures/axe.ts';
import { expect, test } from './fixtures/desk.ts';
import { caseIdOf } from './fixtures/rule.ts';
import { CasePage } from './pages/CasePage.ts';
import { RecordsPage } from './pages/RecordsPage.ts';
import { SearchPage } from './pages/SearchPage.ts';

test('a word of the seller opens the case at the message, Back leads to the same row, and filters and typos are helped', async ({ desk }) => {
  const page = await desk.open({ name: 'Dana', role: 'mediator' });
  const search = new SearchPage(page);
  await search.open();
  await page.keyboard.type('packer');
  await expect(search.hits).toHaveCount(1);
  await expect(search.hits).toContainText('Message of the seller');
  await expect(search.hits.locator('mark')).toHaveText('packer');
  expect(await faultsOf(page, 'search', 'one')).toEqual([]);

  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  const records = new RecordsPage(page);
  await expect(records.tab('Transcript')).toHaveAttribute('aria-selected', 'true');
  await expect(records.panel.locator('[data-aimed]')).toContainText('Our packer photographed');
  await expect(records.panel.locator('[data-aimed]')).toBeFocused();
  await expect.poll(() => search.marked()).toEqual(['packer']);
  await page.goBack();
  await expect(search.hits).toBeFocused();

  await page.keyboard.press('/');
  await page.keyboard.type('packer by:b');
  await expect(search.suggestions).toHaveText([/^buyer/]);
  await page.keyboard.press('Tab');
  await expect(search.field).toHaveValue('packer by:buyer ');
  await page.getByRole('button', { name: 'Show 1 case without the filters' }).click();
  await expect(search.hits).toHaveCount(1);

  await search.field.fill('porcelian');
  await page.getByRole('list', { name: 'Did you mean' }).getByRole('button', { name: 'porcelain' }).click();
  await expect(search.hits.first()).toContainText('porcelain vase');
  await expect(search.field).toHaveValue('porcelain');
});

test('the palette opens an exhibit at its words, and once it is erased nobody finds them any more', async ({ desk }) => {
  const page = await desk.open({ name: 'Lena Vogt', role: 'lead' });
  const caseId = await caseIdOf(page, 'SMP-20405');
  const palette = page.getByRole('dialog', { name: 'Search and commands' });
  const found = palette.getByRole('option').filter({ hasText: /^C-\d+.*freigegeben/ });
  await page.keyboard.press('Control+k');
  await page.keyboard.type('freigegeben');
  await found.click();
  await expect(page.getByRole('button', { name: /^Board/ })).toBeVisible();
  await expect.poll(() => new SearchPage(page).marked()).toContain('freigegeben');
  expect(new CasePage(page).caseId).toBe(caseId);

  const file = await askCore(page, 'cases.get', { caseId });
  for (const { evidenceId, text } of file.exhibits) {
    if (text?.includes('freigegeben')) await askCore(page, 'cases.eraseExhibit', { requestId: crypto.randomUUID(), caseId, evidenceId, reason: 'The mail was meant for somebody else.' });
  }
  await page.keyboard.press('Control+k');
  await page.keyboard.type('freigegeben');
  await expect(palette.getByText('No command, exhibit or case has these words.')).toBeVisible();
  await expect(found).toHaveCount(0);
});
