import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { NeutralCase } from '../src/contract/neutralCase.ts';
import { writeBundle } from '../src/core/intake/bundle/writeBundle.ts';
import { askCore } from './fixtures/callCore.ts';
import { expect, test } from './fixtures/desk.ts';
import { projectRoot } from './fixtures/electronProgram.ts';
import { caseIdOf } from './fixtures/rule.ts';
import { ImportsPage } from './pages/ImportsPage.ts';
import { QueuePage } from './pages/QueuePage.ts';

const data = join(projectRoot, 'resources', 'docket', '17-vase-same-photo', 'data');

async function* once(bytes: Uint8Array) {
  yield bytes;
}

/** A case of another buyer with the photo of the vase as a messenger passes it on: smaller, compressed anew. */
async function writeNearCase(out: string): Promise<void> {
  const bytes = await sharp(join(data, 'evidence', 'buyer', 'vase.jpg')).resize({ width: 640 }).jpeg({ quality: 55 }).toBuffer();
  const file = { path: 'evidence/buyer/IMG-WA0007.jpg', size: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex'), open: async () => once(bytes) };
  const given = NeutralCase.parse(JSON.parse(readFileSync(join(data, 'case.json'), 'utf8')));
  const photo = { ...given.evidence[0], id: 'wa', side: 'buyer' as const, kind: 'photo' as const, fileName: 'IMG-WA0007.jpg', path: file.path, sha256: file.sha256, size: file.size, mediaType: 'image/jpeg' };
  await writeBundle(out, { caseDocument: NeutralCase.parse({ ...given, sourceId: 'NEAR-1', evidence: [photo], messages: [] }), files: [file], baggedAt: 0 }, { as: 'zip' });
}

test('the same photo in another case, and one that is only compressed anew, stand in the details with a way to both', async ({ desk }, testInfo) => {
  mkdirSync(testInfo.outputPath('in'), { recursive: true });
  const bundle = testInfo.outputPath('in', 'near.zip');
  await writeNearCase(bundle);
  const page = await desk.open({ name: 'Dana Ruiz', role: 'mediator' });
  const imports = new ImportsPage(page);
  await imports.drop(bundle);
  await imports.openReport();
  const near = await caseIdOf(page, 'NEAR-1');
  await expect.poll(async () => (await askCore(page, 'cases.get', { caseId: near })).exhibits[0]?.state, { timeout: 60_000 }).toBe('good');

  const open = await new QueuePage(page).openCase(await caseIdOf(page, 'SMP-20426'));
  await open.board.getByRole('button', { name: /^B-1, / }).first().click();
  await page.getByRole('button', { name: 'Details', exact: true }).click();
  const elsewhere = page.getByRole('region', { name: 'In other cases' });
  await expect(elsewhere).toContainText('The same file in 1 exhibit, nearly the same picture in 1 exhibit of other cases.');
  await expect(elsewhere).toContainText('A hint, never a proof');
  const [same, alike] = [elsewhere.getByRole('listitem').nth(0), elsewhere.getByRole('listitem').nth(1)];
  await expect(same).toContainText('The same file');
  await expect(alike).toContainText('Nearly the same picture');
  // Told once, and with a way there: not as a remark besides.
  await expect(page.getByRole('complementary', { name: 'Details of B-1' }).getByText('The very same file is evidence in')).toHaveCount(0);
  await alike.getByRole('link').click();
  await expect(page).toHaveURL(new RegExp(near));
  await expect(open.viewer('B-1')).toContainText('opened');
  await page.getByRole('button', { name: 'Details', exact: true }).click();
  await expect(elsewhere).toContainText('Nearly the same picture in 2 exhibits of other cases.');
});
