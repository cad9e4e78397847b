import { expect } from 'playwright/test';
import type { Locator, Page } from 'playwright/test';

/** The policy: its versions, one of them to read, and the draft of a lead. */
export class PolicyPage {
  readonly page: Page;
  readonly main: Locator;
  readonly versions: Locator;
  readonly text: Locator;
  readonly toMend: Locator;

  constructor(page: Page) {
    this.page = page;
    this.main = page.getByRole('main');
    this.versions = page.getByRole('list', { name: 'Versions' });
    this.text = page.getByRole('textbox', { name: /^Text of the version/ });
    this.toMend = page.getByRole('region', { name: 'To mend' });
  }

  async go(): Promise<void> {
    await this.page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: 'Policy' }).click();
  }

  part(name: RegExp): Locator {
    return this.page.getByRole('tab', { name });
  }

  /** Writes over the whole text with one thing in it changed, as paste does. */
  async change(before: string, after: string): Promise<void> {
    // The field is there before the draft has come.
    await expect.poll(() => this.text.inputValue(), { message: `the draft says ${before}` }).toContain(before);
    await this.text.fill((await this.text.inputValue()).replace(before, after));
  }
}
