import { askCore } from './fixtures/callCore.ts';
import { expect, test } from './fixtures/desk.ts';
import { caseIdOf, openAllByCalls, rulingFor, stageByCalls } from './fixtures/rule.ts';
import { DecisionsPage } from './pages/DecisionsPage.ts';

test.use({ deskSettings: { isFilled: true, undoSeconds: 0 } });

const requestId = () => crypto.randomUUID();

test('a ruling opens as it was when it was made, whatever became of the case since, and against another one', async ({ desk }) => {
  const dana = await desk.open({ name: 'Dana', role: 'mediator' });
  const caseId = await caseIdOf(dana, 'SMP-20403');
  await askCore(dana, 'cases.claim', { requestId: requestId(), caseId });
  await openAllByCalls(dana, caseId);
  const file = await askCore(dana, 'cases.get', { caseId });
  await askCore(dana, 'rulings.saveDraft', { caseId, expectedDraftVersion: 0, draft: { outcome: 'full_refund', reasons: 'At first sight all of it.' } });
  await askCore(dana, 'rulings.saveDraft', { caseId, expectedDraftVersion: 1, draft: { outcome: 'partial_refund', reasons: 'At first sight half of it.' } });
  const first = await askCore(dana, 'rulings.stage', { requestId: requestId(), caseId, expectedVersion: file.version, ruling: rulingFor(file, '2000') });
  await expect.poll(async () => (await askCore(dana, 'cases.get', { caseId })).state).toBe('ruled');
  const other = await stageByCalls(dana, 'SMP-20401', '500');
  await expect.poll(async () => (await askCore(dana, 'cases.get', { caseId: other.caseId })).state).toBe('ruled');
  await askCore(dana, 'cases.addNote', { requestId: requestId(), caseId, text: 'Noted after the ruling.' });

  const lead = await desk.open({ name: 'Lena', role: 'lead' });
  await lead.goto(`${desk.origin}/#/decisions/${first.rulingId}`);
  await lead.getByRole('tab', { name: /^Drafts/ }).click();
  const drafts = lead.getByRole('tabpanel');
  await expect(drafts).toContainText('As it was on');
  await expect(drafts).toContainText('File fits its hash');
  await expect(drafts.getByRole('listitem')).toHaveCount(2);
  await expect(drafts.getByRole('listitem').first()).toContainText('At first sight all of it.');
  await expect(drafts.getByRole('listitem').last()).toContainText('Partial refund');
  await lead.getByRole('tab', { name: /^Exhibits/ }).click();
  await expect(lead.getByRole('tabpanel').getByText('not opened')).toHaveCount(0);
  await lead.getByRole('tab', { name: 'File of then' }).click();
  await expect(lead.getByRole('region', { name: 'Different today' })).toHaveCount(0);
  await lead.keyboard.press('t');
  await expect(lead.getByRole('region', { name: 'Different today' })).toContainText('Notes');
  await lead.getByRole('button', { name: /^Timeline/ }).click();
  await expect(lead.getByRole('dialog')).toContainText('Timeline as it was');
  await lead.keyboard.press('Escape');

  // Two decisions are marked and opened side by side by keys alone.
  const decisions = new DecisionsPage(lead);
  await decisions.goTo();
  await expect(decisions.table).toBeVisible();
  for (const { caseReference } of [first, other]) {
    await decisions.row(caseReference).getByRole('button', { name: `${caseReference}, open the decision` }).first().focus();
    await lead.keyboard.press('x');
  }
  await lead.keyboard.press('c');
  await expect(lead).toHaveURL(new RegExp(`/decisions/compare/${first.rulingId}/${other.rulingId}$`));
  const table = lead.getByRole('table', { name: 'Two decisions, line by line' });
  const line = (what: RegExp) => table.getByRole('row').filter({ has: lead.getByRole('rowheader', { name: what }) });
  await expect(line(/^Amount/)).toContainText('differs from');
  await expect(line(/^Outcome$/)).toContainText('the same as');
  await lead.keyboard.press('d');
  await expect(table.getByRole('row').filter({ hasText: 'the same as' })).toHaveCount(0);
});

test('a filter kept for the team by a lead is there for a mediator, under an address that can be sent', async ({ desk }) => {
  const lead = await desk.open({ name: 'Lena', role: 'lead' });
  await stageByCalls(lead, 'SMP-20403', '2000');
  const decisions = new DecisionsPage(lead);
  await decisions.goTo();
  await lead.keyboard.press('f');
  await lead.keyboard.type('disprove');
  await expect(lead).toHaveURL(/words=disprove/);
  await lead.getByLabel('Outcome').selectOption({ label: 'Partial refund' });
  await lead.getByRole('button', { name: 'Save the filter' }).click();
  const dialog = lead.getByRole('dialog');
  await expect(dialog).toContainText('“disprove”, partial refund');
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Not disproved');
  await dialog.getByRole('checkbox').check();
  await dialog.getByRole('button', { name: 'Save the filter' }).click();
  await expect(lead.getByRole('list', { name: 'Saved filters' }).getByRole('button', { name: /^Not disproved/ })).toHaveAttribute('aria-pressed', 'true');

  const dana = await desk.open({ name: 'Dana', role: 'mediator' });
  const hers = new DecisionsPage(dana);
  await hers.goTo();
  await dana.getByRole('button', { name: /^Not disproved/ }).click();
  await expect(dana).toHaveURL(/outcome=partial_refund/);
  await expect(hers.table.getByRole('row')).toHaveCount(2);
  await expect(dana.getByText('1 decision', { exact: true })).toBeVisible();
});
