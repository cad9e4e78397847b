import type { Locator, Page } from 'playwright/test';
import { expect, onlyRead, test } from './fixtures/desk.ts';
import { caseIdOf, stageByCalls } from './fixtures/rule.ts';
import { QueuePage } from './pages/QueuePage.ts';

/** The longest real texts of the docket: a 180-character title with JPY 1,234,567, German, Russian, Arabic. */
const longest = ['SMP-20408', 'SMP-20419', 'SMP-20428', 'SMP-20424'];

/** How far the page can be scrolled sideways. */
function sidewaysScroll(page: Page): Promise<number> {
  return page.evaluate(() => Math.max(document.documentElement.scrollWidth - document.documentElement.clientWidth, document.body.scrollWidth - document.body.clientWidth));
}

/** Texts inside an element that are cut by its edge without a sign of it, and sums of money that are cut at all. */
function cutTexts(root: Locator): Promise<string[]> {
  return root.evaluate((box) => {
    const frame = box.getBoundingClientRect();
    const cut: string[] = [];
    const walker = document.createTreeWalker(box, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const text = node.textContent?.trim() ?? '';
      const range = document.createRange();
      range.selectNodeContents(node);
      const place = range.getBoundingClientRect();
      if (text === '' || place.width === 0) continue;
      const holders: Element[] = [];
      for (let up = node.parentElement; up && up !== box; up = up.parentElement) holders.push(up);
      if (holders.some((up) => up.getBoundingClientRect().width <= 1)) continue;
      const isEllipsis = holders.some((up) => getComputedStyle(up).textOverflow === 'ellipsis' && getComputedStyle(up).overflowX === 'hidden');
      const isInside = place.left >= frame.left - 1 && place.right <= frame.right + 1 && place.top >= frame.top - 1 && place.bottom <= frame.bottom + 1;
      const isShown = holders.every((up) => {
        const edge = up.getBoundingClientRect();
        return getComputedStyle(up).overflowX === 'visible' || (place.left >= edge.left - 1 && place.right <= edge.right + 1);
      });
      const isMoney = /^[A-Z]{3}\s[\d.,]+$/.test(text);
      if ((!isInside || !isShown) && (isMoney || !isEllipsis)) cut.push(text);
    }
    return cut;
  });
}

for (const [width, height] of [[1440, 900], [1024, 700]] as const) {
  test.describe(`${width}x${height}`, () => {
    test.use({ viewport: { width, height } });

    test.describe('only read', () => {
      test.use({ deskSettings: onlyRead });
      test('the longest texts of the docket neither push the frame nor lose money or deadline', async ({ desk }) => {
        const page = await desk.open({ name: 'Dana', role: 'mediator' });
        const queue = new QueuePage(page);
        for (const sourceId of longest) {
          const open = await queue.openCase(await caseIdOf(page, sourceId));
          await expect(open.board).toBeVisible();
          expect(await sidewaysScroll(page), `sideways scroll with ${sourceId}`).toBe(0);
          const header = page.getByRole('main').locator('header').filter({ has: open.reference });
          expect(await cutTexts(header), `cut in the header of ${sourceId}`).toEqual([]);
        }
        await expect(queue.rows.first()).toBeVisible();
        for (const row of await queue.rows.all()) expect(await cutTexts(row)).toEqual([]);
      });
    });

    test('no screen scrolls sideways, and the undo of a staged ruling is in sight', async ({ desk }) => {
      const page = await desk.open({ name: 'Lena', role: 'lead' });
      for (const screen of ['Queue', 'Queues', 'Cases', 'Decisions', 'Imports', 'Activity', 'Policy', 'Settings']) {
        await page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: screen, exact: screen === 'Queue' }).click();
        await expect(page.getByRole('heading', { level: 1, name: screen })).toBeAttached();
        expect(await sidewaysScroll(page), screen).toBe(0);
      }
      await stageByCalls(page, 'SMP-20416', '5900');
      await page.reload();
      const undo = page.getByRole('button', { name: /^Take back the ruling on/ });
      await expect(undo).toBeInViewport({ ratio: 1 });
    });
  });
}
