import type { Page } from 'playwright/test';
import { askCore } from './fixtures/callCore.ts';
import { expect, test } from './fixtures/desk.ts';
import { readExchange } from './fixtures/exchange.ts';
import { caseIdOf, openAllByCalls, rulingFor } from './fixtures/rule.ts';
import { QueuePage } from './pages/QueuePage.ts';
import { RulingPanel } from './pages/RulingPanel.ts';

test.use({ deskSettings: { isFilled: true, undoSeconds: 0 } });

const sourceId = 'SMP-20403';
const paid = (dataDir: string) => readExchange(dataDir).payouts.filter((one) => one.sourceId === sourceId).map((one) => one.amount.minor);
/** Notices of a case that went out. */
const notices = async (page: Page, caseId: string) => (await askCore(page, 'letters.ofCase', { caseId })).filter(({ kind, state }) => kind === 'notice' && state === 'sent').map(({ body }) => body);

/** A full refund after return is in effect; the return as the case tells it. */
async function ruleByCalls(page: Page): Promise<string> {
  const caseId = await caseIdOf(page, sourceId);
  await askCore(page, 'cases.claim', { requestId: crypto.randomUUID(), caseId });
  await openAllByCalls(page, caseId);
  const file = await askCore(page, 'cases.get', { caseId });
  await askCore(page, 'rulings.stage', { requestId: crypto.randomUUID(), caseId, expectedVersion: file.version, ruling: { ...rulingFor(file, '0'), outcome: 'full_refund', basis: { by: 'full' }, withReturn: true } });
  await expect.poll(async () => (await askCore(page, 'cases.get', { caseId })).returns[0]?.state).toBe('ordered');
  return caseId;
}

const returnPart = (page: Page) => page.getByRole('region', { name: 'Return of the goods' });

async function record(page: Page, kind: string): Promise<void> {
  await returnPart(page).getByRole('button', { name: 'Record what happened' }).press('Enter');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('combobox', { name: 'What happened' }).selectOption(kind);
  await dialog.getByRole('textbox', { name: 'Who said so, and how' }).fill('The seller called.');
  await page.keyboard.press('Control+Enter');
  await expect(dialog).toBeHidden();
}

test('a mediator rules a refund after return by keys alone, and nothing is paid before the goods arrive', async ({ desk }) => {
  const ada = await desk.open({ name: 'Ada', role: 'mediator' });
  const caseId = await caseIdOf(ada, sourceId);
  const open = await new QueuePage(ada).openCase(caseId);
  await open.take();
  await openAllByCalls(ada, caseId);
  await ada.reload();
  const ruling = new RulingPanel(ada);
  await ruling.choose('full', 'Damaged in transit');
  await ruling.panel.getByRole('checkbox', { name: 'Buyer returns the goods first' }).press('Space');
  const terms = ruling.panel.getByRole('group', { name: 'How the goods go back' });
  await expect(terms).toContainText('all goods, within 10 working days');
  await expect(terms).toContainText('paid when the goods have arrived');
  await terms.getByRole('button', { name: 'Change terms' }).press('Enter');
  await expect(terms.getByRole('radio', { name: 'Delivered' })).toBeFocused();
  await ada.keyboard.press('ArrowRight');
  await expect(terms).toContainText('paid when the goods were inspected');
  await ada.keyboard.press('ArrowLeft');
  await ada.keyboard.press('Tab');
  await ada.keyboard.type('5');
  await expect(terms).toContainText('within 5 working days');
  const file = await askCore(ada, 'cases.get', { caseId });
  for (const [index] of file.claims.entries()) await ruling.find(index + 1, 'Established', ['B-1']);
  await ruling.writeReasons('The screen was broken on arrival.');
  await ruling.expectReady();
  await ruling.panel.getByRole('button', { name: /^Stage and stay/ }).press('Enter');

  await expect(ruling.panel.getByText(/^Refund waits: goods due back by .*, not sent yet$/)).toBeVisible();
  await ada.getByRole('button', { name: /^Refund waits: goods due back by/ }).press('Enter');
  await expect(returnPart(ada)).toContainText('arranged by people');
  await expect.poll(() => readExchange(desk.dataDir).letters.filter((one) => one.sourceId === sourceId)).toHaveLength(2);
  expect(paid(desk.dataDir)).toEqual([]);

  await record(ada, 'shipped');
  await expect(returnPart(ada)).toContainText('goods on their way back');
  expect(paid(desk.dataDir)).toEqual([]);
  await record(ada, 'delivered');
  await expect(returnPart(ada)).toContainText('Goods are back, the refund waits no longer');
  await expect.poll(() => paid(desk.dataDir)).toHaveLength(1);
});

