import { askCore, callCore } from './fixtures/callCore.ts';
import { expect, test } from './fixtures/desk.ts';
import { readExchange } from './fixtures/exchange.ts';
import { caseIdOf, openAllByCalls, rulingFor } from './fixtures/rule.ts';
import { QueuePage } from './pages/QueuePage.ts';
import { RulingPanel } from './pages/RulingPanel.ts';

test('a refund above the cap is refused with its reason, on screen and by the core', async ({ desk }) => {
  const page = await desk.open({ name: 'Dana', role: 'mediator' });
  const caseId = await caseIdOf(page, 'SMP-20419');
  const open = await new QueuePage(page).openCase(caseId);
  await open.take();
  await openAllByCalls(page, caseId);
  const ruling = new RulingPanel(page);
  await ruling.choose('partial', 'Not as described');
  await ruling.refundBySum('188.01');
  await expect(ruling.panel.getByRole('alert').filter({ hasText: /188\.00/ })).toBeVisible();
  await expect(ruling.stageButton).toHaveAttribute('aria-disabled', 'true');

  const file = await askCore(page, 'cases.get', { caseId });
  expect(file.refundRoom.cap, 'earlier refunds count').toEqual({ minor: '18800', currency: 'EUR' });
  const reply = await callCore(page, 'rulings.stage', { requestId: crypto.randomUUID(), caseId, expectedVersion: file.version, ruling: rulingFor(file, '18801') });
  expect(reply).toMatchObject({ ok: false, error: { code: 'ABOVE_CAP', message: expect.stringContaining('188') } });
  expect(readExchange(desk.dataDir).payouts).toEqual([]);
});

test('a ruling is refused while an exhibit of a side is unopened, and names the exhibit', async ({ desk }) => {
  const page = await desk.open({ name: 'Dana', role: 'mediator' });
  const caseId = await caseIdOf(page, 'SMP-20416');
  await askCore(page, 'cases.claim', { requestId: crypto.randomUUID(), caseId });
  const before = await askCore(page, 'cases.get', { caseId });
  const buyers = before.exhibits.find((exhibit) => exhibit.side === 'buyer');
  if (!buyers) throw new Error('The case has no exhibit of the buyer.');
  await askCore(page, 'cases.openExhibit', { caseId, evidenceId: buyers.evidenceId });
  const file = await askCore(page, 'cases.get', { caseId });
  const reply = await callCore(page, 'rulings.stage', { requestId: crypto.randomUUID(), caseId, expectedVersion: file.version, ruling: rulingFor(file, '100') });
  expect(reply).toMatchObject({ ok: false, error: { code: 'UNFAIR_PROCESS', message: expect.stringContaining('S-1') } });

  await new QueuePage(page).openCase(caseId);
  await expect(new RulingPanel(page).panel.getByText(/Open S-1/).first()).toBeVisible();
});

test('a ruling without the lease of the case is refused, even by the person who ruled it before', async ({ desk }) => {
  const page = await desk.open({ name: 'Dana', role: 'mediator' });
  const caseId = await caseIdOf(page, 'SMP-20416');
  await openAllByCalls(page, caseId);
  const file = await askCore(page, 'cases.get', { caseId });
  const reply = await callCore(page, 'rulings.stage', { requestId: crypto.randomUUID(), caseId, expectedVersion: file.version, ruling: rulingFor(file, '100') });
  expect(reply).toMatchObject({ ok: false, error: { code: 'LEASE_LOST' } });
  await new QueuePage(page).openCase(caseId);
  await expect(page.getByRole('button', { name: /^Stage/ })).toHaveCount(0);
});

test('a triage clerk cannot rule, not even past the screens', async ({ desk }) => {
  const page = await desk.open({ name: 'Tess', role: 'triage' });
  const caseId = await caseIdOf(page, 'SMP-20416');
  const file = await askCore(page, 'cases.get', { caseId });
  for (const [method, input] of [
    ['cases.claim', { requestId: crypto.randomUUID(), caseId }],
    ['rulings.stage', { requestId: crypto.randomUUID(), caseId, expectedVersion: file.version, ruling: rulingFor(file, '100') }],
    ['audit.verify', {}],
  ] as const) {
    expect(await callCore(page, method, input as never), method).toMatchObject({ ok: false, error: { code: 'NOT_PERMITTED' } });
  }
});

test('an open chargeback blocks a refund and says which one', async ({ desk }) => {
  const page = await desk.open({ name: 'Dana', role: 'mediator' });
  const open = await new QueuePage(page).openCase(await caseIdOf(page, 'SMP-20414'));
  await open.take();
  const ruling = new RulingPanel(page);
  await ruling.choose('full', 'Defective');
  await expect(ruling.panel.getByText(/chargeback \(CB-4471-20931\) is open/).first()).toBeVisible();
  await expect(ruling.stageButton).toHaveAttribute('aria-disabled', 'true');
});
