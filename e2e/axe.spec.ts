import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright/test';
import { expect, test } from './fixtures/desk.ts';
import type { Desk } from './fixtures/desk.ts';
import { tour } from './fixtures/tour.ts';

/** What axe finds, one line each. */
async function faultsOf(page: Page, screen: string): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.flatMap(({ id, help, nodes }) => nodes.map((node) => `${screen}: ${id} (${help}) at ${node.target.join(' ')}`));
}

async function walk(desk: Desk, look: { colorScheme: 'light' | 'dark'; viewport: { width: number; height: number } }): Promise<string[]> {
  const found: string[] = [];
  await tour(desk, look, async (page, screen) => {
    found.push(...(await faultsOf(page, screen)));
  });
  return found;
}

test.describe('axe', () => {
  test.use({ deskSettings: { isFilled: false, undoSeconds: 60 } });
  test.describe.configure({ timeout: 180_000 });

  for (const colorScheme of ['light', 'dark'] as const) {
    for (const [width, height] of [[1440, 900], [1024, 700]] as const) {
      test(`finds nothing on any screen, ${colorScheme}, ${width}x${height}: no control without a name, no text too pale`, async ({ desk }) => {
        expect(await walk(desk, { colorScheme, viewport: { width, height } })).toEqual([]);
      });
    }
  }
});
