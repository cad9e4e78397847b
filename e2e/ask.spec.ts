import { askCore } from './fixtures/callCore.ts';
import { expect, test } from './fixtures/desk.ts';
import { readExchange } from './fixtures/exchange.ts';
import { caseIdOf } from './fixtures/rule.ts';
import { QueuePage } from './pages/QueuePage.ts';

test('a party is asked for evidence that is missing: the letter goes out, the case waits, and the question can be taken back', async ({ desk }) => {
  const page = await desk.open({ name: 'Dana Ruiz', role: 'mediator' });
  const queue = new QueuePage(page);
  const open = await queue.openCase(await caseIdOf(page, 'SMP-20409'));
  const { caseId } = open;
  await open.take();
  const ask = open.board.getByRole('button', { name: /^Ask the (buyer|seller) for: / }).first();
  const to = /^Ask the (buyer|seller)/.exec((await ask.getAttribute('aria-label')) ?? '')?.[1];
  await ask.click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByLabel('What you need')).toHaveValue(/^Please send: /);
  await expect(dialog).toContainText(/has [35] working days, until \d+ \w+ \d{4}, 23:59 in /);
  await dialog.getByLabel('What you need').fill('Please send a photo of the whole parcel with its label.');
  await dialog.getByRole('button', { name: `Ask the ${to} and open the next case` }).click();
  await expect(dialog).toBeHidden();
  // The next case is served at once.
  await expect.poll(() => page.url()).not.toContain(caseId);
  await expect.poll(() => readExchange(desk.dataDir).letters.length, { timeout: 20_000 }).toBe(1);
  const [letter] = readExchange(desk.dataDir).letters;
  expect(letter?.to).toBe(to);
  expect(letter?.body).toContain('Please send a photo of the whole parcel with its label.');

  const waiting = await queue.openCase(caseId);
  await expect(page.getByRole('main')).toContainText('Waiting for a party');
  await expect(waiting.board.getByRole('region', { name: 'Questions to the parties' })).toContainText('Please send a photo of the whole parcel');
  await waiting.take();
  const { problems } = await askCore(page, 'rulings.check', { caseId, draft: {} });
  expect(problems.map((one) => one.code)).toContain('ANSWER_WINDOW_OPEN');
  await waiting.board.getByRole('button', { name: `Take the question to the ${to} back` }).click();
  await expect(waiting.board.getByRole('region', { name: 'Questions to the parties' })).toContainText('Taken back');
  expect((await askCore(page, 'rulings.check', { caseId, draft: {} })).problems.map((one) => one.code)).not.toContain('ANSWER_WINDOW_OPEN');

  await page.keyboard.press('5');
  await expect(dialog).toContainText('Ask the seller of');
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
});
