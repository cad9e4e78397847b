import { expect } from 'playwright/test';
import type { Locator, Page } from 'playwright/test';

/** What was decided, and the check of the log. */
export class DecisionsPage {
  readonly page: Page;
  readonly table: Locator;
  readonly verifyPanel: Locator;

  constructor(page: Page) {
    this.page = page;
    this.table = page.getByRole('table', { name: 'Decisions' });
    this.verifyPanel = page.getByRole('region', { name: 'Verify the log' });
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

  async verify(): Promise<void> {
    await this.verifyPanel.getByRole('button', { name: 'Verify' }).click();
  }
}
