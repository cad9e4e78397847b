import { expect } from 'playwright/test';
import type { Locator, Page } from 'playwright/test';

/** The list of all cases with its views and facets. */
export class CasesPage {
  readonly page: Page;
  readonly table: Locator;
  readonly cases: Locator;
  readonly groups: Locator;
  readonly field: Locator;
  readonly views: Locator;

  constructor(page: Page) {
    this.page = page;
    this.table = page.getByRole('table', { name: 'Cases' });
    this.cases = this.table.getByRole('link');
    this.groups = this.table.locator('button[aria-expanded]');
    this.field = page.getByRole('main').getByRole('combobox', { name: 'Search cases' });
    this.views = page.getByRole('navigation', { name: 'Views' });
  }

  async open(): Promise<void> {
    await this.page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: 'Cases' }).click();
    await expect(this.table).toBeVisible();
  }

  /** A value of a facet, and the number beside it. */
  facet(facet: string, value: string): Locator {
    return this.page.getByRole('region', { name: facet }).getByRole('button', { name: new RegExp(`^${value} `) });
  }

  /** The cases the list says it has. */
  async total(): Promise<number> {
    return Number(/^([\d,]+)/.exec(await this.page.locator('.foot').innerText())?.[1]?.replaceAll(',', ''));
  }

  async group(by: string): Promise<void> {
    await this.page.getByRole('combobox', { name: 'Groups' }).selectOption({ label: by });
  }
}
