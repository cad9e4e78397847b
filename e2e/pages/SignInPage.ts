import { expect } from 'playwright/test';
import type { Page } from 'playwright/test';
import type { Role } from '../../src/contract/vocabulary.ts';
import { team, teamPassphrase } from '../../src/testing/team.ts';

/** Who is working here now? */
export class SignInPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** Signs in somebody of the team; the role is the one their account has. */
  async signIn(name: string, role: Role): Promise<void> {
    const known = team.find((one) => one.name === name);
    if (known?.role !== role) throw new Error(`${name} works on the desks of the tests ${known ? `as ${known.role}` : 'not at all'}, not as ${role}: see src/testing/team.ts.`);
    await this.enter(name, teamPassphrase);
    await expect(this.page.getByRole('navigation', { name: 'Screens' })).toBeVisible();
  }

  /** Types a name and a passphrase, right or wrong. */
  async enter(name: string, passphrase: string): Promise<void> {
    await this.page.getByLabel('Name', { exact: true }).fill(name);
    await this.page.getByLabel('Passphrase', { exact: true }).fill(passphrase);
    await this.page.getByRole('button', { name: 'Sign in', exact: true }).click();
  }
}
