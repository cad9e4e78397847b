import { createClient } from '@libsql/client';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from './fixtures/desk.ts';
import { runDesk } from './fixtures/process.ts';
import { stageByCalls } from './fixtures/rule.ts';
import { LogPage } from './pages/LogPage.ts';

test.use({ deskSettings: { isFilled: true, undoSeconds: 0 } });

/** Changes the database behind the desk's back, as the owner of the machine and the key can. */
async function tamper(dataDir: string, ...statements: string[]): Promise<void> {
  const client = createClient({ url: pathToFileURL(join(dataDir, 'desk.db')).href, encryptionKey: readFileSync(join(dataDir, 'key'), 'utf8').trim() });
  for (const statement of statements) await client.execute(statement);
  client.close();
}

test('a log entry and an amount changed behind the back of the desk are named by Verify and by desk verify', async ({ desk }) => {
  const page = await desk.open({ name: 'Dana', role: 'mediator' });
  await stageByCalls(page, 'SMP-20416', '5900');
  desk.trouble.isOutageExpected = true;
  await desk.stop();
  const before = JSON.parse((await runDesk('verify', '--data', desk.dataDir, '--json')).stdout) as { ok: boolean; entries: number };
  expect(before.ok).toBe(true);
  await tamper(desk.dataDir, 'DROP TRIGGER ruling_is_frozen', 'UPDATE ruling SET amount_minor = amount_minor + 100');
  const rows = await runDesk('verify', '--data', desk.dataDir, '--json');
  expect(JSON.parse(rows.stdout)).toMatchObject({ ok: false, faults: [{ kind: 'row' }] });
  expect(rows.code).toBe(1);
  const seq = before.entries - 1;
  await tamper(desk.dataDir, 'UPDATE ruling SET amount_minor = amount_minor - 100', 'DROP TRIGGER audit_entry_no_update', `UPDATE audit_entry SET action = 'case.skipped' WHERE seq = ${seq}`);

  await desk.start();
  const log = new LogPage(await desk.open({ name: 'Lena', role: 'lead' }));
  await log.goTo();
  await log.verify();
  await expect(log.proof.getByText('Something does not hold')).toBeVisible();
  await expect(log.proof.getByRole('alert')).toContainText(`First entry that does not hold: ${seq}.`);
  await expect(log.proof.getByRole('alert')).toContainText(`Entries 1 to ${seq - 1} follow from each other`);
});

test('a log that was cut and went on is found by the anchor that somebody else held, on screen and by desk verify', async ({ desk }, testInfo) => {
  const anchor = testInfo.outputPath('anchor.jsonl');
  const first = new LogPage(await desk.open({ name: 'Lena', role: 'lead' }));
  await first.goTo();
  await first.saveAnchor(anchor);
  await first.bringAnchor(anchor, 'Eva Lind');
  await expect(first.proof.getByText('Everything holds')).toBeVisible();
  await expect(first.proof.getByText('Held against an anchor of Eva Lind')).toBeVisible();
  const log = testInfo.outputPath('log.jsonl');
  await first.saveLog(log);
  expect(JSON.parse(readFileSync(log, 'utf8').split('\n')[0] ?? '')).toMatchObject({ format: 'mediation-desk-log/1', withWords: true });
  desk.trouble.isOutageExpected = true;
  await desk.stop();
  const { size } = JSON.parse(readFileSync(anchor, 'utf8')) as { size: number };
  const drop = ['checkpoint_no_delete', 'anchor_no_delete', 'audit_entry_no_delete'].map((name) => `DROP TRIGGER ${name}`);
  await tamper(desk.dataDir, 'PRAGMA foreign_keys = off', ...drop, `DELETE FROM audit_entry WHERE seq >= ${size}`, `DELETE FROM audit_payload WHERE seq >= ${size}`, `DELETE FROM checkpoint WHERE size >= ${size}`, 'DELETE FROM anchor');
  rmSync(join(desk.dataDir, 'anchors.jsonl'));

  await desk.start();
  const again = new LogPage(await desk.open({ name: 'Lena', role: 'lead' }));
  await again.goTo();
  await again.verify();
  await expect(again.proof.getByText('Everything holds')).toBeVisible();
  await expect(again.proof.getByText('this check would not notice')).toBeVisible();
  await again.bringAnchor(anchor, 'Eva Lind');
  await expect(again.proof.getByRole('alert')).toContainText(`Eva Lind holds an anchor of entry ${size}`);
  const verified = await runDesk('verify', '--data', desk.dataDir, '--anchors', anchor, '--json');
  expect(verified.code).toBe(1);
});
