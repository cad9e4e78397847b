import type { Page } from 'playwright/test';
import type { CaseFile } from '../src/contract/caseFile.ts';
import { reasonWords } from '../src/renderer/ui/words.ts';
import { askCore, callCore } from './fixtures/callCore.ts';
import { expect, test, type Desk } from './fixtures/desk.ts';
import { readExchange } from './fixtures/exchange.ts';
import { caseIdOf, openAllByCalls, rulingFor } from './fixtures/rule.ts';
import { QueuePage } from './pages/QueuePage.ts';
import { RulingPanel } from './pages/RulingPanel.ts';

test.use({ deskSettings: { isFilled: true, undoSeconds: 5 } });

/** A case taken by Dana with all its exhibits opened, and its ruling panel at a partial refund. */
async function openPartial(desk: Desk, sourceId: string): Promise<{ page: Page; file: CaseFile; ruling: RulingPanel }> {
  const page = await desk.open({ name: 'Dana', role: 'mediator' });
  const caseId = await caseIdOf(page, sourceId);
  const open = await new QueuePage(page).openCase(caseId);
  await open.take();
  await openAllByCalls(page, caseId);
  const file = await askCore(page, 'cases.get', { caseId });
  const ruling = new RulingPanel(page);
  const [claim] = file.claims;
  if (!claim) throw new Error(`${sourceId} has no claim.`);
  await ruling.choose('partial', reasonWords[claim.reason]);
  return { page, file, ruling };
}

/** Everything a ruling needs beside its amount. */
async function finish(ruling: RulingPanel, file: CaseFile): Promise<void> {
  const exhibit = file.exhibits.find((one) => one.side === 'buyer');
  for (const [index] of file.claims.entries()) await ruling.find(index + 1, 'Established', exhibit ? [exhibit.label] : []);
}

const payoutsOf = (desk: Desk) => readExchange(desk.dataDir).payouts;

test('a refund above its tariff is said, needs words in the reasons and can then be staged, in dinars of three decimals', async ({ desk }) => {
  const { file, page, ruling } = await openPartial(desk, 'SMP-20409');
  await finish(ruling, file);
  await ruling.panel.getByRole('radio', { name: 'Percent', exact: true }).check();
  await ruling.panel.getByRole('button', { name: /^Tariff T-13, up to 50 %/ }).click();
  await ruling.panel.getByRole('group', { name: 'Percentages of tariff T-13' }).getByRole('button', { name: '50 %' }).click();
  await expect(ruling.working).toContainText('50 % is within it');
  const tooMuch = '61.11 % is above tariff T-13, which goes up to 50 %.';
  // Looked for in every frame: the next words of the live region take the place of these.
  const isSaid = page.waitForFunction((words) => document.querySelector('[role="status"]')?.textContent?.includes(words), tooMuch);
  await ruling.panel.getByRole('textbox', { name: 'Percent of what can be refunded' }).fill('61.11');
  await expect(ruling.working).toContainText('61.11 % of KWD 48.750 is 29.791125, rounded half up (−0.000125).');
  await expect(ruling.panel.getByRole('region', { name: 'Refund', exact: true })).toContainText(tooMuch);
  await isSaid;
  await ruling.writeReasons('The bottle came broken and nothing of it can be used.');
  await expect(ruling.stageButton).toHaveAttribute('aria-disabled', 'true');
  await ruling.panel.getByRole('button', { name: 'Begin the sentence' }).click();
  const reasons = ruling.panel.getByRole('textbox', { name: 'Reasons, as both sides will read them' });
  await expect(reasons).toHaveValue(/above tariff T-13 \(up to 50 %\) because $/);
  await expect(ruling.stageButton, 'an opening alone says nothing').toHaveAttribute('aria-disabled', 'true');
  await reasons.fill(`${await reasons.inputValue()}the scent is gone and only the box is left.`);
  await ruling.expectReady();
  await ruling.stageAndStay();
  await expect.poll(() => payoutsOf(desk).map((one) => one.amount), { timeout: 30_000 }).toEqual([{ minor: '29791', currency: 'KWD' }]);
});

