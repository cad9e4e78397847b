import type { Locator, Page } from 'playwright/test';

/** Reviews among the audits, and one review as a desk. */
export class ReviewPage {
  readonly page: Page;
  readonly view: Locator;
  readonly verdict: Locator;
  readonly beside: Locator;

  constructor(page: Page) {
    this.page = page;
    this.view = page.getByRole('form', { name: 'Your own view' });
    this.verdict = page.getByRole('form', { name: 'Your verdict' });
    this.beside = page.getByRole('region', { name: 'The view and the ruling side by side' });
  }

  async goto(scope: 'Mine to do' | 'To settle' | 'All' = 'Mine to do'): Promise<void> {
    await this.page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: /^Audit/ }).click();
    await this.page.getByRole('radio', { name: 'Reviews' }).check();
    await this.page.getByRole('radiogroup', { name: 'Which reviews' }).getByRole('radio', { name: new RegExp(`^${scope}`) }).check();
  }

  /** Begins a review of a case from the list that tells nothing of its ruling. */
  async begin(reference: string): Promise<void> {
    await this.page.getByRole('button', { name: 'Begin a review' }).click();
    await this.page.getByRole('dialog').getByRole('button', { name: `Review ${reference}` }).click();
  }

  async open(reference: string): Promise<void> {
    await this.page.getByRole('button', { name: `${reference}, open the review` }).click();
  }
}
