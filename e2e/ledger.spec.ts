import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { askCore } from './fixtures/callCore.ts';
import { expect, test } from './fixtures/desk.ts';
import { stageByCalls } from './fixtures/rule.ts';
import { LedgerPage } from './pages/LedgerPage.ts';

test.use({ deskSettings: { isFilled: true, undoSeconds: 0 } });

test('misses a payout file that is lost, copied or edited, closes what is mended, or lets nobody settle what is not', async ({ desk }) => {
  const author = await desk.open({ name: 'Dana Ruiz', role: 'mediator' });
  const page = await desk.open({ name: 'Lena Vogt', role: 'lead' });
  const ledger = new LedgerPage(page);
  await ledger.goTo();
  await expect(ledger.said).toHaveText('The ledger was not checked yet');

  const out = join(desk.dataDir, 'exchange', 'out');
  const payouts = () => (existsSync(out) ? readdirSync(out) : []).filter((name) => name.startsWith('payout-')).map((name) => name.slice('payout-'.length, -'.json'.length));
  const references: string[] = [];
  for (const sourceId of ['SMP-20410', 'SMP-20403', 'SMP-20417']) {
    const { caseReference } = await stageByCalls(author, sourceId, '1000');
    references.push(caseReference);
    await expect.poll(() => payouts().length, { timeout: 20_000 }).toBe(references.length);
  }
  await ledger.check();
  await expect(ledger.said).toContainText('3 payouts, all in the ledger');

  const [lost = '', twice = '', edited = ''] = payouts().toSorted();
  const done = join(desk.dataDir, 'exchange', 'done');
  const file = (key: string) => join(out, `payout-${key}.json`);
  mkdirSync(done, { recursive: true });
  renameSync(file(lost), join(desk.dataDir, 'kept.json'));
  copyFileSync(file(twice), join(done, `payout-${twice}.json`));
  const text = readFileSync(file(edited), 'utf8');
  writeFileSync(file(edited), text.replaceAll('"minor":"1000"', '"minor":"9000"'));
  await ledger.check();
  await expect(ledger.open).toHaveCount(3);
  await expect(ledger.said).toContainText('3 payouts, 3 differences');
  for (const [words, reference] of [['Not in the ledger', references[0]], ['Paid twice', references[1]], ['Another amount', references[2]]] as const) {
    await expect(ledger.open.filter({ hasText: words })).toContainText(reference ?? '?');
  }
  await expect(page.getByRole('radio', { name: 'Ledger check (3)' })).toBeChecked();

  await ledger.settle('Paid twice', 'The carrier of the files paid it once; the copy is gone.');
  await expect(ledger.open).toHaveCount(2);
  renameSync(join(desk.dataDir, 'kept.json'), file(lost));
  writeFileSync(file(edited), text);
  rmSync(join(done, `payout-${twice}.json`));
  await ledger.check();
  await expect(ledger.said).toContainText('3 payouts, all in the ledger');
  await expect(page.getByText('Nothing differs')).toBeVisible();
  await page.getByRole('tab', { name: /^Closed/ }).click();
  await expect(page.getByRole('list', { name: 'Closed differences' }).getByRole('listitem')).toHaveCount(3);
  await expect(page.getByText('The carrier of the files paid it once; the copy is gone.')).toBeVisible();
  await page.getByRole('tab', { name: 'Checks' }).click();
  await expect(page.getByRole('group', { name: 'Checks of the ledger' }).getByRole('row')).toHaveCount(4);

  rmSync(join(desk.dataDir, 'exchange'), { recursive: true });
  writeFileSync(join(desk.dataDir, 'exchange'), 'x');
  await ledger.checkButton.click();
  await expect(page.getByRole('alert')).toContainText('a file lies where the folder should be');
  await expect(page.getByRole('alert')).toContainText(/tried again/);
  expect((await askCore(page, 'audit.verify', {})).ok).toBe(true);

  const reader = new LedgerPage(author);
  await reader.goTo();
  await expect(author.getByText('3 payouts, all in the ledger')).toBeVisible();
  await expect(reader.checkButton).toHaveCount(0);
});

test('leaves somebody without a mouse before the list of differences', async ({ desk }) => {
  const out = join(desk.dataDir, 'exchange', 'out');
  const amount = { minor: '2665', currency: 'USD' };
  mkdirSync(out, { recursive: true });
  for (const end of ['01', '02']) {
    const key = `01981f3e-7d4a-7c1b-9a2e-5b6c7d8e9f${end}`;
    writeFileSync(join(out, `payout-${key}.json`), JSON.stringify({ key, source: 's', sourceId: '1', orderId: null, amount, shares: [], rulingId: 'r', decidedAt: '2026-06-10T09:00:00Z' }));
  }
  const page = await desk.open({ name: 'Lena Vogt', role: 'lead' });
  const ledger = new LedgerPage(page);
  await ledger.goTo();
  await page.keyboard.press('g');
  await expect(ledger.open).toHaveCount(2);
  await page.keyboard.press('j');
  await expect(ledger.open.first()).toBeFocused();
  await page.keyboard.press('j');
  await expect(ledger.open.last()).toBeFocused();
  await page.keyboard.press('k');
  await page.keyboard.press('s');
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('textbox', { name: 'What became of it' })).toBeFocused();
  await page.keyboard.type('Of the other desk in Lisbon.');
  await page.keyboard.press('Control+Enter');
  await expect(ledger.open).toHaveCount(1);
  await page.getByRole('button', { name: 'Check other days' }).click();
  await page.getByRole('button', { name: 'Check these days' }).click();
  await expect(dialog).toBeHidden();
  await expect(ledger.said).toContainText('1 difference');
  await ledger.expectAtRest();
  await expect(page.getByRole('tab', { name: /^Open/ })).toContainText('1');
  await page.getByRole('button', { name: 'Change the hour' }).click();
  await dialog.getByLabel('Hour').selectOption('22');
  await dialog.getByRole('button', { name: 'Keep this hour' }).click();
  await expect(page.getByText('every day at 22:00 (UTC)')).toBeVisible();
});