test('a refund by line with shipping and return postage is paid apart from the postage, and nothing moves when the first amount comes', async ({ desk }) => {
  const { file, page, ruling } = await openPartial(desk, 'SMP-20420');
  await finish(ruling, file);
  await ruling.writeReasons('Two plates came broken; the rest can be sent back.');
  const [first] = file.refundRoom.lines;
  if (!first) throw new Error('The case has no lines.');
  await ruling.panel.getByRole('radio', { name: 'By line' }).check();
  const below = ruling.panel.getByRole('region', { name: 'Who bears the refund' });
  const head = ruling.panel.getByRole('heading', { name: 'Ruling', exact: true });
  // From the head of the panel: filling a field scrolls it into sight.
  const place = async () => ((await below.boundingBox())?.y ?? 0) - ((await head.boundingBox())?.y ?? 0);
  const before = await place();
  await ruling.panel.getByLabel('Refund for Shipping').fill('1.00');
  await expect(ruling.working).toContainText(/Buyer gets/);
  await expect(ruling.stageButton).toContainText(/1\.00/);
  expect(await place(), 'the place of what follows').toBe(before);

  await ruling.panel.getByLabel(`Refund for ${first.words}`).fill('30 %');
  await ruling.panel.getByRole('checkbox', { name: 'Buyer returns the goods first' }).check();
  const postage = ruling.panel.getByRole('group', { name: 'Return postage' });
  await postage.getByRole('button', { name: 'Say who' }).click();
  await postage.getByRole('radio', { name: 'Platform' }).check();
  await postage.getByRole('textbox').fill('7.50');
  await expect(ruling.working).toContainText('takes nothing off what can be refunded');
  await ruling.expectReady();
  await ruling.stageAndStay();
  const { currency } = first.amount;
  const refund = String((BigInt(first.amount.minor) * 30n + 50n) / 100n + 100n);
  const returned = async () => (await askCore(page, 'cases.get', { caseId: file.caseId })).returns[0];
  await expect.poll(async () => (await returned())?.state, { timeout: 30_000 }).toBe('ordered');
  expect(payoutsOf(desk), 'nothing before the goods are back').toEqual([]);
  await askCore(page, 'returns.record', { requestId: crypto.randomUUID(), returnId: (await returned())?.returnId ?? '', kind: 'delivered' });
  await expect.poll(() => payoutsOf(desk).map((one) => one.amount.minor).toSorted(), { timeout: 30_000 }).toEqual([refund, '750'].toSorted());
  expect(payoutsOf(desk).find((one) => one.amount.minor === '750')).toMatchObject({ for: 'return_postage', shares: [{ bearer: 'platform', amount: { minor: '750', currency } }] });
  const after = await askCore(page, 'cases.get', { caseId: file.caseId });
  expect(BigInt(after.refundRoom.cap?.minor ?? 0), 'what is left counts no postage').toBe(BigInt(file.refundRoom.cap?.minor ?? 0) - BigInt(refund));
  await expect(ruling.panel.getByText('Platform pays the return postage')).toBeVisible();
});

