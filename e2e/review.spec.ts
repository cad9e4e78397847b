import { askCore, callCore } from './fixtures/callCore.ts';
import { expect, test } from './fixtures/desk.ts';
import { caseIdOf, stageByCalls } from './fixtures/rule.ts';
import { ReviewPage } from './pages/ReviewPage.ts';

test.use({ deskSettings: { isFilled: true, undoSeconds: 0 } });

const sourceId = 'SMP-20403';
const reasons = 'The photo of the buyer shows what the claim says.';

test('a lead reviews blind and overturns, the mediator disputes, a second lead settles, and the case goes back for a correction', async ({ desk }) => {
  const ada = await desk.open({ name: 'Bo Lind', role: 'mediator' });
  const ruled = await stageByCalls(ada, sourceId, '2000');
  const caseId = await caseIdOf(ada, sourceId);
  await expect.poll(async () => (await askCore(ada, 'cases.get', { caseId })).state).toBe('ruled');

  const lou = await desk.open({ name: 'Lea', role: 'lead' });
  const review = new ReviewPage(lou);
  await review.goto();
  await review.begin(ruled.caseReference);
  await expect(review.view).toBeVisible();
  await expect(lou.getByRole('list', { name: 'Claims, and what each side says' })).toBeVisible();
  await expect(lou.locator('main, body').first()).not.toContainText('Bo Lind');
  await expect(lou.locator('body')).not.toContainText(reasons);
  for (const method of ['rulings.get', 'rulings.list', 'audit.ofCase'] as const) {
    const reply = await callCore(lou, method, (method === 'rulings.get' ? { rulingId: ruled.rulingId } : method === 'audit.ofCase' ? { caseId } : {}) as never);
    expect(JSON.stringify(reply), method).not.toContain(ruled.rulingId);
  }

  // By keys alone: nothing is refunded, and why.
  await lou.keyboard.press('3');
  await lou.keyboard.type('The buyer shows nothing of the parcel.');
  await lou.keyboard.press('Control+Enter');
  await expect(review.beside).toContainText('20.00');
  await expect(review.beside).toContainText(reasons);
  await expect(review.beside).toContainText('less');
  await lou.locator('h2').first().click();
  await lou.keyboard.press('o');
  await review.verdict.getByRole('combobox', { name: 'Root cause' }).selectOption({ index: 1 });
  for (const group of await review.verdict.getByRole('radiogroup').all()) if ((await group.getAttribute('aria-labelledby')) !== null) await group.getByRole('radio').first().check();
  await review.verdict.getByRole('textbox', { name: 'Comment' }).fill('The packing photo of the seller was not weighed.');
  await review.verdict.getByRole('button', { name: 'Give the verdict' }).click();
  await expect(lou.getByRole('region', { name: 'Verdict' })).toContainText('Waits for Bo Lind');

  await ada.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: /^My day.*1 review to answer/ }).click();
  await ada.getByRole('radio', { name: /^Reviews of my rulings/ }).check();
  await expect(ada.getByRole('region', { name: 'Verdict' })).toContainText('The packing photo of the seller was not weighed.');
  await ada.getByRole('textbox', { name: 'Comment' }).fill('The photo of the packing shows another parcel.');
  await ada.getByRole('button', { name: 'Dispute' }).click();
  await expect(ada.getByRole('region', { name: 'Verdict' })).toContainText('Waits for a second lead');

  // Neither the reviewer settles it.
  await expect(lou.getByRole('form', { name: 'Settle the dispute' })).toHaveCount(0);
  const nia = await desk.open({ name: 'Iris Adler', role: 'lead' });
  const second = new ReviewPage(nia);
  await second.goto('To settle');
  await second.open(ruled.caseReference);
  const settle = nia.getByRole('form', { name: 'Settle the dispute' });
  await settle.getByRole('radio', { name: 'Overturn' }).check();
  await settle.getByRole('textbox', { name: 'Why' }).fill('I looked at both photos; the label is the same.');
  await settle.getByRole('button', { name: 'Uphold: overturn' }).click();
  await expect(nia.getByRole('region', { name: 'Verdict' })).toContainText('Final');

  const correction = nia.getByRole('region', { name: 'Correction' });
  await correction.getByRole('button', { name: 'Open a correction' }).click();
  await correction.getByRole('textbox', { name: 'What has to be corrected' }).fill('The packing photo of the seller shows the same label and was not weighed.');
  await correction.getByRole('button', { name: /^Open the correction/ }).click();
  await expect(correction).toContainText('the case waits for another person than the first');
  expect(await askCore(ada, 'cases.get', { caseId })).toMatchObject({ state: 'queued', appeal: { by: 'platform' } });
  expect(await callCore(ada, 'cases.claim', { requestId: crypto.randomUUID(), caseId })).toMatchObject({ ok: false, error: { code: 'NOT_PERMITTED' } });
});
