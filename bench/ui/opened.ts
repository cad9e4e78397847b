import { chromium } from 'playwright';
import { askCore } from '../../e2e/fixtures/callCore.ts';
import { chromiumOptions } from '../../e2e/fixtures/chromium.ts';
import { askForLink } from '../../e2e/fixtures/process.ts';
import { teamPassphrase } from '../../src/testing/team.ts';
import type { OutputOf } from '../../src/contract/methods.ts';
import { figure, isQuick, type Limited } from '../measure.ts';
import { sizes } from '../sized.ts';
import { serveCopy } from '../web.ts';

const opened = isQuick ? 60 : 2_000;
/** After so many the parts of the page, the pictures and the code are all there, and what is kept of cases seen before is full; growth counts from then on. */
const warm = opened / 5;
const looks = 10;
/** What the heap may have grown by between the first look and the last. */
const mostGrowth = 1.2;

/** Opens case after case in one window, as a mediator does in a week, and looks at what stays in memory after a collection. */
export async function benchOpened(): Promise<Limited> {
  const cases = sizes[0] ?? 0;
  const web = await serveCopy(cases);
  const browser = await chromium.launch(chromiumOptions);
  try {
    const page = await (await browser.newContext({ locale: 'en-GB', timezoneId: 'UTC', viewport: { width: 1_440, height: 900 }, reducedMotion: 'reduce' })).newPage();
    await page.goto(await askForLink(web.data, web.serving.origin));
    await askCore(page, 'people.signIn', { name: 'Dana', passphrase: teamPassphrase });
    // From another page: to change what stands behind the hash loads nothing, and who signed in here is not seen.
    await page.goto('about:blank');
    await page.goto(`${web.serving.origin}/#/queue`);
    const cdp = await page.context().newCDPSession(page);
    const heapMb = async () => {
      await cdp.send('HeapProfiler.collectGarbage');
      return (await cdp.send('Runtime.getHeapUsage')).usedSize / 1_000_000;
    };
    const heaps: number[] = [];
    let cursor: string | null = null;
    for (let count = 0; count < opened; ) {
      const { rows, nextCursor }: OutputOf<'cases.list'> = await askCore(page, 'cases.list', { scope: 'all', sort: 'reference', limit: 200, cursor });
      cursor = nextCursor;
      for (const { caseId, reference } of rows.slice(0, opened - count)) {
        await page.evaluate((id) => (location.hash = `#/queue/${id}`), caseId);
        await page.getByRole('heading', { name: reference, exact: true }).waitFor();
        count += 1;
        if (count >= warm && (count - warm) % ((opened - warm) / looks) === 0) heaps.push(await heapMb());
      }
    }
    const own = figure(`heap of the window, ${warm} to ${opened} cases opened`, heaps);
    const grown = (heaps.at(-1) ?? 0) / (heaps[0] ?? 1);
    return { bench: `memory over ${opened.toLocaleString('en')} opened cases`, unit: 'MB', own, bar: `last <= ${mostGrowth}x first`, isMet: grown <= mostGrowth, note: `${grown.toFixed(2)}x from the first look to the last of ${heaps.length}: ${heaps.map((mb) => mb.toFixed(1)).join(', ')} MB after a collection.` };
  } finally {
    await browser.close();
    await web.close();
  }
}
