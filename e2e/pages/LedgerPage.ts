import { expect } from 'playwright/test';
import type { Locator, Page } from 'playwright/test';

/** The comparison of the marketplace's ledger with the refunds. */
export class LedgerPage {
  readonly page: Page;
  readonly panel: Locator;
  /** The one line that says what the last check found. */
  readonly said: Locator;
  readonly open: Locator;
  readonly checkButton: Locator;

  constructor(page: Page) {
    this.page = page;
    this.panel = page.getByRole('region', { name: 'Ledger check' });
    this.said = this.panel.locator('[data-said]');
    this.open = page.getByRole('list', { name: 'Open differences' }).getByRole('listitem');
    this.checkButton = this.panel.getByRole('button', { name: 'Check now' });
  }

  async goTo(): Promise<void> {
    await this.page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: /^Activity/ }).click();
    await this.page.getByRole('radio', { name: /^Ledger check/ }).check();
    await expect(this.said).toBeVisible();
  }

  /** Checks now and waits until the check is done. */
  async check(): Promise<void> {
    await this.checkButton.click();
    await this.expectAtRest();
  }

  /** Waits until no check is at work: its progress moves what stands below. */
  async expectAtRest(): Promise<void> {
    await expect(this.panel.locator('header')).toHaveAttribute('aria-busy', 'false');
    await expect(this.panel.locator('progress')).toHaveCount(0);
  }

  /** Closes the open difference of this kind by hand. */
  async settle(kind: string, words: string): Promise<void> {
    await this.page.getByRole('button', { name: new RegExp(`^Close by hand: ${kind}`) }).click();
    const dialog = this.page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: 'What became of it' }).fill(words);
    await dialog.getByRole('button', { name: 'Close by hand' }).click();
    await expect(dialog).toBeHidden();
  }
}
