import { expect } from 'playwright/test';
import type { Locator, Page } from 'playwright/test';

/** The connection to the marketplace, in the settings. */
export class ConnectionPanel {
  readonly panel: Locator;
  readonly steps: Locator;

  constructor(page: Page) {
    this.panel = page.getByRole('region', { name: 'Marketplace' });
    this.steps = this.panel.getByRole('list', { name: 'Steps of the test' });
  }

  /** Chooses the API and enters what it needs. */
  async enter(url: string, token: string): Promise<void> {
    await this.panel.getByRole('radio', { name: 'API of the marketplace' }).check();
    await this.panel.getByLabel('Address').fill(url);
    await this.panel.getByLabel('Token').fill(token);
  }

  async test(): Promise<void> {
    await this.panel.getByRole('button', { name: 'Test', exact: true }).click();
    await expect(this.steps).toBeVisible();
  }

  /** The line of one step of the test. */
  step(name: string): Locator {
    return this.steps.getByRole('listitem').filter({ has: this.panel.page().getByText(name, { exact: true }) });
  }
}
