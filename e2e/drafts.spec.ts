import { askCore } from './fixtures/callCore.ts';
import { expect, test } from './fixtures/desk.ts';
import { caseIdOf } from './fixtures/rule.ts';
import { QueuePage } from './pages/QueuePage.ts';
import { RulingPanel } from './pages/RulingPanel.ts';

const dana = { name: 'Dana', role: 'mediator' } as const;

test('two windows of one person never write over each other: the later one is shown what the first wrote beside its own', async ({ desk }) => {
  const first = await desk.open(dana);
  const caseId = await caseIdOf(first, 'SMP-20416');
  await (await new QueuePage(first).openCase(caseId)).take();

  // Both windows of one browser are one session; a second tab is the usual way to get here.
  const tab = await first.context().newPage();
  await tab.goto(first.url());
  const [here, there] = [new RulingPanel(first), new RulingPanel(tab)];
  await expect(there.panel.getByRole('textbox', { name: 'Reasons, as both sides will read them' })).toBeVisible();
  await here.writeReasons('Written in the first tab.');
  await expect(here.panel.getByText(/^Draft saved/)).toBeVisible();
  await there.writeReasons('Written in the second tab.');

  const note = there.panel.getByRole('alert', { name: 'Conflict' });
  await expect(note.getByText('Two windows wrote on this case')).toBeVisible();
  await expect(note.getByText('Written in the second tab.')).toBeVisible();
  await expect(there.panel.getByRole('textbox', { name: 'Reasons, as both sides will read them' })).toHaveValue('Written in the first tab.');
  await note.getByRole('button', { name: 'Use the kept draft' }).click();
  await expect(note).toHaveCount(0);
  await expect.poll(async () => (await askCore(tab, 'cases.get', { caseId })).draft?.reasons).toBe('Written in the second tab.');
});

test('typing without a pause is saved while it goes on, so that a crash costs no more than the last words', async ({ desk }) => {
  const page = await desk.open(dana);
  const caseId = await caseIdOf(page, 'SMP-20416');
  await (await new QueuePage(page).openCase(caseId)).take();
  const field = new RulingPanel(page).panel.getByRole('textbox', { name: 'Reasons, as both sides will read them' });
  await field.focus();
  let isTyping = true;
  const typing = page.keyboard.type('The vase left whole and arrived in two pieces. '.repeat(3), { delay: 40 }).then(() => (isTyping = false));
  await expect.poll(async () => (await askCore(page, 'cases.get', { caseId })).draft?.reasons?.length ?? 0).toBeGreaterThan(10);
  expect(isTyping, 'the first words were saved before the last were typed').toBe(true);
  await typing;
});
