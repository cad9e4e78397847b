import type { Locator, Page } from 'playwright/test';
import { faultsOf } from './fixtures/axe.ts';
import { expect, onlyRead, test } from './fixtures/desk.ts';
import type { Desk } from './fixtures/desk.ts';
import { caseIdOf } from './fixtures/rule.ts';
import type { CasePage } from './pages/CasePage.ts';
import { QueuePage } from './pages/QueuePage.ts';

test.use({ deskSettings: onlyRead });

/** Opens B-1 of a sample case alone, as a mediator. */
async function openFirst(desk: Desk, sourceId: string): Promise<{ page: Page; open: CasePage }> {
  const page = await desk.open({ name: 'Dana', role: 'mediator' });
  const open = await new QueuePage(page).openCase(await caseIdOf(page, sourceId));
  await open.board.getByRole('button', { name: /^B-1, / }).click();
  await expect(open.viewer('B-1')).toContainText('opened');
  return { page, open };
}

async function openPair(desk: Desk): Promise<{ page: Page; open: CasePage }> {
  const found = await openFirst(desk, 'SMP-20403');
  await found.page.keyboard.press(' ');
  await expect(found.open.viewer('S-1')).toBeVisible();
  return found;
}

const stageOf = (place: Page | Locator, name: RegExp): Locator => place.getByRole('application', { name });
const tile = (page: Page, name: RegExp): Locator => page.getByRole('group', { name: 'All exhibits' }).getByRole('button', { name });

/** How the content of a viewer lies: its turn in degrees and its scale, from what is drawn. */
function lieOf(layer: Locator): Promise<{ turn: number; scale: number; x: number; y: number }> {
  return layer.locator('.content').first().evaluate((content) => {
    const { a, b, e, f } = new DOMMatrix(getComputedStyle(content).transform);
    return { turn: Math.round((Math.atan2(b, a) * 180) / Math.PI), scale: Math.hypot(a, b), x: e + content.clientWidth / 2, y: f + content.clientHeight / 2 };
  });
}

test('an alignment by hand would be lost by locking, zooming, turning, fitting or laying over each other', async ({ desk }) => {
  const { page, open } = await openPair(desk);
  const [left, right] = [stageOf(open.viewer('B-1'), /^Picture B-1/), stageOf(open.viewer('S-1'), /^Picture S-1/)];
  await right.focus();
  await page.keyboard.press('ArrowLeft');
  for (let n = 0; n < 3; n += 1) await page.keyboard.press('>');
  await page.keyboard.press('+');
  const apart = await lieOf(right);
  expect(apart.turn).toBe(3);
  expect((await lieOf(left)).turn).toBe(0);
  await expect(page.getByText('Aligned by hand')).toBeHidden();
  await page.keyboard.press('l');
  await expect(page.getByRole('button', { name: 'Move both together' })).toHaveAttribute('aria-pressed', 'true');
  await expect(page.getByText('Aligned by hand')).toBeVisible();

  await left.focus();
  await page.keyboard.press('r');
  await expect.poll(async () => [(await lieOf(left)).turn, (await lieOf(right)).turn]).toEqual([90, 93]);
  await page.keyboard.press('Shift+R');
  await page.keyboard.press('+');
  await page.keyboard.press('+');
  await expect.poll(async () => (await lieOf(right)).scale / (await lieOf(left)).scale).toBeCloseTo(1.25, 5);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('0');
  await expect.poll(async () => (await lieOf(right)).x).toBeCloseTo(apart.x, 1);
  expect((await lieOf(right)).y).toBeCloseTo(apart.y, 1);

  await page.keyboard.press('o');
  const over = stageOf(page, /^Picture B-1, under Picture S-1/);
  await expect(over).toBeVisible();
  expect((await lieOf(over.locator('.layer').nth(1))).turn).toBe(3);
  await expect(page.getByText('Aligned by hand')).toBeVisible();
  await page.getByRole('button', { name: 'Forget the alignment by hand' }).click();
  await expect(page.getByText('Aligned by hand')).toBeHidden();
  expect((await lieOf(over.locator('.layer').nth(1))).turn).toBe(0);
});

test('the pointer would move only one of a locked pair, or both of them apart', async ({ desk }) => {
  const { page, open } = await openPair(desk);
  await page.keyboard.press('l');
  const box = (await stageOf(open.viewer('B-1'), /^Picture B-1/).boundingBox())!;
  await page.mouse.move(box.x + 60, box.y + 200);
  await page.mouse.wheel(0, -400);
  await page.mouse.down();
  await page.mouse.move(box.x + 130, box.y + 230, { steps: 5 });
  await page.mouse.up();
  const [left, right] = [await lieOf(open.viewer('B-1')), await lieOf(open.viewer('S-1'))];
  expect(left.scale).toBeGreaterThan(1.2);
  expect(right).toEqual(left);
});

