import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright/test';
import { askCore } from './fixtures/callCore.ts';
import { expect, test } from './fixtures/desk.ts';
import type { Desk } from './fixtures/desk.ts';
import { projectRoot } from './fixtures/electronProgram.ts';
import { layIn, namedFile, namesIn, readExchange, reasonOf } from './fixtures/exchange.ts';
import { caseIdOf, expectServed } from './fixtures/rule.ts';
import { AskDialog } from './pages/AskDialog.ts';
import { ExchangePanel } from './pages/ExchangePanel.ts';
import { QueuePage } from './pages/QueuePage.ts';

test.use({ deskSettings: { isFilled: true, undoSeconds: 0 } });

const photo = readFileSync(join(projectRoot, 'resources', 'docket', '03-tablet-cracked-in-transit', 'data', 'evidence', 'seller', 'warenausgang.jpg'));

/** Asks the seller of a case and waits until the letter is out; its id. */
async function askSeller(desk: Desk, page: Page, sourceId: string, text: string): Promise<{ caseId: string; letterId: string }> {
  const open = await new QueuePage(page).openCase(await caseIdOf(page, sourceId));
  const { caseId } = open;
  await open.take();
  await page.keyboard.press('5');
  const asking = new AskDialog(page);
  await asking.write(text);
  await asking.send();
  await expect.poll(() => readExchange(desk.dataDir).letters.length, { timeout: 20_000 }).toBe(1);
  return { caseId, letterId: readExchange(desk.dataDir).letters[0]?.key ?? '' };
}

test('the answer a marketplace lays down arrives by itself: words and photo stand by their question, and the case comes back to whoever asked', async ({ desk }) => {
  const page = await desk.open({ name: 'Dana Ruiz', role: 'mediator' });
  const { caseId, letterId } = await askSeller(desk, page, 'SMP-20409', 'A photo of how it was packed, please.');
  const at = new Date().toISOString();
  const answer = { schema: 'dispute-answer/1', letterId, from: 'seller', at, words: 'This is the carton before it was closed.', language: 'en', evidence: [namedFile('packing.jpg', photo, 'The carton, open')] };
  layIn(desk.dataDir, 'answer.json', answer, { 'packing.jpg': photo });
  // Nobody presses anything: the folder is looked at while the desk runs.
  await expect.poll(() => namesIn(desk.dataDir, 'in-done').some((one) => one.startsWith('answer.')), { timeout: 20_000 }).toBe(true);
  expect(namesIn(desk.dataDir, 'in')).toEqual([]);

  const queue = new QueuePage(page);
  const file = await askCore(page, 'cases.get', { caseId });
  await page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: 'Queue', exact: true }).click();
  await expect(queue.row(file.reference)).toContainText('The seller answered with 1 exhibit');
  await expectServed(page, caseId);

  const back = await queue.openCase(caseId);
  await expect(page.getByRole('note', { name: 'What came' })).toContainText('The seller answered with 1 exhibit');
  await expect(back.questions).toContainText('Answered');
  await expect(back.questions).toContainText('This is the carton before it was closed.');
  await back.questions.getByRole('button', { name: /packing\.jpg/ }).click();
  await expect.poll(() => back.viewer('S-\\d+').getByRole('img').evaluate((image) => (image as HTMLImageElement).naturalWidth)).toBeGreaterThan(0);

  // The same document again: it is put away and nothing is there twice.
  layIn(desk.dataDir, 'again.json', answer, { 'packing.jpg': photo });
  await expect.poll(() => namesIn(desk.dataDir, 'in'), { timeout: 20_000 }).toEqual([]);
  const after = await askCore(page, 'cases.get', { caseId });
  expect(after.answers).toHaveLength(1);
  expect(after.exhibits).toHaveLength(file.exhibits.length);
});

test('a document that is broken or hostile changes nothing: it lies in in-refused with its reason, and Imports shows why', async ({ desk }) => {
  const page = await desk.open({ name: 'Tariq Noor', role: 'triage' });
  const at = new Date().toISOString();
  const escape = { schema: 'dispute-answer/1', questionId: 'q-1', from: 'seller', at, words: 'Look.', evidence: [{ path: '../../desk.db', sha256: 'a'.repeat(64), kind: 'photo' }] };
  layIn(desk.dataDir, '1-escape.json', escape);
  layIn(desk.dataDir, '2-unknown.json', { schema: 'dispute-verdict/9', outcome: 'full_refund' });
  layIn(desk.dataDir, '3-stranger.json', { schema: 'dispute-answer/1', questionId: 'nobody-asked', from: 'seller', at, words: '<img src=x onerror=alert(1)>' });
  layIn(desk.dataDir, '4-nul.json', JSON.stringify({ schema: 'dispute-answer/1', questionId: 'q\u0000', from: 'seller', at, words: 'x' }));
  const exchange = new ExchangePanel(page);
  await exchange.goTo();
  await exchange.look();
  await expect(exchange.rows).toHaveCount(4, { timeout: 20_000 });
  expect(namesIn(desk.dataDir, 'in')).toEqual([]);
  for (const [name, code] of [['1-escape', 'FILE_NAME_REFUSED'], ['2-unknown', 'DOCUMENT_SCHEMA_UNKNOWN'], ['3-stranger', 'NOT_FOUND'], ['4-nul', 'DOCUMENT_INVALID']] as const) {
    expect(reasonOf(desk.dataDir, name)).toContain(code);
    await expect(exchange.rows.filter({ hasText: `${name}.json` })).toContainText('Refused');
  }
  await expect(exchange.rows.filter({ hasText: '3-stranger.json' })).toContainText('This desk never asked such a question.');
});
