import { askCore, callCore } from './fixtures/callCore.ts';
import { expect, test } from './fixtures/desk.ts';
import { CasePage } from './pages/CasePage.ts';
import { QueuePage } from './pages/QueuePage.ts';

test('two windows that press Next at once are never served the same case', async ({ desk }) => {
  const [dana, omar] = await Promise.all([desk.open({ name: 'Dana', role: 'mediator' }), desk.open({ name: 'Omar', role: 'mediator' })]);
  const [one, other] = await Promise.all([new QueuePage(dana).nextCase(), new QueuePage(omar).nextCase()]);
  expect(one.caseId).not.toBe(other.caseId);
  for (const open of [one, other]) await expect(open.lease).toContainText('yours');
  const reference = (await one.reference.textContent()) ?? '';
  await expect(new QueuePage(omar).row(reference)).toContainText('Dana');
});

test('a mediator who finds everything leased is told who holds it, not that all is done', async ({ desk }) => {
  const dana = await desk.open({ name: 'Dana', role: 'mediator' });
  for (;;) {
    const answer = await askCore(dana, 'cases.next', { requestId: crypto.randomUUID() });
    if (!answer.served) break;
  }
  const omar = await desk.open({ name: 'Omar', role: 'mediator' });
  await new QueuePage(omar).pressNext();
  await expect(omar.getByText('Everything left is being worked on')).toBeVisible();
  await expect(omar.getByRole('main').getByText(/Dana until/).first()).toBeVisible();
});

test('the countdown of a lease runs, one key sets it to ten minutes again, and a case handed back can be served to another', async ({ desk }) => {
  const dana = await desk.open({ name: 'Dana', role: 'mediator' });
  const open = await new QueuePage(dana).nextCase();
  const { caseId } = open;
  await expect.poll(() => open.leaseSeconds()).toBeLessThan(598);
  await dana.keyboard.press('x');
  await expect.poll(() => open.leaseSeconds()).toBeGreaterThan(598);

  await open.handBack();
  const omar = await desk.open({ name: 'Omar', role: 'mediator' });
  const next = await new QueuePage(omar).nextCase();
  expect(next.caseId).toBe(caseId);
});

test('a case held by someone else can be read but not ruled', async ({ desk }) => {
  const dana = await desk.open({ name: 'Dana', role: 'mediator' });
  const { caseId } = await new QueuePage(dana).nextCase();
  const omar = await desk.open({ name: 'Omar', role: 'mediator' });
  await new QueuePage(omar).openCase(caseId);
  await expect(new CasePage(omar).lease).toContainText(/leased by Dana until/);
  await expect(omar.getByRole('button', { name: /^Stage/ })).toHaveCount(0);
  const reply = await callCore(omar, 'cases.claim', { requestId: crypto.randomUUID(), caseId });
  expect(reply).toMatchObject({ ok: false, error: { code: 'CONFLICT', message: expect.stringContaining('Dana') } });
});