test('the divider would need a pointer, or leave the keys to nobody when it goes', async ({ desk }) => {
  const { page } = await openPair(desk);
  await page.keyboard.press('w');
  const divider = page.getByRole('slider', { name: /^Divider/ });
  await expect(divider).toBeFocused();
  await expect(divider).toHaveAttribute('aria-valuenow', '50');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Shift+ArrowLeft');
  await expect(divider).toHaveAttribute('aria-valuenow', '44');
  await expect(divider).toHaveAttribute('aria-valuetext', '44 % B-1, then S-1');
  const upper = page.getByRole('application').locator('.layer').nth(1);
  expect(await upper.evaluate((layer) => getComputedStyle(layer).clipPath)).toContain('44%');
  const box = (await divider.boundingBox())!;
  await page.mouse.move(box.x + 12, box.y + 60);
  await page.mouse.down();
  await page.mouse.move(box.x + 112, box.y + 60, { steps: 4 });
  await page.mouse.up();
  await expect.poll(async () => Number(await divider.getAttribute('aria-valuenow'))).toBeGreaterThan(50);
  await page.keyboard.press('w');
  await expect(divider).toBeHidden();
  await expect(page.getByRole('application')).toBeFocused();
  await page.keyboard.press('q');
  expect(await upper.evaluate((layer) => getComputedStyle(layer).opacity)).toBe('0');
});

test('the loupe would show another place than the one it is over, or need a pointer', async ({ desk }) => {
  const { page, open } = await openPair(desk);
  await page.keyboard.press('v');
  const lens = open.viewer('B-1').locator('[data-loupe]');
  await expect(lens).toBeVisible();
  await expect(open.viewer('S-1').locator('[data-loupe]')).toBeVisible();
  const stage = stageOf(open.viewer('B-1'), /the loupe/);
  const box = (await stage.boundingBox())!;
  const at = { x: box.x + box.width * 0.3, y: box.y + box.height * 0.45 };
  await page.mouse.move(at.x, at.y);
  const middle = async () => {
    const seen = (await lens.boundingBox())!;
    return { x: seen.x + seen.width / 2, y: seen.y + seen.height / 2 };
  };
  await expect.poll(async () => (await middle()).x).toBeCloseTo(at.x, 0);
  // What lies under the middle of the lens is the same share of the picture as in the lens itself.
  const shares = await stage.evaluate((element, [x, y]) =>
    [...element.querySelectorAll('img[alt]:not([data-pixels])')].map((image) => {
      const rect = image.getBoundingClientRect();
      return [(x! - rect.left) / rect.width, (y! - rect.top) / rect.height];
    }), [at.x, at.y]);
  expect(shares).toHaveLength(2);
  expect(shares[1]![0]).toBeCloseTo(shares[0]![0]!, 2);
  expect(shares[1]![1]).toBeCloseTo(shares[0]![1]!, 2);
  await stage.focus();
  await page.keyboard.press('ArrowRight');
  await expect.poll(async () => (await middle()).x).toBeGreaterThan(at.x + 4);
  await page.keyboard.press('Escape');
  await expect(lens).toBeHidden();
  await expect(open.viewer('B-1')).toBeVisible();
});

test('the ruler would measure the screen, forget a known length, or need a pointer', async ({ desk }) => {
  const { page, open } = await openPair(desk);
  await page.keyboard.press('m');
  const ruler = page.getByRole('group', { name: 'Ruler on B-1' });
  const first = ruler.getByRole('button', { name: /^First end/ });
  await expect(first).toBeFocused();
  const pixels = async () => Number(((await ruler.locator('.words').textContent()) ?? '').replace(/[^\d]/g, ''));
  const before = await pixels();
  await page.keyboard.press('ArrowLeft');
  await expect.poll(pixels).toBeGreaterThan(before);
  // A zoom enlarges the line on screen, not what it measures.
  const measured = await pixels();
  await page.keyboard.press('+');
  expect(await pixels()).toBe(measured);

  await page.getByLabel('Known length of the line').fill('20,5');
  await page.getByLabel('Unit').selectOption('cm');
  await page.keyboard.press('Tab');
  await page.getByRole('button', { name: 'Set', exact: true }).click();
  await expect(ruler.locator('.words')).toContainText('20.5 cm');
  const box = (await stageOf(open.viewer('B-1'), /^Picture B-1/).boundingBox())!;
  await page.mouse.move(box.x + box.width * 0.3, box.y + box.height * 0.4);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.4, box.y + box.height * 0.4, { steps: 3 });
  await page.mouse.up();
  await expect(ruler.locator('.words')).toHaveText(/^\d+(\.\d+)? cm · \d+ px$/);
  await page.keyboard.press('m');
  await expect(ruler).toBeHidden();
  await expect(open.viewer('B-1')).toBeVisible();
});

test('brightness would change both exhibits, or could not be taken back', async ({ desk }) => {
  const { page, open } = await openPair(desk);
  await page.keyboard.press('e');
  const tray = page.getByRole('group', { name: 'Brightness and contrast of B-1' });
  await expect(tray.getByRole('slider', { name: 'Brightness' })).toBeFocused();
  for (let n = 0; n < 4; n += 1) await page.keyboard.press('ArrowRight');
  const filter = (label: string) => open.viewer(label).locator('.content').evaluate((content) => getComputedStyle(content).filter);
  await expect.poll(() => filter('B-1')).toBe('brightness(1.2) contrast(1)');
  expect(await filter('S-1')).toBe('none');
  await tray.getByRole('button', { name: 'As it came' }).click();
  expect(await filter('B-1')).toBe('none');
  await page.keyboard.press('e');
  await expect(tray).toBeHidden();
});

