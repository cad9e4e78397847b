import { expect } from 'playwright/test';
import type { Locator, Page } from 'playwright/test';

/** What a second person sees of a held ruling, beside the case or on the decision's page. */
export class SecondLook {
  readonly page: Page;
  readonly panel: Locator;
  readonly approveButton: Locator;

  constructor(page: Page) {
    this.page = page;
    this.panel = page.getByRole('region', { name: 'Second person' });
    this.approveButton = this.panel.getByRole('button', { name: /^Approve/ });
  }

  /** Opens each cited exhibit that is named as not opened. */
  async openUnopened(): Promise<void> {
    const left = this.panel.getByRole('button', { name: /^Open / });
    for (let count = await left.count(); count > 0; count = await left.count()) {
      await left.first().click();
      await expect(left).toHaveCount(count - 1);
    }
  }

  async decide(how: 'Return' | 'Rule otherwise', reason: string): Promise<void> {
    await this.panel.getByRole('button', { name: how, exact: true }).click();
    const dialog = this.page.getByRole('dialog');
    await dialog.getByLabel('Why').fill(reason);
    await dialog.getByRole('button', { name: how === 'Return' ? /^Return it to/ : 'Take the case over' }).click();
    await expect(dialog).toBeHidden();
  }
}
