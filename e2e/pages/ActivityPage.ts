import { expect } from 'playwright/test';
import type { Locator, Page } from 'playwright/test';

/** What the desk does by itself. */
export class ActivityPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  async goTo(): Promise<void> {
    await this.page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: 'Activity' }).click();
    await expect(this.page.getByRole('tablist', { name: 'Jobs by state' })).toBeVisible();
  }

  /** The jobs of one state. */
  async jobs(state: 'Running' | 'Waiting' | 'Failed' | 'Done'): Promise<Locator> {
    await this.page.getByRole('tab', { name: new RegExp(`^${state}`) }).click();
    return this.page.getByRole('list', { name: `${state} jobs` }).getByRole('listitem');
  }
}
