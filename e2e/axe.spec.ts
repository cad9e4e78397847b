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

  for (const { width, height, hasDark } of [{ width: 1440, height: 900, hasDark: true }, { width: 1024, height: 700, hasDark: false }]) {
    test(`finds nothing on any screen at ${width}x${height}${hasDark ? ', light and dark' : ''}: no control without a name, no text too pale`, async ({ desk }) => {
      const found: string[] = [];
      await tour(desk, { colorScheme: 'light', viewport: { width, height } }, async (page, screen) => {
        found.push(...(await faultsOf(page, screen)));
        if (!hasDark) return;
        // Names, roles and places are the same in the dark and colours the same at any size, so the dark is looked at once, for contrast.
        await page.emulateMedia({ colorScheme: 'dark' });
        found.push(...(await faultsOf(page, `${screen}, dark`, ['color-contrast'])));
        await page.emulateMedia({ colorScheme: 'light' });
      });
      expect(found).toEqual([]);
    });
  }
});
