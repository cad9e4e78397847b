import { callCore } from './fixtures/callCore.ts';
import { expect, test } from './fixtures/desk.ts';
import { caseIdOf } from './fixtures/rule.ts';
import { CasePage } from './pages/CasePage.ts';
import { QueuePage } from './pages/QueuePage.ts';

const sourceId = 'SMP-20403';

test('who steps back from a case is never served it again, and the register keeps other cases of that party away', async ({ desk }) => {
  const dana = await desk.open({ name: 'Dana', role: 'mediator' });
  const caseId = await caseIdOf(dana, sourceId);
  const open = await new QueuePage(dana).openCase(caseId);
  await open.take();
  await open.lease.getByRole('button', { name: 'Step back from this case for good' }).click();
  const dialog = dana.getByRole('dialog');
  await dialog.getByRole('button', { name: 'I know a party' }).click();
  await dialog.getByLabel('Also note a conflict of interest with').selectOption({ index: 2 });
  await dialog.getByRole('button', { name: 'Step back and open the next case' }).click();
  await expect(dialog).toBeHidden();
  // The next case opens by itself, and would take the place of what is gone to before that.
  await expect(dana).toHaveURL(new RegExp(`#/queue/(?!${caseId})[\\w-]+`));

  await new QueuePage(dana).openCase(caseId);
  await expect(dana.getByRole('region', { name: 'Who decides this case' })).toContainText('You stepped back from this case');
  await expect(new CasePage(dana).lease.getByRole('button', { name: 'Take this case' })).toHaveCount(0);
  expect(await callCore(dana, 'cases.claim', { requestId: crypto.randomUUID(), caseId })).toMatchObject({ ok: false, error: { code: 'NOT_PERMITTED' } });

  const lena = await desk.open({ name: 'Lena', role: 'lead' });
  await new QueuePage(lena).openCase(caseId);
  await expect(lena.getByRole('region', { name: 'Who decides this case' })).toContainText('1 person must not decide this case.');
  await lena.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: 'Settings' }).click();
  const register = lena.getByRole('region', { name: 'Conflicts of interest' });
  await expect(register.getByRole('row')).toHaveCount(2);
  await expect(register).toContainText('I know a party');
  await register.getByRole('button', { name: 'Enter a conflict' }).click();
  const form = lena.getByRole('dialog');
  await form.getByRole('textbox', { name: 'Name of the seller' }).fill('Nordlicht Audio');
  await form.getByRole('textbox', { name: 'Why' }).fill('My brother runs it.');
  await form.getByRole('button', { name: 'Enter the conflict' }).click();
  await expect(register.getByRole('row')).toHaveCount(3);
  await register.scrollIntoViewIfNeeded();
  await register.getByRole('button', { name: 'End the conflict with Nordlicht Audio' }).click();
  await expect(register).toContainText('Ended');
});
