import type { Page } from 'playwright/test';
import type { CaseRow } from '../src/contract/cases.ts';
import type { RefundSpread } from '../src/contract/likeCases.ts';
import { askCore } from './fixtures/callCore.ts';
import { expect, test } from './fixtures/desk.ts';
import { openAllByCalls } from './fixtures/rule.ts';
import { QueuePage } from './pages/QueuePage.ts';

test.use({ deskSettings: { isFilled: false, undoSeconds: undefined } });

/** A queued case whose like cases have a usual range that leaves something out. */
async function caseWithRange(page: Page): Promise<{ row: CaseRow; spread: RefundSpread }> {
  const { rows } = await askCore(page, 'cases.list', { scope: 'queue', limit: 200 });
  for (const row of rows) {
    const { spread } = await askCore(page, 'rulings.likeCases', { caseId: row.caseId });
    if (spread?.usual && (spread.usual.from > 0 || spread.usual.to < 10_000)) return { row, spread };
  }
  throw new Error('No queued case has enough like cases.');
}

test('how like cases were decided stands with the case, and a refund far from it is pointed out without being in the way', async ({ desk }) => {
  await desk.fill({ cases: 240, seed: 'like', decided: 70 });
  const page = await desk.open({ name: 'Dana Ruiz', role: 'mediator' });
  const { row, spread } = await caseWithRange(page);
  await page.reload();
  const queue = new QueuePage(page);
  await expect(queue.rows.first()).toBeVisible();
  const open = await queue.openCase(row.caseId);
  await page.getByRole('tab', { name: 'Like cases' }).click();
  const tab = page.getByRole('region', { name: 'Like cases' });
  await expect(tab.getByRole('img', { name: `${spread.count} cases from` })).toBeVisible();
  await expect(tab.getByRole('row')).toHaveCount(1 + Math.min(20, spread.count));
  await expect(tab).not.toContainText(row.buyerName ?? 'no name');

  await open.take();
  await openAllByCalls(page, row.caseId);
  await page.keyboard.press((spread.usual?.from ?? 0) > 0 ? '3' : '1');
  const check = page.getByRole('region', { name: 'Check before signing' });
  await expect(check.getByRole('list', { name: 'Worth a thought before signing' })).toContainText(`the ${spread.count} like cases were refunded`);
  const { problems, hints } = await askCore(page, 'rulings.check', { caseId: row.caseId, draft: { outcome: (spread.usual?.from ?? 0) > 0 ? 'no_refund' : 'full_refund' } });
  expect(hints.map((one) => one.code)).toContain('OUTSIDE_USUAL_RANGE');
  expect(problems.some((one) => one.message.includes('usual'))).toBe(false);

  await tab.getByRole('link', { name: /^C-\d+$/ }).first().click();
  await expect(page.getByRole('heading', { level: 1, name: /^Decision on C-\d+$/ })).toBeVisible();
});
