import { toDecimal } from '../src/contract/money.ts';
import { reasonWords } from '../src/renderer/ui/words.ts';
import { askCore } from './fixtures/callCore.ts';
import { expect, test } from './fixtures/desk.ts';
import { readExchange } from './fixtures/exchange.ts';
import { DecisionsPage } from './pages/DecisionsPage.ts';
import { LogPage } from './pages/LogPage.ts';
import { QueuePage } from './pages/QueuePage.ts';
import { RulingPanel } from './pages/RulingPanel.ts';
import { WelcomePage } from './pages/WelcomePage.ts';

test.use({ deskSettings: { isFilled: false, undoSeconds: 8 } });

test('a mediator can do the whole job from the first start: no step of it is broken or pays twice', async ({ desk }) => {
  await new WelcomePage(await desk.open({ name: 'Lena Vogt', role: 'lead' })).fillWithDocket();
  const page = await desk.open({ name: 'Dana Ruiz', role: 'mediator' });

  const queue = new QueuePage(page);
  const open = await queue.nextCase();
  await expect(page.getByText('served:')).toBeVisible();
  const file = await askCore(page, 'cases.get', { caseId: open.caseId });
  expect(await open.openEveryExhibit(), 'exhibits that both sides sent').toBe(file.exhibits.length);
  await open.backToBoard();

  const [line] = file.refundRoom.lines;
  const [claim] = file.claims;
  const buyers = file.exhibits.filter((exhibit) => exhibit.side === 'buyer');
  if (!line || !claim || !buyers[0]) throw new Error(`${file.reference} is no case to try this on.`);
  const half = { minor: String(BigInt(line.amount.minor) / 2n), currency: line.amount.currency };
  const amountWords = new RegExp(`${half.currency}\\s${Number(toDecimal(half.minor, half.currency)).toLocaleString('en-GB')}`);

  const ruling = new RulingPanel(page);
  await ruling.choose('partial', reasonWords[claim.reason]);
  await ruling.refundByLine({ [line.words]: toDecimal(half.minor, half.currency) });
  for (const [index] of file.claims.entries()) await ruling.find(index + 1, 'Established', [buyers[0].label]);
  const clause = file.clauses.find((one) => one.reasons.includes(claim.reason));
  if (clause) await ruling.citeClause(clause.code);
  await ruling.writeReasons('The photo shows the damage on the day of delivery; the packing photo does not speak against it.');
  await ruling.expectReady();
  await expect(ruling.stageButton).toHaveText(new RegExp(`^Stage refund of ${amountWords.source}`));

  await ruling.stageAndStay();
  await ruling.undo(file.reference);
  await expect(ruling.stageButton).toBeVisible();
  expect(readExchange(desk.dataDir), 'nothing leaves the desk for a ruling that was taken back').toEqual({ payouts: [], letters: [] });

  await ruling.stageAndStay();
  await expect.poll(() => readExchange(desk.dataDir).letters.length, { timeout: 30_000 }).toBe(2);
  await expect.poll(() => readExchange(desk.dataDir).payouts.length).toBe(1);
  const { payouts, letters } = readExchange(desk.dataDir);
  expect(payouts[0]).toMatchObject({ sourceId: file.sourceId, amount: half, shares: [{ bearer: 'seller', amount: half }] });
  expect(letters.map((letter) => letter.to).toSorted()).toEqual(['buyer', 'seller']);
  for (const letter of letters) expect(letter.body.length).toBeGreaterThan(100);

  const leadPage = await desk.open({ name: 'Lena Vogt', role: 'lead' });
  const decisions = new DecisionsPage(leadPage);
  await decisions.goTo();
  await expect(decisions.row(file.reference).filter({ hasText: 'In effect' })).toContainText(amountWords);
  await expect(decisions.row(file.reference).filter({ hasText: 'Taken back' })).toHaveCount(1);
  const log = new LogPage(leadPage);
  await log.goTo();
  await log.verify();
  await expect(log.proof.getByText('Everything holds')).toBeVisible({ timeout: 20_000 });
  await decisions.goTo();
  await decisions.row(file.reference).filter({ hasText: 'In effect' }).getByRole('button', { name: `${file.reference}, open the decision` }).click();
  await expect(leadPage.getByRole('heading', { level: 1, name: `Decision on ${file.reference}` })).toBeVisible();
  await expect(leadPage.getByText('To the buyer')).toBeVisible();
  await expect(leadPage.getByText('To the seller')).toBeVisible();
  await expect(leadPage.getByText('Paid', { exact: true })).toBeVisible();
});
