import { expect } from 'playwright/test';
import type { Locator, Page } from 'playwright/test';

/** Putting an offer to both sides, and entering what they say to it. */
export class OfferDialog {
  readonly page: Page;
  readonly dialog: Locator;
  readonly offers: Locator;

  constructor(page: Page) {
    this.page = page;
    this.dialog = page.getByRole('dialog', { name: /^Put an offer to both sides/ });
    this.offers = page.getByRole('region', { name: 'Offers of the desk' });
  }

  /** Opens it over a case one holds. */
  async open(): Promise<void> {
    await this.page.keyboard.press('Shift+N');
    await expect(this.dialog).toBeVisible();
  }

  async write(amount: string, why: string): Promise<void> {
    await this.dialog.getByLabel(/^Refund in /).fill(amount);
    await this.dialog.getByLabel('Why this is fair to both').fill(why);
  }

  async put(): Promise<void> {
    await this.dialog.getByRole('button', { name: /^Put the offer and open the next case/ }).click();
    await expect(this.dialog).toBeHidden();
  }

  /** Shows the offers of the open case. */
  async show(): Promise<void> {
    await this.page.getByRole('tab', { name: /^Negotiation/ }).click();
    await expect(this.offers).toBeVisible();
  }

  /** Enters by hand what a side said on the phone. */
  async enterReply(side: 'buyer' | 'seller', reply: 'accepts' | 'rejects', words: string): Promise<void> {
    await this.offers.getByRole('button', { name: `Enter the ${side}'s reply` }).click();
    const said = this.page.getByRole('dialog', { name: new RegExp(`^What the ${side} `) });
    await said.getByRole('radio', { name: reply === 'accepts' ? 'Accepts' : 'Rejects' }).check();
    await said.getByLabel('In their words').fill(words);
    await said.getByRole('button', { name: `Note that the ${side} ${reply}` }).click();
    await expect(said).toBeHidden();
  }
}
