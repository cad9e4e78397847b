import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from './fixtures/desk.ts';
import { projectRoot } from './fixtures/electronProgram.ts';
import { issueDetail } from './fixtures/issueDetail.ts';
import { makeRefusals, makeUnsoundBundle } from './fixtures/oddFiles.ts';
import { ImportsPage } from './pages/ImportsPage.ts';

test.use({ deskSettings: { isFilled: false, undoSeconds: undefined } });

const docket = join(projectRoot, 'resources', 'docket');

test('a dropped folder, a zip, a marketplace file and a broken file each get their line in the report, and nothing vanishes', async ({ desk }, testInfo) => {
  const folder = testInfo.outputPath('handed-over');
  mkdirSync(folder, { recursive: true });
  const broken = join(folder, 'broken.json');
  writeFileSync(broken, '{\n  "dispute_id": "PP-D-1",\n  "reason": oops\n}\n');
  const issue = join(folder, 'issue.json');
  writeFileSync(issue, JSON.stringify(issueDetail));

  const page = await desk.open({ name: 'Tess', role: 'triage' });
  const imports = new ImportsPage(page);
  const all = [join(docket, '16-vase-cracked'), join(docket, '28-phone-cracked.zip'), issue, broken];
  await imports.drop(...all);
  await imports.openReport();
  await expect(imports.cases.getByRole('article')).toHaveCount(3);
  for (const sourceId of ['SMP-20416', 'SMP-20429', '6200011122233']) await expect(imports.card(sourceId)).toContainText('Created');
  await expect(imports.card('6200011122233')).toContainText('aliexpress');
  await imports.card('6200011122233').getByText(/without a place in the desk/).click();
  await expect(imports.card('6200011122233')).toContainText('loyalty_badge');
  await expect(imports.refused.getByRole('listitem')).toHaveCount(1);
  await expect(imports.refused).toContainText('broken.json');
  await expect(imports.refused).toContainText(/line 3/i);
  await expect(imports.refused).toContainText(/column 13/i);

  await imports.drop(...all);
  await imports.openReport();
  await expect(imports.cases.getByRole('article').filter({ hasText: 'Unchanged' })).toHaveCount(3);
  await expect(imports.cases.getByRole('article').filter({ hasText: /Created|Updated/ })).toHaveCount(0);
  await expect(imports.refused).toContainText('broken.json');

  await imports.card('SMP-20416').getByRole('button', { name: /^Open case/ }).click();
  await expect(page.getByRole('region', { name: 'Claim board' })).toBeVisible();
});

test('a report says of each case how whole it came, of each refused file what is safe, and leads on', async ({ desk }, testInfo) => {
  const page = await desk.open({ name: 'Tess', role: 'triage' });
  const imports = new ImportsPage(page);
  await imports.drop(join(docket, '28-phone-cracked.zip'), makeUnsoundBundle(testInfo.outputPath('in')), ...makeRefusals(testInfo.outputPath('in')));
  await imports.openReport();

  await expect(imports.card('SMP-20429')).toContainText(/2 files, 131 kB\s*Buyer 1 \(125 kB\)\s*Case documents 1/);
  await expect(imports.card('SMP-20429')).toContainText('complete and valid: every file is here and matches its checksum');
  const unsound = imports.card('SMP-20416');
  await expect(unsound).toContainText('not complete and not valid: 1 file good, 1 damaged, 1 missing, 1 in no list of checksums.');
  for (const [label, path] of [['Changed or damaged', 'data/evidence/buyer/vase.jpg'], ['Missing', 'data/evidence/seller/antes-do-envio.jpg'], ['Nothing proves it is whole', 'data/evidence/buyer/note.txt']] as const) {
    await expect(unsound.getByRole('listitem').filter({ hasText: label }).filter({ hasText: path })).not.toHaveCount(0);
  }

  await expect(imports.refused.getByRole('listitem')).toHaveCount(9);
  await expect(imports.refusal('ARCHIVE_NAME_LEAVES')).toContainText(/leaves\.zip at \.\.\/\.\.\/startup\.bat.*nothing of it was unpacked or kept.*Ask the sender/s);
  await expect(imports.refusal('ARCHIVE_NAME_BIDI'), 'a name cannot turn itself round on screen').toContainText('data/photo⟦RLO⟧gpj.exe');
  await expect(imports.refusal('CASE_JSON_BROKEN')).toContainText(/broken\.json at line 3, column 13.*It is kept as it came\./s);
  await expect(imports.refusal('BAG_DECLARATION_MISSING')).toContainText('lies untouched where it was');

  await imports.show('Not taken in');
  await expect(imports.cases).toHaveCount(0);
  await imports.kind.selectOption({ label: 'Archive bomb (1)' });
  await expect(imports.refused.getByRole('listitem')).toHaveCount(1);
  await imports.find.fill('startup');
  await expect(page.getByText('The filter hides everything')).toBeVisible();
  await page.getByRole('button', { name: 'Clear the filter' }).click();
  await expect(imports.refused.getByRole('listitem')).toHaveCount(9);
  await imports.find.fill('vase.jpg');
  await expect(imports.cases.getByRole('article')).toHaveCount(1);
  await expect(imports.refused).toHaveCount(0);
});

