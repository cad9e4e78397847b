import { expect } from 'playwright/test';
import type { Page } from 'playwright/test';

/** The first start: three doors into a desk without cases. */
export class WelcomePage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  async fillWithDocket(): Promise<void> {
    await expect(this.page.getByRole('heading', { name: 'This desk has no cases yet' })).toBeVisible();
    await this.page.getByRole('button', { name: 'Fill the desk with the sample docket' }).click();
    await expect(this.page.getByRole('list', { name: 'Queue' })).toBeVisible({ timeout: 60_000 });
  }
}
