import { spread, type Spread } from '../measure.ts';
import type { UiDesk } from './desk.ts';
import { openLargeCase } from './keys.ts';

const drags = 30;
const dragMs = 500;

/** Milliseconds a frame may take for 50 a second. */
const mostMs = 20;

/** Two photos of 24 megapixels side by side, moved together by the pointer, fitted and enlarged. */
export async function benchPan(desk: UiDesk): Promise<Spread[]> {
  const { page } = desk;
  await openLargeCase(desk);
  await page.keyboard.press(']');
  await page.waitForFunction(() => {
    const images = [...document.querySelectorAll<HTMLImageElement>('[aria-label^="Picture "] img')];
    return images.length === 2 && images.every((image) => image.complete && image.naturalWidth > 0);
  });
  await page.keyboard.press('l');
  await dragTwice(desk);
  const fitted = await dragOften(desk);
  for (let step = 0; step < 6; step += 1) await page.keyboard.press('+');
  await dragTwice(desk);
  return [spreadOf('fitted', fitted), spreadOf('enlarged 3.8 times', await dragOften(desk))];
}

function spreadOf(how: string, intervals: number[]): Spread {
  const rate = (intervals.length / intervals.reduce((total, interval) => total + interval, 0)) * 1_000;
  return spread(
    {
      bench: `comparing two 24-megapixel photos, moved by pointer, ${how}: between frames`,
      unit: 'ms',
      bar: `p95 <= ${mostMs} ms and 50 frames/s on average`,
      note: `${rate.toFixed(1)} frames/s over ${drags} drags; the worst interval is the max.`,
    },
    intervals,
    ({ p95 }) => p95 <= mostMs && rate >= 50,
  );
}

async function dragOften(desk: UiDesk): Promise<number[]> {
  const found: number[] = [];
  for (let one = 0; one < drags; one += 1) found.push(...(await drag(desk, one % 2 === 0 ? 1 : -1)));
  return found;
}

/** There and back, to warm up. */
async function dragTwice(desk: UiDesk): Promise<void> {
  await drag(desk, 1);
  await drag(desk, -1);
}

/** Moves the left photo to and fro, ending aside; the way back is `direction` -1. Both have moved when it ends, or the bench stops. Gives the milliseconds between frames. */
async function drag({ page }: UiDesk, direction: 1 | -1): Promise<number[]> {
  const box = await page.locator('[aria-label^="Picture "]').first().boundingBox();
  if (!box) throw new Error('No photo is there to be moved.');
  const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  await page.mouse.move(middle.x, middle.y);
  await page.mouse.down();
  const watch = await page.evaluateHandle(() => ({ stop: window.uiBench.watchFrames(), before: document.querySelectorAll('[aria-label^="Picture "]')[1]?.innerHTML }));
  const start = performance.now();
  for (let now = start; now < start + dragMs; now = performance.now()) {
    const turn = ((now - start) / dragMs) * 4;
    await page.mouse.move(middle.x + direction * 100 * Math.sin(turn), middle.y + direction * 60 * Math.sin(turn * 2));
  }
  const { intervals, isMoved } = await watch.evaluate(({ stop, before }) => ({ intervals: stop(), isMoved: document.querySelectorAll('[aria-label^="Picture "]')[1]?.innerHTML !== before }));
  await page.mouse.up();
  if (!isMoved) throw new Error('The second photo did not move along with the first.');
  return intervals;
}
