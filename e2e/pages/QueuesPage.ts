import { expect } from 'playwright/test';
import type { Locator, Page } from 'playwright/test';

/** Queues, what comes first, and what does not get on. */
export class QueuesPage {
  readonly page: Page;
  readonly table: Locator;
  readonly weights: Locator;
  readonly preview: Locator;
  readonly placing: Locator;

  constructor(page: Page) {
    this.page = page;
    this.table = page.getByRole('table', { name: 'Queues in the order they are asked' });
    this.weights = page.getByRole('region', { name: 'What comes first' });
    this.preview = page.getByRole('region', { name: 'The first cases now and with these weights' });
    this.placing = page.getByRole('progressbar');
  }

  async goTo(): Promise<void> {
    await this.page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: 'Queues' }).click();
    await expect(this.table).toBeVisible();
  }

  async look(view: 'Queues' | 'What comes first' | 'Troubles'): Promise<void> {
    await this.page.getByRole('radio', { name: view, exact: true }).check();
  }

  row(name: string): Locator {
    return this.table.getByRole('row').filter({ has: this.page.getByRole('button', { name, exact: true }) });
  }

  /** Fills in a queue for cases from a value on and for one person. */
  async fillIn(name: string, fromUsd: string, who: string, atOnce: string): Promise<void> {
    await this.page.getByRole('button', { name: /^Make a queue/ }).click();
    await this.page.getByRole('textbox', { name: 'Name', exact: true }).fill(name);
    await this.page.getByRole('textbox', { name: 'Value from, in USD' }).fill(fromUsd);
    await this.page.getByRole('checkbox', { name: who }).check();
    await this.page.getByRole('textbox', { name: `Most cases of ${who} at once` }).fill(atOnce);
  }

  async save(): Promise<void> {
    await this.page.getByRole('button', { name: /^(Make|Save) the queue/ }).click();
    await expect(this.page.getByRole('button', { name: /^Save the queue/ })).toBeDisabled();
  }
}
