import type { Locator, Page } from 'playwright/test';
import { expect, onlyRead, test, type Desk } from './fixtures/desk.ts';
import { endlessPdf, scannedPdf } from './fixtures/pdfs.ts';
import { caseIdOf } from './fixtures/rule.ts';
import { QueuePage } from './pages/QueuePage.ts';

test.use({ deskSettings: onlyRead });

/** The docket's tablet case with the carrier's report open, which is a PDF. */
async function openReport(desk: Desk, before: (page: Page) => Promise<unknown> = async () => {}): Promise<{ page: Page; viewer: Locator; frame: Locator }> {
  const page = await desk.open({ name: 'Dana', role: 'mediator' });
  await before(page);
  const open = await new QueuePage(page).openCase(await caseIdOf(page, 'SMP-20403'));
  await open.board.getByRole('button', { name: /^C-1, / }).click();
  const viewer = open.viewer('C-1');
  return { page, viewer, frame: viewer.locator('iframe') };
}

/** Lets the desk answer with another document, as if the carrier had sent that one. */
function replaceOriginal(page: Page, body: Buffer): Promise<unknown> {
  return page.route('**/evidence/*/original', async (route) => route.fulfill({ response: await route.fetch(), body, headers: {} }));
}

/** In the page: the longest time in ms between two pictures of the screen, over ten seconds. A driver's own calls wait for every frame, so they cannot tell. */
function measureStalls(): Promise<number> {
  return new Promise((resolve) => {
    const start = performance.now();
    let [last, longest] = [start, 0];
    const step = (): void => {
      const now = performance.now();
      longest = Math.max(longest, now - last);
      last = now;
      if (now - start > 10_000) resolve(longest);
      else requestAnimationFrame(step);
    };
    requestAnimationFrame(step);
  });
}

test('a PDF is drawn in a frame of its own origin; wheel, mouse, keys and blur work on it as on a photo', async ({ desk }) => {
  const { page, viewer, frame } = await openReport(desk);
  const canvas = frame.contentFrame().locator('canvas');
  await expect(canvas).toBeVisible();
  expect(await frame.getAttribute('sandbox')).toBe('allow-scripts');
  expect(await canvas.evaluate(() => [window.origin, typeof Reflect.get(window, 'pdfjsWorker')])).toEqual(['null', 'object']);
  // The frame reaches nothing, not even the desk, and cannot read the session.
  expect(await canvas.evaluate(() => fetch('/api/desk.status').then(() => 'reached', () => 'refused'))).toBe('refused');
  // The refusal above is in the console, as it should be.
  expect(desk.trouble.seen.splice(0).filter((words) => !words.includes('Content Security Policy'))).toEqual([]);

  const zoom = async () => Number.parseInt((await viewer.getByText(/^\d+ %$/).textContent()) ?? '', 10);
  const place = async () => (await frame.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
  const [fitted, before] = [await zoom(), await place()];
  await page.mouse.move(before.x + before.width / 2, before.y + before.height / 2);
  await page.mouse.wheel(0, -300);
  await expect.poll(zoom).toBeGreaterThan(fitted * 1.3);
  // Drawn anew for the size it is seen in.
  await expect.poll(() => canvas.evaluate((one) => (one as HTMLCanvasElement).width)).toBeGreaterThan(before.width * 1.2);
  const zoomed = await place();
  await page.mouse.down();
  await page.mouse.move(before.x + before.width / 2 + 60, before.y + before.height / 2 + 30, { steps: 4 });
  await page.mouse.up();
  expect((await place()).x - zoomed.x).toBeCloseTo(60, -1);
  await page.keyboard.press('b');
  await expect(page.getByRole('button', { name: 'Reveal' })).toHaveAttribute('aria-pressed', 'true');
});

test('a PDF that draws without end is given up with its frame, the desk answers all the while, and it can be tried again', async ({ desk }) => {
  const { page, viewer, frame } = await openReport(desk, (one) => replaceOriginal(one, endlessPdf()));
  await expect(frame).toHaveCount(1);
  const longest = await page.evaluate(measureStalls);
  await expect(viewer.getByRole('alert')).toContainText(/took longer than (15|20) s/, { timeout: 45_000 });
  await expect(frame).toHaveCount(0);

  await page.unroute('**/evidence/*/original');
  await viewer.getByRole('button', { name: 'Try again' }).click();
  await expect(frame.contentFrame().locator('canvas')).toBeVisible();
  expect(longest, 'ms the screens stood still while the document drew').toBeLessThan(2_000);
});

test('a scan in JPEG 2000 is drawn, by a decoder that the frame is handed by the desk', async ({ desk }) => {
  const { frame } = await openReport(desk, (one) => replaceOriginal(one, scannedPdf()));
  const canvas = frame.contentFrame().locator('canvas');
  await expect(canvas).toBeVisible();
  const middle = await canvas.evaluate((one: HTMLCanvasElement) => [...(one.getContext('2d')?.getImageData(one.width / 2, one.height / 2, 1, 1).data ?? [])]);
  expect(middle).toEqual([255, 0, 0, 255]);
});
