import { expect } from 'playwright/test';
import type { Locator, Page } from 'playwright/test';

/** Both letters of a ruling side by side. */
export class LettersDialog {
  readonly page: Page;
  readonly dialog: Locator;

  constructor(page: Page) {
    this.page = page;
    this.dialog = page.getByRole('dialog', { name: /^Letters on / });
  }

  async open(how: 'button' | 'key' = 'button'): Promise<void> {
    if (how === 'key') await this.page.keyboard.press('Shift+M');
    else await this.page.getByRole('button', { name: /^Read both letters/ }).click();
    await expect(this.dialog).toBeVisible();
  }

  async close(): Promise<void> {
    await this.page.keyboard.press('Escape');
    await expect(this.dialog).toBeHidden();
  }

  sheet(to: 'buyer' | 'seller'): Locator {
    return this.dialog.getByRole('region', { name: `Letter to the ${to}`, exact: true });
  }

  words(to: 'buyer' | 'seller'): Locator {
    return this.sheet(to).getByRole('region', { name: `Words of the letter to the ${to}` });
  }

  /** Changes the letter in its own field. */
  async change(to: 'buyer' | 'seller', change: (text: string) => string): Promise<void> {
    await this.sheet(to).getByRole('button', { name: 'Change', exact: true }).click();
    const field = this.sheet(to).getByRole('textbox');
    await field.fill(change(await field.inputValue()));
    await this.sheet(to).getByRole('button', { name: 'Done' }).click();
  }
}
