import { readFileSync } from 'node:fs';
import type { Locator, Page } from 'playwright/test';

/** The menu of what can be taken out of a case, or of the decisions that fit a filter. */
export class ExportMenu {
  readonly page: Page;
  readonly opener: Locator;

  constructor(page: Page, name: string) {
    this.page = page;
    this.opener = page.getByRole('button', { name, exact: true });
  }

  item(name: string | RegExp): Locator {
    return this.page.getByRole('menuitem', { name });
  }

  /** Takes one of them out: the name of the file and its bytes. */
  async take(name: string | RegExp): Promise<{ fileName: string; bytes: Buffer }> {
    await this.opener.click();
    const [download] = await Promise.all([this.page.waitForEvent('download'), this.item(name).click()]);
    return { fileName: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
  }
}
