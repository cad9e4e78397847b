import { expect, test } from './fixtures/desk.ts';
import { askCore, callCore } from './fixtures/callCore.ts';
import { stageByCalls } from './fixtures/rule.ts';
import { DecisionsPage } from './pages/DecisionsPage.ts';
import { SamplesPage } from './pages/SamplesPage.ts';

test.use({ deskSettings: { isFilled: true, undoSeconds: 0 } });

test('a lead draws a sample that comes out the same again, settles a golden case nobody else is told of, and does not get it to review', async ({ desk }) => {
  const mediator = await desk.open({ name: 'Dana Ruiz', role: 'mediator' });
  const references: string[] = [];
  for (const [source, minor] of [['SMP-20403', '1000'], ['SMP-20417', '1500'], ['SMP-20410', '2000']] as const) {
    const { rulingId, caseReference } = await stageByCalls(mediator, source, minor);
    references.push(caseReference);
    await expect.poll(async () => (await askCore(mediator, 'rulings.get', { rulingId })).summary.state, { timeout: 20_000 }).toBe('effective');
  }
  expect(await callCore(mediator, 'samples.list', {})).toMatchObject({ ok: false, error: { code: 'NOT_PERMITTED' } });

  const page = await desk.open({ name: 'Lena Vogt', role: 'lead' });
  const decisions = new DecisionsPage(page);
  await decisions.goTo();
  await decisions.open(references[0]!);
  await page.getByRole('button', { name: 'Settle as a golden case' }).click();
  const form = page.getByRole('dialog', { name: 'Settle the right answer' });
  await form.getByRole('radio', { name: 'It is wrong' }).check();
  await form.getByRole('radio', { name: 'No refund' }).check();
  await form.getByRole('textbox', { name: 'Why this is the right answer' }).fill('The photo is of another parcel.');
  await form.getByRole('button', { name: 'Settle as a golden case' }).click();
  await expect(form).toBeHidden();

  const samples = new SamplesPage(page);
  await samples.goTo();
  await samples.draw('First audit', 'a seed');
  await expect(samples.items).toHaveCount(3);
  await expect(samples.items.filter({ hasText: references[0]! })).toContainText('You know the settled answer of this one.');
  await expect(samples.items.getByRole('button', { name: /^Review/ })).toHaveCount(2);
  await samples.region.getByRole('button', { name: 'Draw again and compare' }).click();
  await expect(samples.region.getByText('Drawn again from what is stored: the same 3 rows, in the same order.')).toBeVisible();

  const other = await desk.open({ name: 'Lea', role: 'lead' });
  const others = new SamplesPage(other);
  await others.goTo();
  await others.region.getByRole('button', { name: 'First audit' }).click();
  await expect(others.items.getByRole('button', { name: /^Review/ })).toHaveCount(3);
  await expect(others.region).not.toContainText(/golden case|settled answer/);
  await other.getByRole('tab', { name: 'Golden cases' }).click();
  await expect(others.region).toContainText('1 more in use is kept from you');
});
