import { expect } from 'playwright/test';
import type { Locator, Page } from 'playwright/test';

/** What was decided. */
export class DecisionsPage {
  readonly page: Page;
  readonly table: Locator;

  constructor(page: Page) {
    this.page = page;
    this.table = page.getByRole('table', { name: 'Decisions' });
  }

  async goTo(): Promise<void> {
    await this.page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: 'Decisions' }).click();
    await expect(this.page.getByRole('heading', { level: 1, name: 'Decisions' })).toBeAttached();
  }

  row(reference: string): Locator {
    return this.table.getByRole('row').filter({ hasText: reference });
  }

  async open(reference: string): Promise<void> {
    await this.row(reference).getByRole('button', { name: `${reference}, open the decision` }).first().click();
    await expect(this.page.getByRole('heading', { level: 1, name: `Decision on ${reference}` })).toBeVisible();
  }
}
