import { askCore, callCore } from './fixtures/callCore.ts';
import { expect, test } from './fixtures/desk.ts';
import { caseIdOf } from './fixtures/rule.ts';
import { SignInPage } from './pages/SignInPage.ts';

test.describe('a new data folder', () => {
  test.use({ deskSettings: { isFilled: false, isNew: true, undoSeconds: undefined } });

  test('is opened by its first lead, whose code is told once, and after a restart by nobody without a passphrase', async ({ desk }) => {
    const word = 'nine crows above the harbour';
    let page = await desk.openUnsigned();
    await page.getByLabel('Name', { exact: true }).fill('Lena Vogt');
    await page.getByLabel('Passphrase', { exact: true }).fill(word);
    await page.getByLabel('Passphrase again').fill(word);
    await page.getByRole('button', { name: 'Make the first lead' }).click();
    const code = page.getByRole('group', { name: 'Recovery code' });
    await expect(code).toHaveText(/^([0-9A-Z]{4}\W*){8}$/);
    const groups = ((await code.textContent()) ?? '').match(/[0-9A-Z]{4}/g) ?? [];
    await page.getByLabel('Last group of the code').fill(groups.at(-1) ?? '');
    await page.getByRole('button', { name: 'Go on' }).click();
    await expect(page.getByRole('heading', { name: 'This desk has no cases yet' })).toBeVisible();
    await expect(code).toHaveCount(0);
    const added = { name: 'Dana Ruiz', passphrase: 'given by Lena Vogt' };
    await askCore(page, 'people.add', { ...added, role: 'mediator', languages: [], skills: [] });

    desk.trouble.isOutageExpected = true;
    await desk.stop();
    await desk.start({ isClosed: true });
    page = await desk.openUnsigned();
    await expect(page.getByText('Nobody has opened this desk since it started')).toBeVisible();
    expect(await callCore(page, 'desk.status', {})).toMatchObject({ ok: false, error: { code: 'LOCKED' } });
    const door = new SignInPage(page);
    for (let tries = 0; tries < 4; tries += 1) expect(await callCore(page, 'people.signIn', { name: 'Dana Ruiz', passphrase: `guess ${tries}` })).toMatchObject({ error: { code: 'WRONG_PASSPHRASE' } });
    await door.enter('Dana Ruiz', 'one guess more');
    await expect(page.getByRole('alert')).toContainText('Name and passphrase do not fit together.');
    await door.enter('Dana Ruiz', added.passphrase);
    await expect(page.getByRole('alert')).toContainText('Too many wrong tries');
    expect(await callCore(page, 'people.signIn', { name: 'Lena Vogt', passphrase: word })).toMatchObject({ ok: true });
    await page.reload();
    await expect(page.getByRole('heading', { name: 'This desk has no cases yet' })).toBeVisible();
  });
});

test('another person takes a turn at a locked window, under their own name', async ({ desk }) => {
  const page = await desk.open({ name: 'Dana', role: 'mediator' });
  const caseId = await caseIdOf(page, 'SMP-20416');
  await askCore(page, 'cases.claim', { requestId: crypto.randomUUID(), caseId });
  await page.keyboard.press('Control+Shift+L');
  await expect(page.getByRole('heading', { name: 'Locked' })).toBeVisible();
  expect(await callCore(page, 'cases.list', { scope: 'queue' })).toMatchObject({ ok: false, error: { code: 'LOCKED' } });
  await page.getByRole('button', { name: 'Sign in as somebody else' }).click();
  await page.getByRole('button', { name: 'Sign out and let somebody else in' }).click();
  await new SignInPage(page).signIn('Lena', 'lead');
  await expect(page.getByRole('button', { name: /^Lena/ })).toBeVisible();
  await askCore(page, 'cases.addNote', { requestId: crypto.randomUUID(), caseId, text: 'Seen by the lead.' });
  const history = await askCore(page, 'audit.ofCase', { caseId });
  expect(history.slice(-2).map(({ personName, action }) => [personName, action])).toEqual([['Dana', 'case.claimed'], ['Lena', 'note.added']]);
});
