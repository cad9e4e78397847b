import { expect } from 'playwright/test';
import type { Locator, Page } from 'playwright/test';

/** The settings: how the desk looks and is used, the limits of people, and their conflicts of interest. */
export class SettingsPage {
  readonly page: Page;
  readonly limits: Locator;
  readonly conflicts: Locator;

  constructor(page: Page) {
    this.page = page;
    this.limits = page.getByRole('region', { name: 'Limits' });
    this.conflicts = page.getByRole('region', { name: 'Conflicts of interest' });
  }

  async goTo(): Promise<void> {
    await this.page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: 'Settings' }).click();
  }

  /** Gives every mediator the first limit in a currency. */
  async setLimit(currency: string, amount: string): Promise<void> {
    await expect(this.limits).toContainText('everybody decides alone');
    await this.limits.getByLabel('Currency').fill(currency);
    await this.limits.getByRole('button', { name: 'Add a column' }).click();
    const field = this.limits.getByLabel(`Limit of Mediators in ${currency}`);
    await field.fill(amount);
    await field.press('Enter');
    await expect(this.limits.getByLabel(`Limit of Dana Ruiz in ${currency}`)).toHaveAttribute('placeholder', amount);
  }
}
