import { faultsOf } from './fixtures/axe.ts';
import { askCore } from './fixtures/callCore.ts';
import { expect, test } from './fixtures/desk.ts';
import { caseIdOf } from './fixtures/rule.ts';
import { DecisionsPage } from './pages/DecisionsPage.ts';
import { Marks } from './pages/Marks.ts';
import { QueuePage } from './pages/QueuePage.ts';
import { RulingPanel } from './pages/RulingPanel.ts';

test.use({ deskSettings: { isFilled: true, undoSeconds: 60 } });

test('places in a photo, on a page, in a message and a scan are marked, cited, ruled on, and opened from the decision', async ({ desk }) => {
  const page = await desk.open({ name: 'Lena Vogt', role: 'lead' });
  const open = await new QueuePage(page).openCase(await caseIdOf(page, 'SMP-20403'));
  await open.take();
  const marks = new Marks(page);
  const ruling = new RulingPanel(page);
  const spots = async () => (await askCore(page, 'cases.get', { caseId: open.caseId })).spots;

  // By pointer, on a photo.
  await open.board.getByRole('button', { name: /^B-1, / }).click();
  await expect(open.viewer('B-1').getByText('opened', { exact: true })).toBeVisible();
  await open.openEveryExhibit();
  await open.backToBoard();
  await open.board.getByRole('button', { name: /^B-1, / }).click();
  const photo = open.viewer('B-1');
  const picture = photo.getByRole('img').first();
  await expect.poll(() => picture.evaluate((image) => (image as HTMLImageElement).naturalWidth)).toBeGreaterThan(0);
  await page.keyboard.press('Shift+C');
  await expect(marks.making).toBeVisible();
  await marks.pull(picture, { x: 0.6, y: 0.2 }, { x: 0.9, y: 0.5 });
  await expect(marks.name).toHaveValue('Right');
  await marks.keep('Crack from the edge');
  await expect(marks.row('B-1.1')).toContainText('Crack from the edge');
  const place = (await spots())[0]?.place as unknown as Record<string, number>;
  for (const [part, value] of Object.entries({ page: 1, x: 0.6, y: 0.2, width: 0.3, height: 0.3 })) expect(place[part]).toBeCloseTo(value, 1);
  expect(await marks.drawnOn(photo, picture)).toEqual([0.6, 0.2, 0.9, 0.5]);

  await page.keyboard.press('c');
  const card = ruling.panel.getByRole('region', { name: /^Claim 1: / });
  await expect(card.getByRole('button', { name: /^B-1\.1 Crack from the edge/ })).toBeVisible();

  // It stays on its part of the photo when that is zoomed and turned, and is gone to from the finding.
  const box = (await picture.boundingBox())!;
  await page.mouse.move(box.x + box.width * 0.7, box.y + box.height * 0.4);
  await page.mouse.wheel(0, -200);
  await expect.poll(() => marks.drawnOn(photo, picture)).toEqual([0.6, 0.2, 0.9, 0.5]);
  await photo.getByRole('button', { name: 'Turn by a quarter', exact: true }).click();
  await expect.poll(() => marks.drawnOn(photo, picture)).toEqual([0.5, 0.6, 0.8, 0.9]);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await expect(open.board).toBeVisible();
  await card.getByRole('button', { name: /^B-1\.1 / }).click();
  const isLarge = async () => {
    const [area, stage] = [await photo.locator('.figure.chosen polygon.line').boundingBox(), await photo.getByRole('application').boundingBox()];
    return area && stage ? Math.max(area.width / stage.width, area.height / stage.height) : 0;
  };
  await expect.poll(isLarge).toBeGreaterThan(0.5);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');

  // By keys, on a page.
  await open.board.getByRole('button', { name: /^C-1, / }).click();
  const report = open.viewer('C-1');
  await expect(report.locator('iframe').contentFrame().locator('canvas')).toBeVisible();
  await page.keyboard.press('Shift+C');
  await expect(marks.making).toBeVisible();
  for (const key of ['ArrowUp', 'ArrowUp', 'Shift+ArrowRight', 'Shift+ArrowDown', ' ', ' ', 'Enter']) await page.keyboard.press(key);
  await marks.keep('Weight on arrival');
  await page.keyboard.press('c');
  await expect(card.getByRole('button', { name: /^C-1\.1 Weight on arrival/ })).toBeVisible();
  await expect(marks.row('C-1.1')).toBeVisible();

  // Own changes are undone here, rulings are not.
  await marks.row('C-1.1').getByRole('button', { name: /Weight on arrival/ }).press('F2');
  await page.keyboard.type('Remark of the carrier');
  await page.keyboard.press('Enter');
  await expect(marks.row('C-1.1')).toContainText('Remark of the carrier');
  await page.keyboard.press('Delete');
  await expect(marks.row('C-1.1')).toHaveCount(0);
  await expect(card.getByText('A place that was taken away')).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(page.getByText('Undone: C-1.1 is there again').first()).toBeVisible();
  await expect(marks.row('C-1.1')).toContainText('Remark of the carrier');
  await page.keyboard.press('Control+z');
  await expect(marks.row('C-1.1')).toContainText('Weight on arrival');
  await page.keyboard.press('Control+Shift+z');
  await expect(marks.row('C-1.1')).toContainText('Remark of the carrier');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await expect(open.board).toBeVisible();

  // A message of the record, and a scan.
  await page.getByRole('tab', { name: /^Transcript/ }).click();
  await page.getByRole('button', { name: 'Mark this message to cite it' }).first().click();
  await marks.keep('Carton was damaged');
  await page.keyboard.press('c');
  await expect(card.getByRole('button', { name: /^M-1 Carton was damaged/ })).toBeVisible();
  await page.getByRole('tab', { name: /^Parcel/ }).click();
  await page.getByRole('button', { name: 'Mark this scan to cite it' }).nth(2).click();
  await expect(marks.name).toHaveValue(/Parcel repacked/);
  await marks.making.getByRole('button', { name: 'Keep and cite' }).click();
  await expect(card.getByRole('button', { name: /^T-1 / })).toBeVisible();
  await card.getByRole('button', { name: /^M-1 / }).click();
  await expect(page.getByRole('tab', { name: /^Transcript/ })).toHaveAttribute('aria-selected', 'true');
  await expect(page.getByRole('tabpanel').getByRole('button', { name: /^M-1 / })).toBeFocused();

  await ruling.choose('partial', 'Damaged in transit');
  await ruling.refundBySum('174.50');
  await card.getByRole('radio', { name: 'Established', exact: true }).check();
  await ruling.writeReasons('The screen was broken when the carton was opened.');
  await ruling.expectReady();
  await ruling.stageAndStay();

  const decisions = new DecisionsPage(page);
  await decisions.goTo();
  await decisions.table.getByRole('button', { name: /open the decision$/ }).first().click();
  const dialog = page.getByRole('dialog');
  await page.getByRole('button', { name: 'Look at B-1.1, Crack from the edge' }).first().click();
  await expect.poll(async () => (await dialog.locator('.figure.chosen polygon.line').boundingBox())?.width ?? 0).toBeGreaterThan(100);
  await expect(dialog.getByRole('button', { name: 'Mark a place' })).toHaveCount(0);
  await dialog.getByRole('button', { name: 'Close' }).click();
  await page.getByRole('button', { name: 'Look at M-1, Carton was damaged' }).first().click();
  await expect(dialog.getByRole('button', { name: /^M-1 / })).toBeVisible();
  await dialog.getByRole('button', { name: 'Close' }).click();
  await page.getByRole('tab', { name: 'File of then' }).click();
  const list = page.getByRole('list', { name: 'Marked places' });
  await expect(list.getByRole('listitem')).toHaveCount(4);
  await list.getByRole('button', { name: /^Look at T-1, / }).click();
  await expect(dialog.getByRole('button', { name: /^T-1 / })).toBeVisible();
});

