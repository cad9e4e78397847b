import type { Locator, Page } from 'playwright/test';

/** The bar of chosen cases and the dialogs it opens. */
export class BulkDialog {
  readonly bar: Locator;
  readonly dialog: Locator;
  readonly forecast: Locator;
  readonly results: Locator;
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
    this.bar = page.getByRole('group', { name: 'Chosen cases' });
    this.dialog = page.getByRole('dialog');
    this.forecast = this.dialog.getByRole('region', { name: 'What can be done' });
    this.results = this.dialog.getByRole('list', { name: 'Results by case' });
  }

  async begin(words: string): Promise<void> {
    await this.dialog.getByRole('button', { name: words }).click();
  }

  async close(): Promise<void> {
    await this.dialog.getByRole('button', { name: 'Close' }).last().click();
  }
}
