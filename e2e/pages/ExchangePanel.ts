import { expect } from 'playwright/test';
import type { Locator, Page } from 'playwright/test';

/** What came by the exchange folder, on the screen Imports. */
export class ExchangePanel {
  readonly page: Page;
  readonly panel: Locator;
  readonly rows: Locator;

  constructor(page: Page) {
    this.page = page;
    this.panel = page.getByRole('region', { name: 'Exchange folder' });
    this.rows = this.panel.getByRole('listitem');
  }

  async goTo(): Promise<void> {
    await this.page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: 'Imports' }).click();
    await this.page.getByRole('button', { name: /^Exchange folder/ }).click();
    await expect(this.panel).toBeVisible();
  }

  /** Takes in what lies in the folder now. */
  async look(): Promise<void> {
    await this.panel.getByRole('button', { name: 'Look into it now' }).click();
  }
}