test('goods that differ come back to a person, who pays by line, and both sides read why', async ({ desk }) => {
  const ada = await desk.open({ name: 'Ada', role: 'mediator' });
  const caseId = await ruleByCalls(ada);
  const { returns, refundRoom } = await askCore(ada, 'cases.get', { caseId });
  const [back] = returns;
  const goods = back?.lines[0];
  if (!back || !goods) throw new Error('Nothing goes back.');
  await askCore(ada, 'returns.record', { requestId: crypto.randomUUID(), returnId: back.returnId, kind: 'inspected', lines: back.lines.map((line) => ({ itemId: line.itemId, quantity: line.quantity, condition: line === goods ? 'damaged' : 'as_sent', words: line === goods ? 'The screen is cracked.' : null })) });
  expect(paid(desk.dataDir)).toEqual([]);

  const lea = await desk.open({ name: 'Lea', role: 'lead' });
  const waiting = lea.getByRole('region', { name: 'Returned goods to decide about' });
  await expect(waiting).toContainText('What came back differs, ruled by Ada');
  await waiting.getByRole('link').press('Enter');
  await expect(lea.getByText('It waits for somebody to decide about the return.')).toBeVisible();
  await expect(returnPart(lea)).toContainText('1 damaged: The screen is cracked.');
  await returnPart(lea).getByRole('button', { name: 'Decide' }).press('Enter');
  const dialog = lea.getByRole('dialog');
  await dialog.getByRole('textbox', { name: new RegExp(`^Paid for .*in ${refundRoom.currency}`) }).first().fill('10');
  await dialog.getByRole('textbox', { name: 'Why' }).fill('The screen was whole when the goods were sent.');
  await lea.keyboard.press('Control+Enter');
  await expect(dialog).toBeHidden();
  await expect(returnPart(lea)).toContainText('A part is paid');
  await expect(waiting).toBeHidden();
  await expect.poll(() => paid(desk.dataDir)).toHaveLength(1);
  expect(BigInt(paid(desk.dataDir)[0] ?? '0')).toBeLessThan(BigInt(back.waiting?.minor ?? '0'));
  await expect.poll(async () => (await notices(lea, caseId)).map((body) => body.includes('The screen was whole when the goods were sent.'))).toEqual([true, true]);
});

test('more time is given with a reason both sides read', async ({ desk }) => {
  const ada = await desk.open({ name: 'Ada', role: 'mediator' });
  const caseId = await ruleByCalls(ada);
  const before = (await askCore(ada, 'cases.get', { caseId })).returns[0]?.dueAt ?? 0;
  await new QueuePage(ada).openCase(caseId);
  await ada.getByRole('button', { name: /^Refund waits: goods due back by/ }).click();
  await returnPart(ada).getByRole('button', { name: 'Give more time' }).press('Enter');
  const dialog = ada.getByRole('dialog');
  await expect(dialog).toContainText('instead of');
  await dialog.getByRole('textbox', { name: 'Why' }).fill('The post is on strike.');
  await ada.keyboard.press('Control+Enter');
  await expect(dialog).toBeHidden();
  expect((await askCore(ada, 'cases.get', { caseId })).returns[0]?.dueAt).toBeGreaterThan(before);
  await expect.poll(async () => (await notices(ada, caseId)).map((body) => body.includes('The post is on strike.'))).toEqual([true, true]);
});
