import { asksTour } from './fixtures/asksTour.ts';
import { faultsOf } from './fixtures/axe.ts';
import { expect, test } from './fixtures/desk.ts';
import { evidenceTour } from './fixtures/evidenceTour.ts';
import { statesTour } from './fixtures/statesTour.ts';
import { tour } from './fixtures/tour.ts';

// The light is changed on the page that is open. Colours are the same at any size: they are looked at in one.
const sizes = [
  { width: 1440, height: 900, areLooksSeen: true },
  { width: 1024, height: 700, areLooksSeen: false },
];
const large = { width: 1440, height: 900 };

test.describe('axe', () => {
  test.describe.configure({ timeout: 300_000 });

  for (const { areLooksSeen, ...viewport } of sizes) {
    test.describe('from an empty desk', () => {
      test.use({ deskSettings: { isFilled: false, undoSeconds: 60 } });
      test(`finds nothing on any screen at ${viewport.width}x${viewport.height}: no control without a name, no text too pale, no target too small`, async ({ desk }) => {
        const found: string[] = [];
        await tour(desk, { colorScheme: 'light', viewport }, async (page, screen) => void found.push(...(await faultsOf(page, screen, areLooksSeen))));
        expect(found).toEqual([]);
      });
    });
  }

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

  test('finds nothing while a panel is empty, loading, failing, read-only, in conflict or offline, nor in any dialog', async ({ desk }) => {
    const found: string[] = [];
    await statesTour(desk, async (page, screen) => void found.push(...(await faultsOf(page, screen))));
    expect(found).toEqual([]);
  });
});
