import { asksTour } from './fixtures/asksTour.ts';
import { auditTour } from './fixtures/auditTour.ts';
import { faultsOf } from './fixtures/axe.ts';
import { expect, test } from './fixtures/desk.ts';
import { evidenceTour } from './fixtures/evidenceTour.ts';
import { exitsTour } from './fixtures/exitsTour.ts';
import { leadTour } from './fixtures/leadTour.ts';
import { moneyTour } from './fixtures/moneyTour.ts';
import { statesTour } from './fixtures/statesTour.ts';
import { togetherTour } from './fixtures/togetherTour.ts';
import { tour } from './fixtures/tour.ts';
import { QueuePage } from './pages/QueuePage.ts';

// The light is changed on the page that is open. Colours are the same at any size: they are looked at in one.
const sizes = [
  { width: 1440, height: 900, colours: 'all' },
  { width: 1024, height: 700, colours: 'none' },
] as const;
const large = { width: 1440, height: 900 };

test.describe('axe', () => {
  test.describe.configure({ timeout: 300_000 });

  for (const { colours, ...viewport } of sizes) {
    test.describe('from an empty desk', () => {
      test.use({ deskSettings: { isFilled: false, undoSeconds: 60 } });
      test(`finds nothing on any screen at ${viewport.width}x${viewport.height}: no control without a name, no text too pale, no target too small`, async ({ desk }) => {
        const found: string[] = [];
        await tour(desk, { colorScheme: 'light', viewport }, async (page, screen) => void found.push(...(await faultsOf(page, screen, colours))));
        expect(found).toEqual([]);
      });
    });
  }

  test('finds one pale word among many of its kind that were passed before', async ({ desk }) => {
    const page = await desk.open({ name: 'Dana Ruiz', role: 'mediator' });
    await expect(new QueuePage(page).rows.nth(3)).toBeVisible();
    expect(await faultsOf(page, 'queue')).toEqual([]);
    await new QueuePage(page).rows.nth(3).locator('.reason').evaluate((word) => word.style.setProperty('color', '#8a8f98'));
    const found = await faultsOf(page, 'queue');
    expect(found.map((line) => /^queue, ([^:]+): color-contrast/.exec(line)?.[1])).toEqual(['as it is', 'high contrast, light', 'high contrast, dark']);
  });

  test('finds nothing in the viewers and what belongs to them', async ({ desk }) => {
    const found: string[] = [];
    await evidenceTour(desk, { colorScheme: 'light', viewport: large }, async (page, screen) => void found.push(...(await faultsOf(page, screen))));
    expect(found).toEqual([]);
  });

  test('finds nothing from a question to both sides through their answers to a settlement', async ({ desk }) => {
    const found: string[] = [];
    await asksTour(desk, async (page, screen) => void found.push(...(await faultsOf(page, screen))));
    expect(found).toEqual([]);
  });

  test.describe('with no time to take back', () => {
    test.use({ deskSettings: { isFilled: true, undoSeconds: 0 } });
    test('finds nothing in the policy and its draft, the limits and conflicts, and what a second person sees', async ({ desk }) => {
      const found: string[] = [];
      await leadTour(desk, async (page, screen) => void found.push(...(await faultsOf(page, screen))));
      expect(found).toEqual([]);
    });

    test('finds nothing in figures, samples, reviews, calibration, the log, decisions as they were, nor in a day of one’s own', async ({ desk }) => {
      const found: string[] = [];
      await auditTour(desk, async (page, screen) => void found.push(...(await faultsOf(page, screen))));
      expect(found).toEqual([]);
    });

    test('finds nothing in the ways out of a case, its deadlines, suggestion, letters and appeal', async ({ desk }) => {
      const found: string[] = [];
      await exitsTour(desk, async (page, screen) => void found.push(...(await faultsOf(page, screen))));
      expect(found).toEqual([]);
    });
  });

  test.describe('from an empty desk with many cases', () => {
    test.use({ deskSettings: { isFilled: false, undoSeconds: 60 } });
    test('finds nothing in like cases nor in a ruling on several together', async ({ desk }) => {
      const found: string[] = [];
      await togetherTour(desk, async (page, screen) => void found.push(...(await faultsOf(page, screen))));
      expect(found).toEqual([]);
    });
  });

  test('finds nothing while a panel is empty, loading, failing, read-only, in conflict or offline, nor in any dialog', async ({ desk }) => {
    const found: string[] = [];
    await statesTour(desk, async (page, screen) => void found.push(...(await faultsOf(page, screen))));
    expect(found).toEqual([]);
  });

  test.describe('from an empty desk with no time to take back', () => {
    test.use({ deskSettings: { isFilled: false, undoSeconds: 0 } });
    test('finds nothing in the connection, the ways in, payouts, the ledger check and goods on their way back', async ({ desk }) => {
      const found: string[] = [];
      await moneyTour(desk, async (page, screen) => void found.push(...(await faultsOf(page, screen))));
      expect(found).toEqual([]);
    });
  });
});
