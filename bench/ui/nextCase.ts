import { setTimeout as sleep } from 'node:timers/promises';
import { spread, type Spread } from '../measure.ts';
import { servedCases, type UiDesk } from './desk.ts';

const passes = 6;
/** How long a case is open before the next one is asked for; what is fetched ahead has this time. */
const readMs = 3_000;
const what = 'to both sides of the board painted, 40 exhibits';

/** The next case by its key after the one before was open for a while. */
export async function benchWarm(desk: UiDesk): Promise<Spread> {
  const times: number[] = [];
  for (let pass = 0; pass < passes; pass += 1) {
    await openQueue(desk);
    await serveNext(desk);
    for (let one = 1; one < servedCases; one += 1) {
      await sleep(readMs);
      times.push(await serveNext(desk));
    }
    await desk.handAllBack();
  }
  return spread(
    { bench: `next case, warm: key ${what}`, unit: 'ms', bar: 'p95 <= 100 ms', note: `The case before was open for ${readMs / 1_000} s.` },
    times,
    ({ p95 }) => p95 <= 100,
  );
}

/** A case opened by its address right after the page was loaded, nothing cached in the browser. */
export async function benchCold(desk: UiDesk): Promise<Spread> {
  const ids = await Promise.all(Array.from({ length: servedCases }, (_, index) => desk.idOf(`SERVED-${index}`)));
  const session = await desk.page.context().newCDPSession(desk.page);
  await session.send('Network.setCacheDisabled', { cacheDisabled: true });
  const times: number[] = [];
  // The first opening warms the server up and does not count.
  for (const caseId of [...ids.slice(0, 1), ...Array.from({ length: 5 }, () => ids).flat()]) {
    await openQueue(desk);
    times.push(
      await desk.page.evaluate((id) => {
        const since = performance.now();
        location.hash = `#/queue/${id}`;
        return window.uiBench.untilPainted(null, since);
      }, caseId),
    );
  }
  await session.send('Network.setCacheDisabled', { cacheDisabled: false });
  await session.detach();
  return spread(
    { bench: `next case, cold: address ${what}`, unit: 'ms', bar: 'p95 <= 400 ms', note: 'Right after loading the page, cache disabled: the code of the case screen is fetched too.' },
    times.slice(1),
    ({ p95 }) => p95 <= 400,
  );
}

/** Loads the page anew at the queue with no case open. */
export async function openQueue({ page, origin }: UiDesk): Promise<void> {
  await page.goto('about:blank');
  await page.goto(`${origin}/#/queue`);
  await page.getByRole('list', { name: 'Queue' }).getByRole('link').first().waitFor();
}

/** Presses the key of the next case; gives the milliseconds until it is painted. */
async function serveNext({ page }: UiDesk): Promise<number> {
  const before = await page.evaluate(() => window.uiBench.reference());
  await page.keyboard.press('g');
  return page.evaluate((reference) => window.uiBench.untilPainted(reference, window.uiBench.lastPressAt()), before);
}
