import { expect } from 'playwright/test';
import type { Locator, Page } from 'playwright/test';

const outcomes = { full: /^Full/, partial: /^Partial/, none: /^None/ } as const;

/** The ruling beside (or over) the open case. */
export class RulingPanel {
  readonly page: Page;
  readonly panel: Locator;
  readonly stageButton: Locator;
  readonly staged: Locator;
  /** The refund worked out line by line. */
  readonly working: Locator;

  constructor(page: Page) {
    this.page = page;
    this.panel = page.getByRole('region', { name: 'Ruling', exact: true });
    this.stageButton = this.panel.getByRole('button', { name: /^Stage(:| ruling| refund| for approval)/ });
    this.working = this.panel.getByRole('group', { name: 'Working' });
    this.staged = page.getByRole('list', { name: 'Staged rulings' });
  }

  async choose(outcome: keyof typeof outcomes, reason: string): Promise<void> {
    await this.panel.getByRole('radio', { name: outcomes[outcome] }).check();
    await this.panel.getByRole('group', { name: 'Reason of the ruling' }).getByRole('button', { name: reason }).click();
  }

  /** States a partial refund line by line: amounts in decimal text by the words of the line. */
  async refundByLine(amounts: Record<string, string>): Promise<void> {
    await this.panel.getByRole('radio', { name: 'By line' }).check();
    for (const [words, amount] of Object.entries(amounts)) await this.panel.getByLabel(`Refund for ${words}`).fill(amount);
  }

  async refundBySum(amount: string): Promise<void> {
    await this.panel.getByRole('radio', { name: 'Sum' }).check();
    await this.panel.getByRole('textbox', { name: /^Sum in/ }).fill(amount);
  }

  /** Holds a claim established (or not) and cites exhibits by label. */
  async find(claim: number, result: 'Established' | 'Not established' | 'Inconclusive', exhibits: readonly string[]): Promise<void> {
    const card = this.panel.getByRole('region', { name: new RegExp(`^Claim ${claim}: `) });
    await card.getByRole('radio', { name: result, exact: true }).check();
    for (const label of exhibits) {
      await card.getByRole('button', { name: `Cite an exhibit for claim ${claim}` }).click();
      await this.page.getByRole('menuitem', { name: new RegExp(`^${label}\\b`) }).click();
      await expect(card.getByRole('button', { name: label, exact: true })).toBeVisible();
    }
  }

  /** Ticks a clause; one that came along with the reason stays ticked. */
  async citeClause(code: string): Promise<void> {
    await this.panel.getByRole('region', { name: 'Policy clauses' }).getByRole('checkbox', { name: new RegExp(`^${code.replace('.', '\\.')} `) }).check();
  }

  async writeReasons(words: string): Promise<void> {
    await this.panel.getByRole('textbox', { name: 'Reasons, as both sides will read them' }).fill(words);
  }

  async expectReady(): Promise<void> {
    await expect(this.panel.getByText('Everything a ruling needs is there.')).toBeVisible();
  }

  async stageAndStay(): Promise<void> {
    await this.panel.getByRole('button', { name: /^Stage and stay/ }).click();
    await expect(this.staged.getByRole('listitem').filter({ hasText: 'Undo' })).not.toHaveCount(0);
  }

  async undo(reference: string): Promise<void> {
    await this.staged.getByRole('button', { name: `Take back the ruling on ${reference}` }).click();
    await expect(this.staged.getByText('taken back')).toBeVisible();
  }
}
