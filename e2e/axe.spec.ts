import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright/test';
import { expect, test } from './fixtures/desk.ts';
import { tour } from './fixtures/tour.ts';

/** What axe finds, one line each. */
async function faultsOf(page: Page, screen: string, rules?: string[]): Promise<string[]> {
  const builder = new AxeBuilder({ page });
  const { violations } = await (rules ? builder.withRules(rules) : builder).analyze();
  return violations.flatMap(({ id, help, nodes }) => nodes.map((node) => `${screen}: ${id} (${help}) at ${node.target.join(' ')}`));
}

test.describe('axe', () => {
  test.use({ deskSettings: { isFilled: false, undoSeconds: 60 } });
  test.describe.configure({ timeout: 240_000 });

  for (const [width, height] of [[1440, 900], [1024, 700]] as const) {
    test(`finds nothing on any screen at ${width}x${height}: no control without a name, no text too pale in light or dark`, async ({ desk }) => {
      const found: string[] = [];
      await tour(desk, { colorScheme: 'light', viewport: { width, height } }, async (page, screen) => {
        found.push(...(await faultsOf(page, screen)));
        // Names, roles and places are the same in the dark; only the colours differ.
        await page.emulateMedia({ colorScheme: 'dark' });
        found.push(...(await faultsOf(page, `${screen}, dark`, ['color-contrast'])));
        await page.emulateMedia({ colorScheme: 'light' });
      });
      expect(found).toEqual([]);
    });
  }
});
