import { readFileSync } from 'node:fs';
import { expect } from 'playwright/test';
import type { Locator, Page } from 'playwright/test';
import type { ImportReport } from '../../src/contract/intake.ts';

/** Taking files in by drag and drop, and what became of every file. */
export class ImportsPage {
  readonly page: Page;
  readonly cases: Locator;
  readonly refused: Locator;
  readonly find: Locator;
  readonly kind: Locator;

  constructor(page: Page) {
    this.page = page;
    this.cases = page.getByRole('region', { name: 'Cases', exact: true });
    this.refused = page.getByRole('region', { name: 'Files not taken in' });
    this.find = page.getByRole('searchbox', { name: 'Find in this report' });
    this.kind = page.getByRole('combobox', { name: 'Only one kind of finding' });
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

  async show(view: 'Everything' | 'To look at' | 'Fields left over' | 'Not taken in'): Promise<void> {
    await this.page.getByRole('radio', { name: new RegExp(`^${view}`) }).check();
  }

  /** The refusals of one code, with what is safe and the way on. */
  refusal(code: string): Locator {
    return this.refused.locator('.group').filter({ hasText: code });
  }

  /** Saves the open report and reads the file back. */
  async save(as: 'JSON' | 'CSV'): Promise<{ name: string; text: string }> {
    const [download] = await Promise.all([this.page.waitForEvent('download'), this.page.getByRole('button', { name: `Save as ${as}` }).click()]);
    return { name: download.suggestedFilename(), text: readFileSync(await download.path(), 'utf8') };
  }

  /** Answers for the open report as if its import had gone another way, and shows it anew. */
  async pretend(change: Partial<ImportReport>): Promise<void> {
    await this.page.unroute('**/api/intake.report');
    await this.page.route('**/api/intake.report', async (route) => {
      const response = await route.fetch();
      const reply = (await response.json()) as { value: ImportReport };
      await route.fulfill({ response, json: { ...reply, value: { ...reply.value, ...change } } });
    });
    await this.page.reload();
  }
}
