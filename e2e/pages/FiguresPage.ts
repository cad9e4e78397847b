import { readFileSync } from 'node:fs';
import type { Locator, Page } from 'playwright/test';

/** The figures of the desk, as a lead sees them. */
export class FiguresPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  async goTo(): Promise<void> {
    await this.page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: 'Audit' }).click();
    await this.panel('How much comes in, how much is decided?').waitFor();
  }

  /** The panel that answers a question. */
  panel(question: string): Locator {
    return this.page.getByRole('region', { name: question });
  }

  /** The table of a panel, row by row; it is there beside the chart, seen or not. */
  async cells(question: string): Promise<string[][]> {
    const rows = await this.panel(question).getByRole('table', { name: question }).getByRole('row').all();
    return Promise.all(rows.map(async (row) => (await row.locator('th, td').allInnerTexts()).map((text) => text.replace(', open the decisions', '').trim())));
  }

  /** What a button of a panel saves, as a file. */
  async save(question: string, as: 'CSV' | 'PNG'): Promise<{ name: string; bytes: Buffer }> {
    const [download] = await Promise.all([this.page.waitForEvent('download'), this.panel(question).getByRole('button', { name: `Save as ${as}` }).click()]);
    return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
  }
}