test('a stretch and a picture of a film, messages of a chat and lines of a mail are marked by keys and gone to', async ({ desk }) => {
  const page = await desk.open({ name: 'Dana', role: 'mediator' });
  const open = await new QueuePage(page).openCase(await caseIdOf(page, 'SMP-20405'));
  await open.take();
  const marks = new Marks(page);
  const { exhibits } = await askCore(page, 'cases.get', { caseId: open.caseId });
  const labelOf = (fileName: string) => exhibits.find((one) => one.fileName === fileName)!.label;
  const film = open.viewer(labelOf('wasserkocher.webm'));
  const video = film.locator('video').first();
  const seconds = () => video.evaluate((one) => (one as HTMLVideoElement).currentTime);

  await open.board.getByRole('button', { name: new RegExp(`^${labelOf('wasserkocher.webm')}, `) }).click();
  await expect.poll(() => video.evaluate((one) => (one as HTMLVideoElement).readyState)).toBeGreaterThan(1);
  await film.getByRole('application').focus();
  for (let step = 0; step < 5; step += 1) await page.keyboard.press('.');
  await expect.poll(seconds).toBeCloseTo(0.2, 1);
  await page.keyboard.press('Shift+T');
  await expect(marks.making).toBeVisible();
  for (let step = 0; step < 10; step += 1) await page.keyboard.press('.');
  await expect(marks.making).toContainText('0:00.2 to 0:00.6');
  await page.keyboard.press('Enter');
  await marks.keep('The lamp goes out');
  await page.keyboard.press('Shift+C');
  await expect(marks.making).toBeVisible();
  await page.keyboard.press('Enter');
  await marks.keep('The lamp');
  const label = labelOf('wasserkocher.webm');
  await expect(marks.row(`${label}.2`)).toContainText('at 0:00.6');

  await film.getByRole('application').focus();
  for (let step = 0; step < 8; step += 1) await page.keyboard.press('.');
  await marks.row(`${label}.1`).getByRole('button', { name: /The lamp goes out/ }).click();
  await expect.poll(seconds).toBeCloseTo(0.2, 1);
  await expect(film.locator('.figure')).toHaveCount(0);
  await marks.row(`${label}.2`).getByRole('button', { name: /The lamp/ }).first().click();
  await expect.poll(seconds).toBeCloseTo(0.6, 1);
  await expect(film.locator('.figure.chosen')).toHaveCount(1);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await expect(open.board).toBeVisible();

  const chat = labelOf('chat-export.txt');
  await open.board.getByRole('button', { name: new RegExp(`^${chat}, `) }).click();
  await expect(open.viewer(chat)).toContainText('Bitte einmal entkalken');
  await page.keyboard.press('Shift+C');
  for (const key of ['ArrowDown', 'Shift+ArrowDown', 'Enter']) await page.keyboard.press(key);
  await expect(marks.name).toHaveValue(/Bitte einmal entkalken/);
  await marks.keep('What was tried');
  await expect(marks.row(`${chat}.1`)).toContainText('lines 2 to 3');
  await expect(open.viewer(chat).locator('.chat li.chosen')).toHaveCount(2);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');

  // Words that are selected are marked as the whole lines they stand in.
  const mail = labelOf('erstattung.eml');
  await open.board.getByRole('button', { name: new RegExp(`^${mail}, `) }).click();
  const line = open.viewer(mail).locator('[data-line]').filter({ hasText: 'erstatten' }).first();
  await line.locator('p').dblclick();
  await page.keyboard.press('Shift+C');
  await expect(marks.name).toHaveValue(/erstatten/);
  await page.keyboard.press('Escape');
  await expect(marks.making).toBeHidden();
  await expect(open.viewer(mail), 'Escape drops the place and leaves the exhibit open').toBeVisible();

  // A key may come before the browser tells of the selection.
  await line.locator('p').evaluate((words) => {
    document.getSelection()?.removeAllRanges();
    document.dispatchEvent(new Event('selectionchange'));
    document.getSelection()?.selectAllChildren(words);
    words.dispatchEvent(new KeyboardEvent('keydown', { key: 'C', code: 'KeyC', shiftKey: true, bubbles: true, cancelable: true }));
  });
  await expect(marks.name).toHaveValue(/erstatten/);
  await page.keyboard.press('Escape');
  await expect(marks.making).toBeHidden();
  await expect(marks.row(`${mail}.1`)).toHaveCount(0);
});

