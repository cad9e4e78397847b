import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { askCore, callCore } from './fixtures/callCore.ts';
import { expect, test } from './fixtures/desk.ts';
import { readExchange } from './fixtures/exchange.ts';
import { caseIdOf, openAllByCalls, stageByCalls } from './fixtures/rule.ts';
import { CasePage } from './pages/CasePage.ts';
import { DecisionsPage } from './pages/DecisionsPage.ts';
import { QueuePage } from './pages/QueuePage.ts';
import { RulingPanel } from './pages/RulingPanel.ts';

test.use({ deskSettings: { isFilled: true, undoSeconds: 0 } });

const sourceId = 'SMP-20403';

test('an appeal goes to another person, who sees the first ruling after noting a view, and only the difference is paid', async ({ desk }) => {
  const ada = await desk.open({ name: 'Ada', role: 'mediator' });
  const first = await stageByCalls(ada, sourceId, '2000');
  const caseId = await caseIdOf(ada, sourceId);
  await expect.poll(async () => (await askCore(ada, 'cases.get', { caseId })).state).toBe('ruled');

  // The seller's letter is recorded by hand.
  await new QueuePage(ada).openCase(caseId);
  await ada.getByRole('button', { name: 'Record an appeal' }).click();
  const dialog = ada.getByRole('dialog');
  await dialog.getByRole('radio', { name: 'Seller' }).check();
  await dialog.getByRole('textbox', { name: 'What the party names as new' }).fill('The carrier weighed the parcel when it was handed over: 1.2 kg, as packed.');
  await dialog.getByRole('button', { name: 'Record the appeal' }).click();
  await expect(dialog).toBeHidden();
  await expect(ada.getByRole('region', { name: 'Who decides this case' })).toContainText('Appeal of the seller');
  await expect(ada.getByRole('region', { name: 'Who decides this case' })).toContainText('You ruled on this case; an appeal goes to another person.');
  await expect(new CasePage(ada).lease.getByRole('button', { name: 'Take this case' })).toHaveCount(0);
  expect(await callCore(ada, 'cases.claim', { requestId: crypto.randomUUID(), caseId })).toMatchObject({ ok: false, error: { code: 'NOT_PERMITTED' } });

  const bo = await desk.open({ name: 'Bo', role: 'mediator' });
  const open = await new QueuePage(bo).openCase(caseId);
  await open.take();
  const ruling = new RulingPanel(bo);
  await expect(ruling.panel.getByText('Your own view first')).toBeVisible();
  await expect(bo.locator('body')).not.toContainText('The photo of the buyer shows what the claim says.');
  expect(await callCore(bo, 'rulings.get', { rulingId: first.rulingId })).toMatchObject({ ok: false, error: { code: 'NOT_ALLOWED_NOW' } });
  await ruling.panel.getByRole('radio', { name: 'Partial' }).check();
  await ruling.panel.getByRole('textbox', { name: 'Percent' }).fill('10');
  await ruling.panel.getByRole('textbox', { name: 'Why, in one sentence' }).fill('The screen is broken, but the carton was sound.');
  await ruling.panel.getByRole('button', { name: 'Note my view and show the ruling' }).click();

  const compare = ruling.panel.getByRole('region', { name: 'Views side by side' });
  await expect(compare).toContainText('20.00');
  await compare.getByText('Reasons of the ruling appealed').click();
  await expect(compare).toContainText('The photo of the buyer shows what the claim says.');
  await openAllByCalls(bo, caseId);
  await bo.reload();
  await ruling.panel.getByRole('radio', { name: 'Change in part' }).check();
  await ruling.panel.getByRole('textbox', { name: 'What you find on the new information' }).fill('The weight shows that the tablet was in the parcel; it shows nothing of the screen.');
  await ruling.choose('partial', 'Damaged in transit');
  await ruling.refundBySum('33.50');
  const file = await askCore(bo, 'cases.get', { caseId });
  for (const [index] of file.claims.entries()) await ruling.find(index + 1, 'Established', ['B-1']);
  await ruling.writeReasons('The screen was broken on arrival. The weight does not speak against that.');
  await ruling.expectReady();
  await expect(ruling.panel.getByText('13.50 more is paid, the difference alone.')).toBeVisible();
  await ruling.panel.getByRole('heading', { name: 'Appeal of the seller' }).evaluate((heading) => heading.scrollIntoView());
  await ruling.panel.getByRole('button', { name: /^Stage and stay/ }).click();

  await expect.poll(() => readExchange(desk.dataDir).payouts.filter((one) => one.sourceId === sourceId).map((one) => one.amount.minor).sort()).toEqual(['1350', '2000']);
  const letters = () => readExchange(desk.dataDir).letters.filter((one) => one.sourceId === sourceId);
  await expect.poll(() => letters().length).toBe(6);
  for (const { body } of letters()) expect(body).not.toMatch(/\b(Ada|Bo)\b/);

  const decisions = new DecisionsPage(bo);
  await decisions.goTo();
  await decisions.open(first.caseReference);
  const chain = bo.getByRole('navigation', { name: 'Rulings and appeals of this case' });
  await expect(chain.getByRole('listitem')).toHaveCount(3);
  await expect(chain).toContainText('Changed in part');
  await chain.getByRole('button', { name: /^First ruling/ }).click();
  await expect(bo.getByText('The photo of the buyer shows what the claim says. The seller did not disprove it.', { exact: true }).first()).toBeVisible();
});

test('less on appeal asks the difference back by a request of its own and leaves the refund as it was', async ({ desk }) => {
  const ada = await desk.open({ name: 'Ada', role: 'mediator' });
  const first = await stageByCalls(ada, sourceId, '2000');
  const { caseId } = first;
  await expect.poll(async () => (await askCore(ada, 'cases.get', { caseId })).refunds[0]?.state).toBe('settled');
  await askCore(ada, 'appeals.record', { requestId: crypto.randomUUID(), caseId, by: 'seller', how: 'letter', newInformation: 'The weight.' });
  const bo = await desk.open({ name: 'Bo', role: 'mediator' });
  await askCore(bo, 'cases.claim', { requestId: crypto.randomUUID(), caseId });
  await openAllByCalls(bo, caseId);
  await askCore(bo, 'appeals.noteView', { requestId: crypto.randomUUID(), caseId, outcome: 'no_refund', basis: { by: 'sum', minor: '0' }, words: 'Nothing is shown.' });
  const file = await askCore(bo, 'cases.get', { caseId });
  const first2 = (await askCore(bo, 'rulings.get', { rulingId: first.rulingId })).ruling;
  await askCore(bo, 'rulings.stage', { requestId: crypto.randomUUID(), caseId, expectedVersion: file.version, ruling: { ...first2, basis: { by: 'sum', minor: '500' }, appeal: { result: 'partly', newInformation: 'It weighs.' } } });
  const out = join(desk.dataDir, 'exchange', 'out');
  const requests = () => readdirSync(out).filter((name) => name.startsWith('correction-')).map((name) => JSON.parse(readFileSync(join(out, name), 'utf8')) as { schema: string; sourceId: string; debits: { party: string; amount: { minor: string } }[] });
  await expect.poll(() => requests().map(({ schema, sourceId: id, debits }) => [schema, id, debits.map(({ party, amount }) => `${party} ${amount.minor}`)])).toEqual([['dispute-correction/1', sourceId, ['buyer 1500']]]);
  expect(readExchange(desk.dataDir).payouts.filter((one) => one.sourceId === sourceId).map((one) => one.amount.minor)).toEqual(['2000']);
});
