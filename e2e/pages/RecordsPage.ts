import { expect } from 'playwright/test';
import type { Locator, Page } from 'playwright/test';

/** The records under the claim board of an open case. */
export class RecordsPage {
  readonly page: Page;
  readonly tabs: Locator;
  readonly panel: Locator;

  constructor(page: Page) {
    this.page = page;
    this.tabs = page.getByRole('tablist', { name: 'Records of the case' });
    this.panel = this.tabs.locator('xpath=../..').getByRole('tabpanel');
  }

  tab(name: string): Locator {
    return this.tabs.getByRole('tab', { name: new RegExp(`^${name}`) });
  }

  async choose(name: string): Promise<void> {
    await this.tab(name).click();
    await expect(this.tab(name)).toHaveAttribute('aria-selected', 'true');
  }

  /** Messages of the transcript that hold these words. */
  message(words: string): Locator {
    return this.panel.locator('li.message').filter({ hasText: words });
  }

  /** A line of the timeline that holds these words. */
  moment(words: string): Locator {
    return this.panel.getByRole('list', { name: 'Timeline, oldest first' }).getByRole('listitem').filter({ hasText: words });
  }

  row(name: string): Locator {
    return this.panel.getByRole('row').filter({ has: this.page.getByRole('rowheader', { name: new RegExp(`^${name}`) }) });
  }
}
