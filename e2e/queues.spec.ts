import { faultsOf } from './fixtures/axe.ts';
import { askCore } from './fixtures/callCore.ts';
import { expect, test } from './fixtures/desk.ts';
import { QueuePage } from './pages/QueuePage.ts';
import { QueuesPage } from './pages/QueuesPage.ts';

test('a lead makes a queue and sets what comes first: the mediator is served by it, sees the sum, and no second case of a queue that is full for them', async ({ desk }) => {
  const page = await desk.open({ name: 'Lena Vogt', role: 'lead' });
  const queues = new QueuesPage(page);
  const found: string[] = [];
  await queues.goTo();
  await expect(page.getByText('Everybody works on one queue')).toBeVisible();
  await queues.fillIn('Large sums', '150', 'Dana Ruiz', '1');
  await expect(page.getByRole('region', { name: 'What it would take' })).toContainText(/Would take [1-9]\d* of \d+ waiting cases/);
  found.push(...(await faultsOf(page, 'a queue in the making', 'one')));
  await queues.save();
  await expect(queues.row('Large sums')).toContainText('USD 150 and more');
  await expect(queues.row('Large sums')).toContainText('Dana Ruiz 0 of 1');

  await queues.look('What comes first');
  await expect(queues.preview.getByRole('table')).toBeVisible();
  for (const [label, points] of [['points for each power of ten', '300'], ['points for value at most', '900']] as const) await queues.weights.getByRole('textbox', { name: label, exact: true }).fill(points);
  await expect(queues.preview).toContainText(/of the first \d+ change/);
  found.push(...(await faultsOf(page, 'weights', 'one')));
  await queues.weights.getByRole('button', { name: /^Put in force/ }).click();
  await expect(queues.weights).toContainText('Set by Lena Vogt');
  await expect.poll(async () => (await askCore(page, 'queues.list', {})).placing, { timeout: 15_000 }).toBeNull();
  const { weights } = await askCore(page, 'queues.weights', {});
  const [first] = (await askCore(page, 'queues.previewWeights', { weights })).rows;
  expect(first?.queueName).toBe('Large sums');

  const mediator = await desk.open({ name: 'Dana Ruiz', role: 'mediator' });
  const open = await new QueuePage(mediator).nextCase();
  await expect(open.reference).toHaveText(first?.reference ?? '');
  await expect(mediator.getByRole('main')).toContainText(`${first?.points} points`);

  await queues.look('Troubles');
  await expect(page.getByRole('region', { name: 'Queues and people' })).toContainText('Dana Ruiz 1 of 1');
  await page.getByRole('tab', { name: /^Running leases/ }).click();
  await expect(page.getByRole('table', { name: 'Running leases' }).getByRole('row').filter({ hasText: first?.reference ?? '' })).toContainText(/Dana Ruiz.*\d:\d\d/);
  found.push(...(await faultsOf(page, 'troubles', 'one')));

  await mediator.keyboard.press('g');
  await expect(open.reference).not.toHaveText(first?.reference ?? '');
  const second = (await askCore(mediator, 'cases.list', { scope: 'mine' })).rows.find((row) => row.reference !== first?.reference);
  expect((await askCore(mediator, 'cases.get', { caseId: second?.caseId ?? '' })).queue, 'a queue that is full for the person serves them nothing more').toBeNull();
  expect(found).toEqual([]);
});
