import { expect } from 'playwright/test';
import type { Page } from 'playwright/test';

const roleNames = { mediator: 'Mediator', lead: 'Team lead', triage: 'Triage clerk' } as const;

/** Who is working here now? */
export class SignInPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  async signIn(name: string, role: keyof typeof roleNames): Promise<void> {
    await this.page.getByLabel('Name', { exact: true }).fill(name);
    await this.page.getByRole('radio', { name: roleNames[role] }).check();
    await this.page.getByRole('button', { name: /^Sign in as/ }).click();
    await expect(this.page.getByRole('navigation', { name: 'Screens' })).toBeVisible();
  }
}
