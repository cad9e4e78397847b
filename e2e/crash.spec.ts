import { callCore, askCore } from './fixtures/callCore.ts';
import { expect, test } from './fixtures/desk.ts';
import { readExchange } from './fixtures/exchange.ts';
import { runDesk } from './fixtures/process.ts';
import { caseIdOf, stageByCalls } from './fixtures/rule.ts';
import { QueuePage } from './pages/QueuePage.ts';
import { RulingPanel } from './pages/RulingPanel.ts';

test.describe('kill -9', () => {
  test.use({ deskSettings: { isFilled: true, undoSeconds: 3 } });

  test('between staging and effect neither loses the ruling nor pays it twice', async ({ desk }) => {
    const page = await desk.open({ name: 'Dana', role: 'mediator' });
    const staged = await stageByCalls(page, 'SMP-20416', '5900');
    desk.trouble.isOutageExpected = true;
    await desk.kill9();
    expect(readExchange(desk.dataDir).payouts).toEqual([]);

    await desk.start();
    await expect.poll(() => readExchange(desk.dataDir).payouts, { timeout: 20_000 }).toMatchObject([{ sourceId: 'SMP-20416', amount: { minor: '5900', currency: 'USD' } }]);
    await expect.poll(() => readExchange(desk.dataDir).letters.length, { timeout: 20_000 }).toBe(2);

    // Once more over the finished payout: what has left must not leave again.
    await desk.kill9();
    await desk.start();
    const lead = await desk.open({ name: 'Lena', role: 'lead' });
    await expect.poll(async () => (await askCore(lead, 'jobs.list', { state: 'waiting' })).counts, { timeout: 20_000 }).toMatchObject({ running: 0, failed: 0 });
    expect(readExchange(desk.dataDir)).toMatchObject({ payouts: [{ amount: { minor: '5900' } }], letters: [{}, {}] });
    const decision = await askCore(lead, 'rulings.get', { rulingId: staged.rulingId });
    expect(decision.summary.state).toBe('effective');
    expect(decision.refund?.state).toBe('settled');

    const verified = await runDesk('verify', '--data', desk.dataDir, '--json');
    expect(JSON.parse(verified.stdout)).toMatchObject({ ok: true, firstBroken: null });
    expect(verified.code).toBe(0);
  });
});

test('kill -9 after a draft is called saved loses none of it, and the open window says that the desk is gone', async ({ desk }) => {
  const page = await desk.open({ name: 'Dana', role: 'mediator' });
  const caseId = await caseIdOf(page, 'SMP-20416');
  const open = await new QueuePage(page).openCase(caseId);
  await open.take();
  const ruling = new RulingPanel(page);
  await ruling.writeReasons('The vase left whole and arrived in two pieces.');
  await expect(ruling.panel.getByText(/^Draft saved/)).toBeVisible();
  desk.trouble.isOutageExpected = true;
  await desk.kill9();
  await expect(page.getByText('The desk does not answer.', { exact: true })).toBeVisible();

  await desk.start();
  const again = await desk.open({ name: 'Dana', role: 'mediator' });
  const reply = await callCore(again, 'cases.get', { caseId });
  expect(reply).toMatchObject({ ok: true, value: { draft: { reasons: 'The vase left whole and arrived in two pieces.' } } });
});
