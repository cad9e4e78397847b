import { expect } from 'playwright/test';
import type { Locator, Page } from 'playwright/test';

/** Samples of rulings, under Audit. */
export class SamplesPage {
  readonly page: Page;
  readonly region: Locator;
  readonly preview: Locator;
  readonly items: Locator;

  constructor(page: Page) {
    this.page = page;
    this.region = page.getByRole('region', { name: 'Samples', exact: true });
    this.preview = page.getByRole('region', { name: 'What would be drawn' });
    this.items = this.region.getByRole('group', { name: 'Rulings of the sample, in the order drawn' }).getByRole('row').filter({ hasText: /C-\d/ });
  }

  async goTo(): Promise<void> {
    await this.page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: 'Audit' }).click();
    await this.page.getByRole('radio', { name: 'Samples' }).check();
    await expect(this.region.getByRole('heading', { name: 'Samples of rulings' })).toBeVisible();
  }

  /** Plans a sample with the rules that are proposed, and draws it. */
  async draw(name: string, seed: string): Promise<void> {
    await this.region.getByRole('button', { name: 'Plan a sample' }).click();
    await this.region.getByRole('textbox', { name: 'Name' }).fill(name);
    await this.region.getByRole('textbox', { name: 'Seed' }).fill(seed);
    await this.region.getByRole('button', { name: /^Draw \d+ rulings$/ }).click();
    await expect(this.region.getByRole('heading', { name })).toBeVisible();
  }
}