test('a report leaves as text, as JSON with every value and as CSV without a formula', async ({ desk }, testInfo) => {
  const folder = testInfo.outputPath('in');
  mkdirSync(folder, { recursive: true });
  const issue = join(folder, 'issue.json');
  const formula = '=HYPERLINK("http://evil.example","open")';
  writeFileSync(issue, JSON.stringify({ ...issueDetail, extra: formula, padded: ` ${formula}`, split: `a;${formula}`, long: 'x'.repeat(5_000) }));
  const page = await desk.open({ name: 'Tess', role: 'triage' }, { permissions: ['clipboard-read', 'clipboard-write'] });
  const imports = new ImportsPage(page);
  await imports.drop(issue, ...makeRefusals(folder));
  await imports.openReport();

  await imports.show('Fields left over');
  await imports.find.fill('xxxx');
  await expect(imports.card('6200011122233')).toContainText('1 field of ');
  await imports.card('6200011122233').getByRole('button', { name: 'Show all 5,000 characters' }).click();
  await expect(imports.card('6200011122233')).toContainText('x'.repeat(5_000));
  await imports.card('6200011122233').getByRole('button', { name: /^Copy what came of/ }).click();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied, 'the whole case, whatever the filter shows').toContain(`unmapped $.extra = ${formula}`);
  await page.getByRole('button', { name: 'Copy the report' }).click();
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toContain('broken.json (line 3, column 13): Broken JSON (CASE_JSON_BROKEN).');

  const json = await imports.save('JSON');
  expect(json.name).toMatch(/^import-\d{4}-\d\d-\d\d-\d{4}-[^/\\:]+\.json$/);
  const document = JSON.parse(json.text) as { schema: string; cases: { unmapped: { path: string; value: unknown }[] }[]; failed: { path: string }[] };
  expect(document.schema).toBe('import-report/1');
  expect(document.cases[0]?.unmapped).toContainEqual({ path: '$.padded', value: ` ${formula}` });
  expect(document.failed.map((file) => file.path)).toContain('=SUM(A1);@x.txt');

  const csv = await imports.save('CSV');
  expect(csv.name).toMatch(/^import-.+\.csv$/);
  expect(csv.text.startsWith('\ufeffcase,source,sourceId,result,kind,code,path,value\r\n')).toBe(true);
  expect(csv.text).toContain(`"'=HYPERLINK(""http://evil.example"",""open"")"`);
  expect(csv.text).not.toMatch(/(^|[,;"])\s*[=+@]/m);
  expect(csv.text.match(/,refused,/g)).toHaveLength(9);
});

test('an import that was stopped or met a full disk says how far it came, what is safe and what to do', async ({ desk }) => {
  const page = await desk.open({ name: 'Tess', role: 'triage' });
  const imports = new ImportsPage(page);
  await imports.drop(join(docket, '28-phone-cracked.zip'));
  await imports.openReport();

  await imports.pretend({ state: 'failed', error: 'ENOSPC: no space left on device, write', done: 40_000_000, total: 90_000_000 });
  const alert = page.getByRole('alert').filter({ hasText: 'The disk is full' });
  await expect(alert).toContainText(/40\.0 MB of 90\.0 MB were read.*What came in before is listed here and stays.*Make room on the disk/s);
  await expect(alert.getByRole('button', { name: 'Choose files' })).toBeVisible();
  await expect(imports.card('SMP-20429')).toBeVisible();

  await imports.pretend({ state: 'cancelled', done: 40_000_000, total: 90_000_000 });
  await expect(page.getByText('Stopped before the end.', { exact: true })).toBeVisible();
  await expect(page.getByRole('alert')).toHaveCount(0);

  await imports.pretend({ state: 'running', finishedAt: null, done: 40_000_000, total: 90_000_000, cases: [], failed: [] });
  await expect(page.getByRole('progressbar', { name: 'Read so far' })).toHaveAttribute('value', '44');
  await expect(page.getByText('40.0 MB of 90.0 MB, 44 %')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Stop the import' })).toBeVisible();
});
