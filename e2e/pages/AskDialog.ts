import { expect } from 'playwright/test';
import type { Locator, Page } from 'playwright/test';

/** Asking one or both sides for one or several things. */
export class AskDialog {
  readonly page: Page;
  readonly dialog: Locator;

  constructor(page: Page) {
    this.page = page;
    this.dialog = page.getByRole('dialog', { name: /^Ask / });
  }

  async chooseSide(side: 'Buyer' | 'Seller' | 'Both sides'): Promise<void> {
    await this.dialog.getByRole('radio', { name: side, exact: true }).check();
  }

  /** Writes what is needed, one field each; adds fields where there are too few. */
  async write(...texts: string[]): Promise<void> {
    const fields = this.dialog.getByLabel(/^What you need/);
    await expect(fields.first()).toBeVisible();
    for (const [index, text] of texts.entries()) {
      if ((await fields.count()) <= index) await this.dialog.getByRole('button', { name: 'One more question' }).click();
      await fields.nth(index).fill(text);
    }
  }

  /** Names a kind of evidence that would answer a question; `number` counts from 1. */
  async want(number: number, kind: string): Promise<void> {
    const kinds = this.dialog.getByRole('group', { name: /^Evidence wanted/ }).nth(number - 1);
    await kinds.getByRole('button', { name: kind, exact: true }).click();
    await expect(kinds.getByRole('button', { name: kind, exact: true })).toHaveAttribute('aria-pressed', 'true');
  }

  async send(): Promise<void> {
    await this.dialog.getByRole('button', { name: /^Ask .+ and open the next case/ }).click();
    await expect(this.dialog).toBeHidden();
  }
}
