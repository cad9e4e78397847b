import { expect } from 'playwright/test';
import type { Locator, Page } from 'playwright/test';

/** The ways in: Activity, Sources. */
export class SourcesPage {
  readonly page: Page;
  readonly section: Locator;
  readonly refused: Locator;

  constructor(page: Page) {
    this.page = page;
    this.section = page.getByRole('region', { name: 'Sources' });
    this.refused = this.section.getByRole('list', { name: 'Not taken in' }).getByRole('listitem');
  }

  async goTo(): Promise<void> {
    await this.page.goto(`${new URL(this.page.url()).origin}/#/activity?view=sources`);
    await expect(this.section).toBeVisible();
  }

  source(name: 'Marketplace' | 'Webhooks' | 'Exchange folder' | 'Imports'): Locator {
    return this.section.getByRole('list', { name: 'Ways in' }).getByRole('listitem').filter({ hasText: name }).first();
  }

  /** Waits until a way in stands so. */
  async expectState(name: Parameters<SourcesPage['source']>[0], state: 'Fine' | 'Catching up' | 'Paused' | 'Failing' | 'Off'): Promise<void> {
    await expect(this.section.getByRole('listitem', { name: `${name}: ${state}` })).toBeVisible({ timeout: 30_000 });
  }

  async lookNow(): Promise<void> {
    await this.section.getByRole('button', { name: 'Look now' }).click();
  }
}
