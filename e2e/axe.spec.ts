import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright/test';
import { expect, test } from './fixtures/desk.ts';
import { evidenceTour } from './fixtures/evidenceTour.ts';
import { tour } from './fixtures/tour.ts';

/** What axe finds, one line each. What is inside a frame is a party's own mail or page, walled in without scripts: axe cannot run there, and it is not ours to change. */
async function faultsOf(page: Page, screen: string): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).exclude('iframe').analyze();
  return violations.flatMap(({ id, help, nodes }) => nodes.map((node) => `${screen}: ${id} (${help}) at ${node.target.join(' ')}`));
}

// Colours are the same at any size, names and places the same in any light: each size is looked at in one of the two.
const looks = [
  { colorScheme: 'light', viewport: { width: 1440, height: 900 } },
  { colorScheme: 'dark', viewport: { width: 1024, height: 700 } },
] as const;

test.describe('axe', () => {
  test.describe.configure({ timeout: 240_000 });

  for (const look of looks) {
    const words = `${look.viewport.width}x${look.viewport.height}, ${look.colorScheme}`;

    test.describe('from an empty desk', () => {
      test.use({ deskSettings: { isFilled: false, undoSeconds: 60 } });
      test(`finds nothing on any screen at ${words}: no control without a name, no text too pale`, async ({ desk }) => {
        const found: string[] = [];
        await tour(desk, look, async (page, screen) => void found.push(...(await faultsOf(page, screen))));
        expect(found).toEqual([]);
      });
    });
  }

  test('finds nothing in the viewers and what belongs to them', async ({ desk }) => {
    const found: string[] = [];
    await evidenceTour(desk, looks[0], async (page, screen) => void found.push(...(await faultsOf(page, screen))));
    expect(found).toEqual([]);
  });
});
