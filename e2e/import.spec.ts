import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from './fixtures/desk.ts';
import { projectRoot } from './fixtures/electronProgram.ts';
import { issueDetail } from './fixtures/issueDetail.ts';
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
