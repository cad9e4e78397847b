import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from './fixtures/desk.ts';
import { startMarketplaceProcess, type MarketplaceProcess } from './fixtures/marketplace.ts';
import { ConnectionPanel } from './pages/ConnectionPanel.ts';
import { SettingsPage } from './pages/SettingsPage.ts';

test.use({ deskSettings: { isFilled: false, undoSeconds: undefined } });

let market: MarketplaceProcess;
test.beforeEach(async () => void (market = await startMarketplaceProcess()));
test.afterEach(() => market.close());

test('a lead connects the desk: a wrong token is said before it is saved, the right one is kept and never shown', async ({ desk }) => {
  const page = await desk.open({ name: 'Lena Vogt', role: 'lead' });
  await new SettingsPage(page).goTo();
  const connection = new ConnectionPanel(page);
  await expect(connection.panel).toContainText('By the exchange folder');

  await connection.enter(market.url, 'not-the-token-0123456789');
  await connection.test();
  await expect(connection.step('Reached')).toContainText('Good');
  await expect(connection.step('Token')).toContainText('does not accept');
  await expect(connection.step('Disputes')).toContainText('Not tried');
  await connection.panel.getByRole('button', { name: 'Connect', exact: true }).click();
  await expect(connection.panel.getByRole('alert')).toContainText('was not saved');
  await expect(connection.panel).toContainText('By the exchange folder');

  await connection.panel.getByLabel('Token').fill(market.token);
  await connection.test();
  for (const step of ['Address', 'Reached', 'Token', 'Cases', 'Clock', 'Disputes']) await expect(connection.step(step)).toContainText('Good');
  await expect(connection.step('Disputes')).toContainText('12 disputes');
  // By keys alone from here on: the last button of the form saves it.
  await connection.panel.getByLabel('Token').press('Enter');
  await expect(connection.panel).toContainText('Connected to Reference marketplace');
  await expect(connection.panel.getByRole('group', { name: 'Token' })).toContainText('Kept, not shown');

  await page.reload();
  await expect(connection.panel).toContainText(`by its API at ${market.url}`);
  expect(await page.content()).not.toContain(market.token);
  expect(statSync(join(desk.dataDir, 'credentials.sealed')).mode & 0o777).toBe(0o600);
  // Evidence on its way through quarantine comes and goes while this walks.
  const files = readdirSync(desk.dataDir, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile() && !entry.parentPath.endsWith('quarantine'));
  for (const file of files) expect(readFileSync(join(file.parentPath, file.name)).includes(market.token), file.name).toBe(false);

  const other = await desk.open({ name: 'Dana', role: 'mediator' });
  await new SettingsPage(other).goTo();
  const seen = new ConnectionPanel(other).panel;
  await expect(seen).toContainText('Connected to Reference marketplace');
  await expect(seen).toContainText('A team lead can change it');
  await expect(seen.getByRole('button')).toHaveCount(0);
});

test('the address of another machine without encryption is refused beside its field, and a marketplace that is gone is said', async ({ desk }) => {
  const page = await desk.open({ name: 'Lena Vogt', role: 'lead' });
  await new SettingsPage(page).goTo();
  const connection = new ConnectionPanel(page);
  await connection.enter('http://market.example', market.token);
  await connection.panel.getByRole('button', { name: 'Connect', exact: true }).click();
  await expect(connection.panel.getByLabel('Address')).toHaveAttribute('aria-invalid', 'true');
  await expect(connection.panel).toContainText('has to begin with https://');
  await connection.enter(market.url, market.token);
  await market.stop();
  await connection.test();
  await expect(connection.step('Reached')).toContainText('nothing answers at its address');
});
