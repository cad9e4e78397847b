import { createClient } from '@libsql/client';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from './fixtures/desk.ts';
import { runDesk } from './fixtures/process.ts';
import { stageByCalls } from './fixtures/rule.ts';
import { DecisionsPage } from './pages/DecisionsPage.ts';

test.use({ deskSettings: { isFilled: true, undoSeconds: 0 } });

/** Changes the database behind the desk's back, as the owner of the machine and the key can. */
async function tamper(dataDir: string, ...statements: string[]): Promise<void> {
  const client = createClient({ url: pathToFileURL(join(dataDir, 'desk.db')).href, encryptionKey: readFileSync(join(dataDir, 'key'), 'utf8').trim() });
  for (const statement of statements) await client.execute(statement);
  client.close();
}

test('a log entry changed behind the back of the desk is named by Verify and by desk verify', async ({ desk }) => {
  const page = await desk.open({ name: 'Dana', role: 'mediator' });
  await stageByCalls(page, 'SMP-20416', '5900');
  desk.trouble.isOutageExpected = true;
  await desk.stop();
  const before = JSON.parse((await runDesk('verify', '--data', desk.dataDir, '--json')).stdout) as { ok: boolean; entries: number };
  expect(before.ok).toBe(true);
  const seq = before.entries - 1;
  await tamper(desk.dataDir, 'DROP TRIGGER audit_entry_no_update', `UPDATE audit_entry SET action = 'case.skipped' WHERE seq = ${seq}`);

  const verified = await runDesk('verify', '--data', desk.dataDir, '--json');
  expect(JSON.parse(verified.stdout)).toMatchObject({ ok: false, firstBroken: { seq } });
  expect(verified.code).toBe(1);

  await desk.start();
  const decisions = new DecisionsPage(await desk.open({ name: 'Lena', role: 'lead' }));
  await decisions.goTo();
  await decisions.verify();
  await expect(decisions.verifyPanel.getByText('Something does not hold')).toBeVisible();
  await expect(decisions.verifyPanel.getByRole('alert')).toContainText(`First entry that does not hold: ${seq}.`);
});

test('an amount changed in a ruling is found, although no log entry was touched', async ({ desk }) => {
  const page = await desk.open({ name: 'Dana', role: 'mediator' });
  await stageByCalls(page, 'SMP-20416', '5900');
  desk.trouble.isOutageExpected = true;
  await desk.stop();
  await tamper(desk.dataDir, 'DROP TRIGGER ruling_is_frozen', 'UPDATE ruling SET amount_minor = 100');
  const verified = await runDesk('verify', '--data', desk.dataDir, '--json');
  expect(JSON.parse(verified.stdout)).toMatchObject({ ok: false });
  expect(verified.code).toBe(1);
});