test('a page of a PDF could not be laid over a photo, nor two exhibits of one side be compared', async ({ desk }) => {
  const { page, open } = await openFirst(desk, 'SMP-20403');
  await page.keyboard.press('a');
  await page.getByRole('menuitemradio', { name: /^C-1 Document/ }).click();
  await expect(open.viewer('C-1').locator('iframe').contentFrame().locator('canvas')).toBeVisible();
  await expect(open.viewer('C-1')).toContainText('opened');
  await page.keyboard.press('o');
  const over = stageOf(page, /^Picture B-1, under Document C-1, page 1 of 1/);
  await expect(over.locator('iframe').contentFrame().locator('canvas')).toBeVisible();
  await page.keyboard.press('o');

  await tile(page, /^B-1, /).click();
  await tile(page, /^B-2, /).focus();
  await page.keyboard.press('Shift+Enter');
  await expect(open.viewer('B-1')).toBeVisible();
  await expect(open.viewer('B-2')).toBeVisible();
  await expect(page.getByText('B-1 against B-2')).toBeVisible();
  await page.keyboard.press('l');
  await expect(page.getByRole('button', { name: 'Move both together' })).toHaveAttribute('aria-pressed', 'true');
  // Space shows the one in hand alone, and the chosen pair again.
  await stageOf(open.viewer('B-2'), /^Picture B-2/).focus();
  await page.keyboard.press(' ');
  await expect(open.viewer('B-1')).toBeHidden();
  await page.keyboard.press(' ');
  await expect(open.viewer('B-1')).toBeVisible();
});

test('a picture of a film could not be held, stepped, zoomed and set against a photo', async ({ desk }) => {
  const { page, open } = await openFirst(desk, 'SMP-20405');
  const film = open.viewer('B-1').locator('video');
  await expect.poll(() => film.evaluate((video: HTMLVideoElement) => video.readyState)).toBeGreaterThan(1);
  expect(await film.evaluate((video: HTMLVideoElement) => video.muted)).toBe(true);
  const stage = stageOf(open.viewer('B-1'), /^Film B-1/);
  await stage.focus();
  for (let n = 0; n < 5; n += 1) await page.keyboard.press('.');
  await expect.poll(() => film.evaluate((video: HTMLVideoElement) => Math.round(video.currentTime * 100))).toBe(20);
  await tile(page, /^B-2, /).click({ modifiers: ['Shift'] });
  await expect(open.viewer('B-2')).toBeVisible();
  await page.keyboard.press('l');
  await stageOf(open.viewer('B-2'), /^Picture B-2/).focus();
  await page.keyboard.press('+');
  await expect.poll(async () => (await lieOf(open.viewer('B-1'))).scale).toBeCloseTo(1.25);
  await page.keyboard.press('o');
  // Laid over the photo, it stands at the picture where it was stopped.
  const over = stageOf(page, /^Film B-1, under Picture B-2/);
  await expect.poll(() => over.locator('video').evaluate((video: HTMLVideoElement) => Math.round(video.currentTime * 100))).toBe(20);
});

test('a choice to start photos blurred would be forgotten, or could not be lifted for now', async ({ desk }) => {
  const { page, open } = await openPair(desk);
  await page.getByRole('button', { name: 'What starts blurred, grey or without sound' }).click();
  await page.getByRole('menuitemradio', { name: 'Photos blurred' }).click();
  const blurred = () => open.viewer('B-1').locator('.content.blurred').count();
  await expect.poll(blurred).toBe(1);
  await page.keyboard.press('b');
  await expect.poll(blurred).toBe(0);
  await page.reload();
  await open.board.getByRole('button', { name: /^B-1, / }).click();
  await expect.poll(blurred).toBe(1);
});

test('tools in hand would have no name, no state or too little contrast for assistive technology', async ({ desk }) => {
  const { page, open } = await openPair(desk);
  const look = async (name: string) => expect(await faultsOf(page, name, 'one')).toEqual([]);
  await page.keyboard.press('m');
  await expect(page.getByRole('group', { name: 'Ruler on B-1' })).toBeVisible();
  await look('ruler');
  await page.keyboard.press('e');
  await expect(page.getByRole('slider', { name: 'Contrast' })).toBeVisible();
  await look('tone');
  await page.keyboard.press('e');
  await page.keyboard.press('l');
  await page.keyboard.press('w');
  await page.keyboard.press('v');
  await expect(page.getByRole('slider', { name: /^Divider/ })).toBeVisible();
  await look('divider and loupe');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Shift+O');
  await expect(page.getByRole('button', { name: 'S-1 in hand' })).toHaveAttribute('aria-pressed', 'true');
  await expect(open.viewer('B-1')).toBeVisible();
});
