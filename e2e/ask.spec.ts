import { askCore } from './fixtures/callCore.ts';
import { expect, test } from './fixtures/desk.ts';
import { readExchange } from './fixtures/exchange.ts';
import { caseIdOf } from './fixtures/rule.ts';
import { AskDialog } from './pages/AskDialog.ts';
import { QueuePage } from './pages/QueuePage.ts';

test.describe('letters that go out at once', () => {
  test.use({ deskSettings: { isFilled: true, undoSeconds: 0 } });

  test('a party is asked for evidence that is missing: the letter goes out, the case waits, and the question can be taken back', async ({ desk }) => {
    const page = await desk.open({ name: 'Dana Ruiz', role: 'mediator' });
    const queue = new QueuePage(page);
    const open = await queue.openCase(await caseIdOf(page, 'SMP-20409'));
    const { caseId } = open;
    await open.take();
    const ask = open.board.getByRole('button', { name: /^Ask the (buyer|seller) for: / }).first();
    const to = /^Ask the (buyer|seller)/.exec((await ask.getAttribute('aria-label')) ?? '')?.[1];
    await ask.click();
    const asking = new AskDialog(page);
    await expect(asking.dialog.getByLabel('What you need')).toHaveValue(/^Please send: /);
    await expect(asking.dialog).toContainText(/has [35] working days, until \d+ \w+ \d{4}, 23:59 in /);
    await asking.write('Please send a photo of the whole parcel with its label.');
    await asking.send();
    // The next case is served at once.
    await expect.poll(() => page.url()).not.toContain(caseId);
    await expect.poll(() => readExchange(desk.dataDir).letters.length, { timeout: 20_000 }).toBe(1);
    const [letter] = readExchange(desk.dataDir).letters;
    expect(letter?.to).toBe(to);
    expect(letter?.body).toContain('Please send a photo of the whole parcel with its label.');

    const waiting = await queue.openCase(caseId);
    await expect(page.getByRole('main')).toContainText('Waiting for a party');
    await expect(waiting.questions).toContainText('Please send a photo of the whole parcel');
    await waiting.take();
    const { problems } = await askCore(page, 'rulings.check', { caseId, draft: {} });
    expect(problems.map((one) => one.code)).toContain('ANSWER_WINDOW_OPEN');
    await waiting.board.getByRole('button', { name: `Take the question to the ${to} back` }).click();
    await expect(waiting.questions).toContainText('Taken back');
    expect((await askCore(page, 'rulings.check', { caseId, draft: {} })).problems.map((one) => one.code)).not.toContain('ANSWER_WINDOW_OPEN');

    await page.keyboard.press('5');
    await expect(asking.dialog).toContainText('Ask the seller of');
    await page.keyboard.press('Escape');
    await expect(asking.dialog).toBeHidden();
  });

  test('both sides are asked for two things together: each gets one letter with both, and what evidence would show it', async ({ desk }) => {
    const page = await desk.open({ name: 'Dana Ruiz', role: 'mediator' });
    const open = await new QueuePage(page).openCase(await caseIdOf(page, 'SMP-20405'));
    await open.take();
    await page.keyboard.press('4');
    const asking = new AskDialog(page);
    await asking.chooseSide('Both sides');
    await asking.write('Which mains voltage is it meant for?', 'What does the plate on its base say?');
    await asking.want(2, 'Photo');
    await asking.send();
    await expect.poll(() => readExchange(desk.dataDir).letters.map((one) => one.to).sort(), { timeout: 20_000 }).toEqual(['buyer', 'seller']);
    for (const { body } of readExchange(desk.dataDir).letters) {
      expect(body).toMatch(/1\. Which mains voltage is it meant for\?[^]*2\. What does the plate on its base say\?/);
    }
  });
});

test.describe('letters that wait for their undo window', () => {
  test.use({ deskSettings: { isFilled: true, undoSeconds: 60 } });

  test('what was asked by mistake is undone before it goes out: no letter leaves, the case is held again, and the words are kept', async ({ desk }) => {
    const page = await desk.open({ name: 'Dana Ruiz', role: 'mediator' });
    const open = await new QueuePage(page).openCase(await caseIdOf(page, 'SMP-20409'));
    const { caseId } = open;
    await open.take();
    await page.keyboard.press('5');
    const asking = new AskDialog(page);
    await asking.write('A photo of the seal.', 'The name of the carrier.');
    await asking.send();
    await expect.poll(() => page.url()).not.toContain(caseId);
    const tray = page.getByRole('list', { name: 'Letters that can be taken back' });
    await expect(tray).toContainText('asked seller');
    await tray.getByRole('button', { name: /^Take back the question in C-/ }).click();
    await expect.poll(() => page.url()).toContain(caseId);
    await expect(open.lease).toContainText('yours');
    const { questions, state } = await askCore(page, 'cases.get', { caseId });
    expect(state).toBe('in_review');
    expect(questions.map((one) => one.state)).toEqual(['withdrawn', 'withdrawn']);
    await page.keyboard.press('5');
    await expect(asking.dialog.getByLabel(/^What you need/)).toHaveCount(2);
    await expect(asking.dialog.getByLabel(/^What you need/).first()).toHaveValue('A photo of the seal.');
    expect(readExchange(desk.dataDir).letters).toEqual([]);
  });
});