test('who does not hold the case sees its places, by whom and when, and changes none', async ({ desk }) => {
  const dana = await desk.open({ name: 'Dana', role: 'mediator' });
  const caseId = await caseIdOf(dana, 'SMP-20403');
  await askCore(dana, 'cases.claim', { requestId: crypto.randomUUID(), caseId });
  const { exhibits } = await askCore(dana, 'cases.get', { caseId });
  const photo = exhibits.find(({ label }) => label === 'B-1')!;
  await askCore(dana, 'cases.addSpot', { requestId: crypto.randomUUID(), caseId, evidenceId: photo.evidenceId, name: 'Crack', place: { type: 'area', page: 1, x: 0.1, y: 0.1, width: 0.2, height: 0.2 } });

  const page = await desk.open({ name: 'Bo', role: 'mediator' });
  const open = await new QueuePage(page).openCase(caseId);
  await open.board.getByRole('button', { name: /^B-1, / }).click();
  const marks = new Marks(page);
  await expect(marks.row('B-1.1')).toContainText('Dana');
  await expect(marks.row('B-1.1').getByRole('button')).toHaveCount(1);
  await expect(open.viewer('B-1').getByRole('button', { name: 'Mark a place' })).toHaveCount(0);
  await page.keyboard.press('Shift+C');
  await expect(marks.making).toBeHidden();
  await marks.row('B-1.1').getByRole('button').press('Delete');
  await expect(marks.row('B-1.1')).toHaveCount(1);
});

test('marking would have no name, no state or too little contrast for assistive technology', async ({ desk }) => {
  const page = await desk.open({ name: 'Dana', role: 'mediator' });
  const open = await new QueuePage(page).openCase(await caseIdOf(page, 'SMP-20403'));
  await open.take();
  const marks = new Marks(page);
  const look = async (name: string) => expect(await faultsOf(page, name)).toEqual([]);
  await open.board.getByRole('button', { name: /^B-1, / }).click();
  await page.keyboard.press('Shift+C');
  await expect(marks.making).toBeVisible();
  await look('drawing');
  await page.keyboard.press('Enter');
  await expect(marks.name).toBeFocused();
  await look('naming');
  await marks.keep('Crack');
  await look('a chosen place');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await page.getByRole('tab', { name: /^Transcript/ }).click();
  await page.getByRole('button', { name: 'Mark this message to cite it' }).first().click();
  await marks.keep('What was promised');
  await look('a marked message');
});
