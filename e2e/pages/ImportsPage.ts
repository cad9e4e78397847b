import { expect } from 'playwright/test';
import type { Locator, Page } from 'playwright/test';

/** Taking files in by drag and drop, and what became of every file. */
export class ImportsPage {
  readonly page: Page;
  readonly cases: Locator;
  readonly refused: Locator;

  constructor(page: Page) {
    this.page = page;
    this.cases = page.getByRole('region', { name: 'Cases', exact: true });
    this.refused = page.getByRole('region', { name: 'Files not taken in' });
  }

  /** Drops files and folders of this machine on the window, as a person does with the mouse. */
  async drop(...files: string[]): Promise<void> {
    const session = await this.page.context().newCDPSession(this.page);
    const data = { items: [], files, dragOperationsMask: 1 };
    for (const type of ['dragEnter', 'dragOver', 'drop'] as const) await session.send('Input.dispatchDragEvent', { type, x: 700, y: 450, data });
    await session.detach();
  }

  /** Waits until the import has ended and opens its report. */
  async openReport(): Promise<void> {
    const progress = this.page.getByRole('region', { name: 'Import', exact: true });
    await expect(progress.getByText('The import is done.')).toBeVisible({ timeout: 30_000 });
    const before = this.page.url();
    await progress.getByRole('button', { name: 'See the report' }).click();
    await expect(this.page).not.toHaveURL(before);
    await expect(this.page.getByRole('heading', { name: /^Import of/ })).toBeVisible();
  }

  card(sourceId: string): Locator {
    return this.cases.getByRole('article').filter({ hasText: sourceId });
  }
}
