import { expect } from 'playwright/test';
import type { Locator, Page } from 'playwright/test';

/** An open case: header line, claim board, exhibits, lease. */
export class CasePage {
  readonly page: Page;
  readonly reference: Locator;
  readonly board: Locator;
  readonly questions: Locator;
  readonly lease: Locator;

  constructor(page: Page) {
    this.page = page;
    this.reference = page.getByRole('heading', { level: 1, name: /^C-\d+$/ });
    this.board = page.getByRole('region', { name: 'Claim board' });
    this.questions = this.board.getByRole('region', { name: 'Questions to the parties' });
    this.lease = page.getByRole('group', { name: 'Lease' });
  }

  /** The id in the address. */
  get caseId(): string {
    const id = /#\/(?:queue|cases)\/([^/?]+)/.exec(this.page.url())?.[1];
    if (id === undefined) throw new Error(`No case is open at ${this.page.url()}.`);
    return id;
  }

  async take(): Promise<void> {
    await this.lease.getByRole('button', { name: 'Take this case' }).click();
    await expect(this.lease).toContainText('yours');
  }

  /** Opens every exhibit that has not been opened, on the board or in the strip under a viewer. */
  async openEveryExhibit(): Promise<number> {
    const main = this.page.getByRole('main');
    const unopened = main.getByRole('button', { name: /, not opened/ });
    await expect(main.locator('[data-exhibit]').first()).toBeVisible();
    const before = await unopened.count();
    for (let left = before; left > 0; left = await unopened.count()) {
      await unopened.first().click();
      await expect(unopened).toHaveCount(left - 1);
    }
    return before;
  }

  viewer(label: string): Locator {
    return this.page.getByRole('region', { name: new RegExp(`^${label}, `) });
  }

  async backToBoard(): Promise<void> {
    await this.page.getByRole('button', { name: /^Board/ }).click();
    await expect(this.board).toBeVisible();
  }

  /** Seconds left of the lease, as the header shows it. */
  async leaseSeconds(): Promise<number> {
    const [, minutes, seconds] = /yours\s*(\d+):(\d+)/.exec((await this.lease.textContent()) ?? '') ?? [];
    if (minutes === undefined || seconds === undefined) throw new Error('The case shows no countdown of an own lease.');
    return Number(minutes) * 60 + Number(seconds);
  }

  async handBack(): Promise<void> {
    await this.lease.getByRole('button', { name: 'Hand the case back' }).click();
    await this.page.getByRole('dialog').getByRole('button', { name: /^Hand C-\d+ back$/ }).click();
    await expect(this.page.getByRole('dialog')).toBeHidden();
  }
}
