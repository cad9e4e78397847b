import { expect } from 'playwright/test';
import type { Locator, Page } from 'playwright/test';

/** The cases with the field for queries and what was found. */
export class SearchPage {
  readonly page: Page;
  readonly field: Locator;
  readonly suggestions: Locator;
  readonly hits: Locator;

  constructor(page: Page) {
    this.page = page;
    this.field = page.getByRole('main').getByRole('combobox', { name: 'Search cases' });
    this.suggestions = page.getByRole('listbox', { name: 'Suggestions' }).getByRole('option');
    this.hits = page.getByRole('list', { name: 'Cases found, best first' }).getByRole('link');
  }

  /** Goes to the cases, with the caret in the field as the key for search puts it there. */
  async open(): Promise<void> {
    await this.page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: 'Cases' }).click();
    await expect(this.field).toBeVisible();
    await this.page.keyboard.press('/');
    await expect(this.field).toBeFocused();
  }

  /** What is marked in the open case because a search led there. */
  async marked(): Promise<string[]> {
    return this.page.evaluate(() => [...(CSS.highlights.get('found') ?? [])].map((range) => (range as Range).toString()));
  }
}
