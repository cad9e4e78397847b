import { readFileSync } from 'node:fs';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { Locator, Page } from 'playwright/test';
import { askCore } from './fixtures/callCore.ts';
import { expect, test } from './fixtures/desk.ts';
import { readExchange } from './fixtures/exchange.ts';
import { caseIdOf, openAllByCalls, rulingFor } from './fixtures/rule.ts';
import { DecisionsPage } from './pages/DecisionsPage.ts';
import { LettersDialog } from './pages/LettersDialog.ts';
import { QueuePage } from './pages/QueuePage.ts';
import { RulingPanel } from './pages/RulingPanel.ts';

test.use({ deskSettings: { isFilled: true, undoSeconds: 5 } });

/** The words of a PDF that a link gives. */
async function savedWords(page: Page, link: Locator): Promise<string> {
  const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
  const pdf = await getDocument({ data: new Uint8Array(readFileSync(await download.path())), verbosity: 0 }).promise;
  const { items } = await (await pdf.getPage(1)).getTextContent();
  return items.map((item) => ('str' in item ? item.str : '')).join(' ');
}

/** Takes a case and gives it a whole draft of a ruling, as if it had been typed. */
async function drafted(page: Page, sourceId: string) {
  const caseId = await caseIdOf(page, sourceId);
  await askCore(page, 'cases.claim', { requestId: crypto.randomUUID(), caseId });
  await openAllByCalls(page, caseId);
  const file = await askCore(page, 'cases.get', { caseId });
  await askCore(page, 'rulings.saveDraft', { caseId, draft: rulingFor(file, '2500'), expectedDraftVersion: file.draftVersion });
  const { parties } = file;
  const languageOf = (role: 'buyer' | 'seller') => parties.find((party) => party.role === role)?.language?.split('-')[0] ?? 'en';
  return { caseId, file, languageOf };
}

test('both letters are read and changed before they are signed, go out as signed, are printed and sent once more', async ({ desk }) => {
  const page = await desk.open({ name: 'Dana Ruiz', role: 'mediator' });
  const { caseId, file, languageOf } = await drafted(page, 'SMP-20407');
  await new QueuePage(page).openCase(caseId);
  const ruling = new RulingPanel(page);
  await ruling.expectReady();

  const letters = new LettersDialog(page);
  await letters.open('key');
  for (const to of ['buyer', 'seller'] as const) {
    await expect(letters.words(to)).toContainText(file.reference);
    await expect(letters.words(to)).not.toContainText('Dana Ruiz');
    const english = letters.sheet(to).getByRole('button', { name: 'Read in English' });
    await expect(english).toHaveCount(languageOf(to) === 'en' ? 0 : 1);
  }
  const foreign = (['buyer', 'seller'] as const).find((to) => languageOf(to) !== 'en') ?? 'buyer';
  await letters.sheet(foreign).getByRole('button', { name: 'Read in English' }).click();
  await expect(letters.words(foreign)).toContainText('THE DECISION');
  await letters.sheet(foreign).getByRole('button', { name: /^Read in / }).click();
  expect(await savedWords(page, letters.sheet('buyer').getByRole('link', { name: 'PDF' }))).toContain('Preview. This letter was not sent.');

  const added = 'The goods may be kept.';
  await letters.change('buyer', (text) => text.replace('\n\nMediation Desk', `\n\n${added}\n\nMediation Desk`));
  await expect(letters.words('buyer')).toContainText(added);
  await expect(letters.sheet('buyer')).toContainText('Changed by hand');
  await letters.close();

  // The sum changes after the change by hand: nothing can be staged until the letter agrees again.
  await ruling.refundBySum('30');
  const outdated = ruling.panel.getByRole('region', { name: 'Check before signing' }).getByRole('button', { name: /^The letter to the buyer was changed by hand before the ruling changed/ });
  await outdated.click();
  await expect(letters.sheet('buyer')).toContainText('What the desk would write differently now');
  await letters.sheet('buyer').getByRole('button', { name: 'Carry my change over' }).click();
  await expect(letters.words('buyer')).toContainText(/30[.,]00/);
  await expect(letters.words('buyer')).toContainText(added);
  await letters.close();
  await ruling.expectReady();

  await ruling.stageAndStay();
  await letters.open();
  await expect(letters.words('buyer')).toContainText(added);
  await expect(letters.sheet('buyer').getByRole('button', { name: 'Change' })).toHaveCount(0);
  await letters.close();
  await expect.poll(() => readExchange(desk.dataDir).letters.length, { timeout: 30_000 }).toBe(2);
  expect(readExchange(desk.dataDir).letters.find(({ to }) => to === 'buyer')?.body).toContain(added);

  await page.getByRole('tab', { name: 'Letters' }).click();
  const tab = page.getByRole('region', { name: 'Letters of this case' });
  const sent = tab.getByRole('group').filter({ hasText: 'Decision to the buyer' }).first();
  await expect(sent).toContainText('Sent');
  await sent.getByText('Decision to the buyer').click();
  expect(await savedWords(page, sent.getByRole('link', { name: 'PDF' }))).toContain(file.reference);
  await sent.getByRole('button', { name: 'Send once more' }).click();
  await expect.poll(() => readExchange(desk.dataDir).letters.length, { timeout: 20_000 }).toBe(3);
  await expect(tab.getByText('Once more', { exact: true })).toHaveCount(1);

  const leadPage = await desk.open({ name: 'Lena Vogt', role: 'lead' });
  const decisions = new DecisionsPage(leadPage);
  await decisions.goTo();
  await decisions.row(file.reference).getByRole('button', { name: `${file.reference}, open the decision` }).click();
  await expect(leadPage.getByText('Once more', { exact: true })).toHaveCount(1);
  await expect(leadPage.getByText('To the seller')).toBeVisible();
});
