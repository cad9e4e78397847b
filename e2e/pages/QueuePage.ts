import { expect } from 'playwright/test';
import type { Locator, Page } from 'playwright/test';
import { CasePage } from './CasePage.ts';

/** The queue beside the open case. */
export class QueuePage {
  readonly page: Page;
  readonly rows: Locator;

  constructor(page: Page) {
    this.page = page;
    this.rows = page.getByRole('list', { name: 'Queue' }).getByRole('link');
  }

  row(reference: string): Locator {
    return this.rows.filter({ hasText: reference });
  }

  async pressNext(): Promise<void> {
    await this.page.getByRole('button', { name: /^(Next case|Look again)/ }).click();
  }

  /** Asks for the most urgent free case and waits until it is open. */
  async nextCase(): Promise<CasePage> {
    await this.pressNext();
    const open = new CasePage(this.page);
    await expect(open.reference).toBeVisible();
    return open;
  }

  /** Opens one case by its address, as a link in a note would. */
  async openCase(caseId: string): Promise<CasePage> {
    await this.page.goto(`${new URL(this.page.url()).origin}/#/queue/${caseId}`);
    const open = new CasePage(this.page);
    await expect(open.reference).toBeVisible();
    return open;
  }

  async chooseTab(name: 'Queue' | 'Mine' | 'Intake faults' | 'All'): Promise<void> {
    await this.page.getByRole('tablist', { name: 'Which cases' }).getByRole('tab', { name }).click();
  }
}
