import { expect } from 'playwright/test';
import type { Locator, Page } from 'playwright/test';

/** Activity, Payouts. */
export class PayoutsPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  async goTo(): Promise<void> {
    await this.page.goto(`${new URL(this.page.url()).origin}/#/activity?view=payouts`);
    await expect(this.page.getByRole('tablist', { name: 'Payouts by how they stand' })).toBeVisible();
  }

  async show(group: 'Stuck' | 'Under way' | 'Settled'): Promise<Locator> {
    await this.page.getByRole('tab', { name: new RegExp(`^${group}`) }).click();
    return this.page.getByRole('list', { name: `Payouts: ${group}` }).locator('> li');
  }
}
