import { askCore } from './fixtures/callCore.ts';
import { expect, test } from './fixtures/desk.ts';
import { caseIdOf } from './fixtures/rule.ts';
import { QueuePage } from './pages/QueuePage.ts';

test('the claim board takes what a mediator adds: standing with a reason, exhibits with what they prove, contradictions', async ({ desk }) => {
  const page = await desk.open({ name: 'Dana Ruiz', role: 'mediator' });
  const open = await new QueuePage(page).openCase(await caseIdOf(page, 'SMP-20420'));
  await open.take();
  const file = () => askCore(page, 'cases.get', { caseId: open.caseId });
  const claim = (number: number) => open.board.getByRole('region', { name: new RegExp(`^Claim ${number}, `) });
  const dialog = page.getByRole('dialog');
  const { exhibits, claims } = await file();
  const [first, second] = claims;
  const moved = exhibits.find((one) => one.side === 'buyer' && one.claimIds.includes(first?.claimId ?? '') && !one.claimIds.includes(second?.claimId ?? ''));
  const sellers = exhibits.find((one) => one.side === 'seller');
  if (!first || !second || !moved || !sellers) throw new Error('The sample case is not what this test needs.');

  await test.step('standing', async () => {
    await claim(2).getByRole('button', { name: /say otherwise/ }).click();
    await page.getByRole('menuitemradio', { name: 'Agreed' }).click();
    await dialog.getByLabel('Why').fill('The seller owns up to it in the chat.');
    await dialog.getByRole('button', { name: 'Call it agreed' }).click();
    await expect(dialog).toBeHidden();
    await expect(claim(2)).toContainText('The seller owns up to it in the chat.');
    await claim(2).getByRole('button', { name: 'Claim 2 stands agreed; say otherwise' }).click();
    await page.getByRole('menuitem', { name: 'As the positions of the sides give it' }).click();
    await expect(claim(2)).not.toContainText('The seller owns up');
  });

  await test.step('an exhibit onto a claim by key, with what it proves', async () => {
    await claim(1).getByRole('button', { name: new RegExp(`^${moved.label}, `) }).focus();
    await page.keyboard.press('T');
    await dialog.getByRole('radio', { name: /^2\. / }).check();
    await dialog.getByLabel('What this proves').fill('the strap is not in the box');
    await page.keyboard.press('Control+Enter');
    await expect(dialog).toBeHidden();
    await expect(claim(2).getByRole('button', { name: new RegExp(`^${moved.label}, `) })).toContainText('Proves: the strap is not in the box');
  });

  await test.step('and off again by pointer', async () => {
    await claim(2).getByRole('button', { name: new RegExp(`^${moved.label}, `) }).hover();
    await claim(2).getByRole('button', { name: `More for ${moved.label}` }).click();
    await page.getByRole('menuitem', { name: /Put it onto a claim/ }).click();
    await dialog.getByRole('radio', { name: /^2\. / }).check();
    await dialog.getByRole('button', { name: 'Take it off claim 2' }).click();
    await expect(dialog).toBeHidden();
    expect((await file()).exhibits.find((one) => one.evidenceId === moved.evidenceId)?.claimIds).toEqual(moved.claimIds);
  });

  await test.step('an exhibit onto a claim by drag', async () => {
    await claim(1).getByRole('button', { name: new RegExp(`^${moved.label}, `) }).dragTo(claim(2).getByRole('heading', { level: 2 }));
    await expect(dialog.getByRole('radio', { name: /^2\. / })).toBeChecked();
    await dialog.getByRole('button', { name: 'Put it onto claim 2' }).click();
    await expect(claim(2).getByRole('button', { name: new RegExp(`^${moved.label}, `) })).toBeVisible();
  });

  await test.step('a contradiction, as a link and in words', async () => {
    await claim(1).getByRole('button', { name: new RegExp(`^${moved.label}, `) }).focus();
    await page.keyboard.press('D');
    await dialog.getByLabel('The other exhibit').selectOption(sellers.evidenceId);
    await dialog.getByLabel('What does not fit together').fill('One shows a black dial, the other a blue one.');
    await dialog.getByRole('button', { name: 'Note the contradiction' }).click();
    const list = open.board.getByRole('region', { name: 'Contradictions' });
    await expect(list).toContainText('One shows a black dial');
    await expect(open.board.locator('svg.links path')).not.toHaveCount(0);
    await page.reload();
    await expect(list).toContainText('One shows a black dial');
    await list.getByRole('button', { name: /^Take back/ }).click();
    await expect(list).toBeHidden();
  });
});