test('a second currency stands beside every sum, by the rate the case states or one with its source', async ({ desk }) => {
  const { file, ruling } = await openPartial(desk, 'SMP-20409');
  await finish(ruling, file);
  await ruling.writeReasons('The bottle came broken; the box can be kept.');
  await ruling.refundBySum('10.005');
  await ruling.panel.getByRole('button', { name: 'AED at 12' }).click();
  await expect(ruling.working.getByRole('row', { name: /^Buyer gets/ })).toContainText(/KWD 10\.005\s*AED 120\.06/);
  await expect(ruling.working).toContainText('The buyer is paid in AED; the bearers are debited in KWD.');
  const exchange = ruling.panel.getByRole('group', { name: 'Second currency' });
  await exchange.getByLabel('Code').fill('jpy');
  await exchange.getByLabel('KWD 1 is').fill('487.25');
  await exchange.getByLabel('Where the rate is from').fill('');
  await expect(ruling.stageButton, 'a rate from nowhere').toHaveAttribute('aria-disabled', 'true');
  await expect(ruling.panel.getByText('The second currency lacks where the rate is from.').first()).toBeVisible();
  await exchange.getByLabel('Where the rate is from').fill('ECB reference rate');
  await exchange.getByRole('radio', { name: 'Bearers are debited it' }).check();
  await ruling.panel.getByRole('radio', { name: 'Split' }).check();
  await ruling.panel.getByRole('radio', { name: 'In KWD' }).check();
  await ruling.panel.getByRole('textbox', { name: 'Seller, KWD' }).fill('10');
  await expect(ruling.panel.getByRole('alert')).toContainText('The bearers pay KWD 10.000 together; the refund is KWD 10.005.');
  await ruling.panel.getByRole('textbox', { name: 'Carrier, KWD' }).fill('0.005');
  await ruling.expectReady();
  await ruling.stageAndStay();
  await expect.poll(() => payoutsOf(desk).length, { timeout: 30_000 }).toBe(1);
  expect(payoutsOf(desk)[0]).toMatchObject({
    amount: { minor: '10005', currency: 'KWD' },
    shares: [{ bearer: 'seller', amount: { minor: '10000' } }, { bearer: 'carrier', amount: { minor: '5' } }],
    exchange: { rate: '487.25', source: 'ECB reference rate', for: 'seller', amount: { minor: '4875', currency: 'JPY' }, shares: [{ bearer: 'seller', amount: { minor: '4873' } }, { bearer: 'carrier', amount: { minor: '2' } }] },
  });
});

test('an open chargeback blocks every refund with its reference, on screen and in the core', async ({ desk }) => {
  const { page, file, ruling } = await openPartial(desk, 'SMP-20414');
  await expect(ruling.panel.getByText('Refund blocked')).toBeVisible();
  await expect(ruling.panel.getByText(/CB-4471-20931/).first()).toBeVisible();
  await expect(ruling.stageButton).toHaveAttribute('aria-disabled', 'true');
  const now = await askCore(page, 'cases.get', { caseId: file.caseId });
  const reply = await callCore(page, 'rulings.stage', { requestId: crypto.randomUUID(), caseId: file.caseId, expectedVersion: now.version, ruling: rulingFor(now, '100') });
  expect(reply).toMatchObject({ ok: false, error: { code: 'NOT_ALLOWED_NOW', message: expect.stringContaining('CB-4471-20931') } });
});

test('yen have no decimals: a part of one cannot be typed, and a percentage is rounded to a whole one', async ({ desk }) => {
  const { file, ruling } = await openPartial(desk, 'SMP-20413');
  await finish(ruling, file);
  await ruling.writeReasons('The bowl came cracked and holds no water.');
  await ruling.refundBySum('12.5');
  await expect(ruling.panel.getByText(/JPY has no decimals/).first()).toBeVisible();
  await expect(ruling.stageButton).toHaveAttribute('aria-disabled', 'true');
  await ruling.panel.getByRole('radio', { name: 'Percent', exact: true }).check();
  await ruling.panel.getByRole('textbox', { name: 'Percent of what can be refunded' }).fill('33.33');
  await expect(ruling.working).toContainText('33.33 % of JPY 8,200 is 2733.06, rounded half up (−0.06).');
  await ruling.expectReady();
  await ruling.stageAndStay();
  await expect.poll(() => payoutsOf(desk).map((one) => one.amount), { timeout: 30_000 }).toEqual([{ minor: '2733', currency: 'JPY' }]);
});
