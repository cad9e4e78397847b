import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { chromium } from 'playwright';
import { askCore } from '../e2e/fixtures/callCore.ts';
import { chromiumOptions } from '../e2e/fixtures/chromium.ts';
import { projectRoot } from '../e2e/fixtures/electronProgram.ts';
import { end, serve } from '../e2e/fixtures/process.ts';
import { teamPassphrase } from '../src/testing/team.ts';
import { figure, rounds, type Limited } from './measure.ts';
import { sizes } from './sized.ts';
import { seatedCopy } from './web.ts';

const mostMs = 1_500;
const mostEntryKb = 300;

/** From the start of the web shell to the first rows of the queue on screen, without the time to sign in; and what a browser has to fetch first. */
export async function benchStart(): Promise<Limited[]> {
  const cases = sizes[1] ?? 0;
  const { data, remove } = await seatedCopy(cases);
  const browser = await chromium.launch(chromiumOptions);
  try {
    const times: number[] = [];
    // The first start brings the program into the memory of the system and does not count.
    for (let round = 0; round <= rounds; round += 1) {
      const startedAt = performance.now();
      const serving = await serve(data);
      const upMs = performance.now() - startedAt;
      const context = await browser.newContext({ locale: 'en-GB', timezoneId: 'UTC', viewport: { width: 1_440, height: 900 }, reducedMotion: 'reduce' });
      const page = await context.newPage();
      await page.goto(serving.firstLink);
      await askCore(page, 'people.signIn', { name: 'Dana', passphrase: teamPassphrase });
      await page.goto('about:blank');
      const cdp = await context.newCDPSession(page);
      await cdp.send('Network.setCacheDisabled', { cacheDisabled: true });
      const openedAt = performance.now();
      await page.goto(`${serving.origin}/#/queue`, { waitUntil: 'commit' });
      await page.getByRole('list', { name: 'Queue' }).getByRole('link').first().waitFor();
      if (round > 0) times.push(upMs + performance.now() - openedAt);
      await context.close();
      await end(serving, 'SIGTERM');
    }
    const own = figure('start of the shell and the first page', times);
    const entry = figure('scripts of the first page, gzip', [entryKb()]);
    return [
      { bench: 'start to first queue rows', unit: 'ms', own, bar: `<= ${mostMs} ms`, isMet: own.median <= mostMs, note: `${cases.toLocaleString('en')} cases; from the start of the process to its link, and from there, nothing cached, to the first rows in a browser that runs. The time to sign in is left out.` },
      { bench: 'renderer entry', unit: 'kB', own: entry, bar: `< ${mostEntryKb} kB`, isMet: entry.max < mostEntryKb, note: 'The entry and what it imports at once, as the built page names them.' },
    ];
  } finally {
    await browser.close();
    remove();
  }
}

function entryKb(): number {
  const folder = join(projectRoot, 'out', 'renderer');
  const page = readFileSync(join(folder, 'index.html'), 'utf8');
  const named = [...page.matchAll(/(?:src|href)="\.?\/?([^"]+\.js)"/g)].map(([, path = '']) => path);
  if (named.length === 0) throw new Error(`The page in ${folder} names no script: ${readdirSync(folder).join(', ')}`);
  return named.reduce((sum, path) => sum + gzipSync(readFileSync(join(folder, path))).length, 0) / 1_000;
}
