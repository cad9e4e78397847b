import { setTimeout as sleep } from 'node:timers/promises';
import { chromium, type Page } from 'playwright';
import { askCore } from '../../e2e/fixtures/callCore.ts';
import { chromiumOptions } from '../../e2e/fixtures/chromium.ts';
import { askForLink } from '../../e2e/fixtures/process.ts';
import { teamPassphrase } from '../../src/testing/team.ts';
import { isQuick, spread, type Spread } from '../measure.ts';
import { largest } from '../sized.ts';
import { serveCopy } from '../web.ts';
import { watchPage } from './inPage.ts';

const presses = isQuick ? 20 : 150;
const changes = isQuick ? 6 : 40;
/** As fast as somebody holds a key down who reads along. */
const pauseMs = 60;

/** The lists of a large desk in headless Chromium: keys, and what follows when the filter is changed. */
export async function benchLists(): Promise<Spread[]> {
  const web = await serveCopy(largest);
  const browser = await chromium.launch(chromiumOptions);
  try {
    const context = await browser.newContext({ locale: 'en-GB', timezoneId: 'UTC', viewport: { width: 1_440, height: 900 }, reducedMotion: 'reduce' });
    await context.addInitScript(watchPage);
    const page = await context.newPage();
    await page.goto(await askForLink(web.data, web.serving.origin));
    await askCore(page, 'people.signIn', { name: 'Dana', passphrase: teamPassphrase });
    await page.goto('about:blank');
    await page.goto(`${web.serving.origin}/#/queue`);
    await page.getByRole('list', { name: 'Queue' }).getByRole('link').first().waitFor();
    const note = `${largest.toLocaleString('en')} cases, Chromium ${browser.version()}, 1440 x 900.`;
    const keys = await pressKeys(page);
    const filters = await changeFilter(page);
    return [
      spread({ bench: 'key press to paint in the queue (Event Timing)', unit: 'ms', bar: 'p95 <= 50 ms', note: `${note} Under 16 ms counts as 16.` }, keys, ({ p95 }) => p95 <= 50),
      spread({ bench: 'filter change to rows on screen', unit: 'ms', bar: 'p95 <= 100 ms', note }, filters, ({ p95 }) => p95 <= 100),
    ];
  } finally {
    await browser.close();
    await web.close();
  }
}

async function pressKeys(page: Page): Promise<number[]> {
  await page.getByRole('list', { name: 'Queue' }).getByRole('link').first().focus();
  await page.evaluate(() => window.uiBench.takePresses());
  for (let press = 0; press < presses; press += 1) {
    await page.keyboard.press(press % 5 === 4 ? 'ArrowUp' : 'ArrowDown');
    await sleep(pauseMs);
  }
  await sleep(500);
  return (await page.evaluate(() => window.uiBench.takePresses())).map(({ paintMs }) => paintMs);
}

/** Between the cases that wait and all of them, by the tabs over the list. */
async function changeFilter(page: Page): Promise<number[]> {
  const times: number[] = [];
  for (let change = 0; change < changes; change += 1) {
    const to = change % 2 === 0 ? 'All' : 'Queue';
    times.push(
      await page.evaluate((name) => {
        const tab = [...document.querySelectorAll<HTMLElement>('[role="tab"]')].find((one) => one.textContent.trim().startsWith(name));
        if (!tab) throw new Error(`There is no tab ${name}.`);
        const since = performance.now();
        tab.dispatchEvent(new MouseEvent('mousedown', { bubbles: true, button: 0 }));
        tab.click();
        return window.uiBench.untilThere(`ul[aria-label="${name}"] a`, since);
      }, to),
    );
    await sleep(200);
  }
  return times;
}
