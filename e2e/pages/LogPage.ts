import { expect } from 'playwright/test';
import type { Locator, Page } from 'playwright/test';

/** Audit, Log: what is proven of the log, its anchors and its entries. */
export class LogPage {
  readonly page: Page;
  readonly proof: Locator;
  readonly anchors: Locator;
  readonly entries: Locator;

  constructor(page: Page) {
    this.page = page;
    this.proof = page.getByRole('region', { name: 'Verify the log' });
    this.anchors = page.getByRole('region', { name: 'Anchors' });
    this.entries = page.getByRole('region', { name: 'Entries of the log' });
  }

  async goTo(): Promise<void> {
    await this.page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: 'Audit' }).click();
    await this.page.getByRole('radio', { name: 'Log' }).check();
    await expect(this.proof).toBeVisible();
  }

  async verify(): Promise<void> {
    await this.proof.getByRole('button', { name: 'Verify' }).click();
  }

  /** Signs the log and keeps the anchor file at a path. */
  async saveAnchor(path: string): Promise<void> {
    const download = this.page.waitForEvent('download');
    await this.anchors.getByRole('button', { name: 'Sign and save an anchor' }).click();
    await (await download).saveAs(path);
  }

  /** Takes the whole log out into a file. */
  async saveLog(path: string): Promise<void> {
    const download = this.page.waitForEvent('download');
    await this.anchors.getByRole('link', { name: 'With its words' }).click();
    await (await download).saveAs(path);
  }

  /** Brings an anchor file back; the check runs at once when it is of this log. */
  async bringAnchor(path: string, heldBy: string): Promise<void> {
    await this.anchors.getByLabel('Who held it').fill(heldBy);
    const chooser = this.page.waitForEvent('filechooser');
    await this.anchors.getByRole('button', { name: 'Choose the anchor file' }).click();
    await (await chooser).setFiles(path);
  }
}
