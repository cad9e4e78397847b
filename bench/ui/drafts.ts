import { setTimeout as sleep } from 'node:timers/promises';
import { spread, type Spread } from '../measure.ts';
import type { UiDesk } from './desk.ts';
import { openLargeCase } from './keys.ts';

const bursts = 40;
const steadyKeys = 450;
const saves = '/api/rulings.saveDraft';

/** How soon what is typed into the reasons is kept by the desk: after the last key of a burst, and while somebody types on without a pause. */
export async function benchDrafts(desk: UiDesk): Promise<Spread[]> {
  const { page } = desk;
  await openLargeCase(desk);
  await page.getByRole('textbox', { name: 'Reasons, as both sides will read them' }).focus();

  const afterLast: number[] = [];
  for (let burst = 0; burst < bursts; burst += 1) {
    // Short of the time after which typing is saved while it goes on: the save waited for is that of the last key.
    await page.keyboard.type('It left', { delay: 30 });
    const kept = page.waitForResponse((response) => response.url().endsWith(saves));
    const last = performance.now();
    await page.keyboard.press('.');
    await kept;
    afterLast.push(performance.now() - last);
    await sleep(500);
  }

  // The oldest key that is not kept yet when a save comes back: what a cut of power would have cost at most.
  const atStake: number[] = [];
  let pressedAt: number[] = [];
  let underWay: number[] = [];
  page.on('request', (request) => {
    if (!request.url().endsWith(saves)) return;
    underWay = pressedAt;
    pressedAt = [];
  });
  page.on('response', (response) => {
    if (response.url().endsWith(saves) && underWay[0] !== undefined) atStake.push(performance.now() - underWay[0]);
  });
  for (let key = 0; key < steadyKeys; key += 1) {
    pressedAt.push(performance.now());
    await page.keyboard.press('x');
    await sleep(60);
  }
  return [
    spread({ bench: 'draft, last key to kept by the desk', unit: 'ms', bar: 'p95 <= 500 ms', note: `${bursts} bursts of 8 keys.` }, afterLast, ({ p95 }) => p95 <= 500),
    spread({ bench: 'draft, typing at stake while typing goes on', unit: 'ms', bar: 'max <= 1,000 ms', note: `${steadyKeys} keys without a pause: from the oldest unsaved key to its save.` }, atStake, ({ max }) => max <= 1_000),
  ];
}
