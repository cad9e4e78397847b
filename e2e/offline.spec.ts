import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inflateRawSync } from 'node:zlib';
import { askCore } from './fixtures/callCore.ts';
import { expect, test } from './fixtures/desk.ts';
import { projectRoot } from './fixtures/electronProgram.ts';
import { runDesk, runDeskAs } from './fixtures/process.ts';
import { caseIdOf, stageByCalls } from './fixtures/rule.ts';
import { CasePage } from './pages/CasePage.ts';
import { ExportMenu } from './pages/ExportMenu.ts';
import { ImportsPage } from './pages/ImportsPage.ts';
import { QueuePage } from './pages/QueuePage.ts';

const damaged = join(projectRoot, 'resources', 'docket', '15-lamp-shade-missing-damaged-file');

/** One file of a zip, found by the end of its path through the central directory. */
function readFromZip(path: string, end: string): Buffer {
  const zip = readFileSync(path);
  const signature = Buffer.from([0x50, 0x4b, 0x01, 0x02]);
  for (let at = zip.indexOf(signature); at >= 0; at = zip.indexOf(signature, at + 4)) {
    const name = zip.toString('utf8', at + 46, at + 46 + zip.readUInt16LE(at + 28));
    if (!name.endsWith(end)) continue;
    const local = zip.readUInt32LE(at + 42);
    const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const bytes = zip.subarray(start, start + zip.readUInt32LE(at + 20));
    return zip.readUInt16LE(at + 10) === 0 ? bytes : inflateRawSync(bytes);
  }
  throw new Error(`${path} holds no ${end}.`);
}

test.describe('a bundle with a damaged file', () => {
  test.use({ deskSettings: { isFilled: false, undoSeconds: undefined } });

  test('opens read-only with its faults named, its good files usable, until a triage clerk lets it in with a reason', async ({ desk }) => {
    const tess = await desk.open({ name: 'Tess', role: 'triage' });
    const imports = new ImportsPage(tess);
    await imports.drop(damaged);
    await imports.openReport();
    await imports.card('SMP-20415').getByRole('button', { name: /^Open case/ }).click();
    const open = new CasePage(tess);
    await expect(open.reference).toBeVisible();
    const { caseId } = open;
    const held = tess.getByRole('region', { name: 'What holds this case' });
    await expect(held).toContainText('The bundle it came in is faulty');
    await held.getByRole('button', { name: /^Show \d+ faults?$/ }).click();
    await expect(held.getByRole('list', { name: 'Faults' })).toContainText(/data\/evidence\/seller\/.+/);
    await expect(open.board.getByRole('button', { name: /^S-1, .*damaged/ })).toBeVisible();
    await open.board.getByRole('button', { name: /^B-1, / }).click();
    await expect(open.viewer('B-1').getByRole('img')).toBeVisible({ timeout: 30_000 });

    const dana = await desk.open({ name: 'Dana', role: 'mediator' });
    const none = await askCore(dana, 'cases.next', { requestId: crypto.randomUUID() });
    expect(none, 'a faulty bundle is not served').toMatchObject({ served: false });

    await held.getByRole('button', { name: 'Accept as it is' }).click();
    const dialog = tess.getByRole('dialog');
    await expect(dialog.getByRole('button', { name: /into the queue$/ })).toBeDisabled();
    await dialog.getByRole('textbox').fill('The damaged photo shows nothing the invoice does not show too.');
    await dialog.getByRole('button', { name: /into the queue$/ }).click();
    await expect(dialog).toBeHidden();
    const served = await askCore(dana, 'cases.next', { requestId: crypto.randomUUID() });
    expect(served).toMatchObject({ served: true, caseId });
    const history = await askCore(tess, 'audit.ofCase', { caseId });
    expect(history.map((entry) => entry.words).join('\n')).toMatch(/^Tess let C-\d+ into the queue with its faulty bundle/m);
  });
});

test.describe('a ruled case', () => {
  test.use({ deskSettings: { isFilled: true, undoSeconds: 0 } });

  test('travels as a bundle that any desk verifies and reads back equal', async ({ desk }, testInfo) => {
    const dana = await desk.open({ name: 'Dana', role: 'mediator' });
    await stageByCalls(dana, 'SMP-20416', '5900');
    const caseId = await caseIdOf(dana, 'SMP-20416');
    await expect.poll(async () => (await askCore(dana, 'cases.get', { caseId })).refunds[0]?.state, { timeout: 20_000 }).toBe('settled');

    const { reference } = await new QueuePage(dana).openCase(caseId);
    const first = testInfo.outputPath('first.zip');
    writeFileSync(first, (await new ExportMenu(dana, `Export ${await reference.textContent()}`).take(/as a bundle/)).bytes);
    const checked = await runDesk('check', first, '--json');
    expect(JSON.parse(checked.stdout)).toMatchObject({ results: [{ kind: 'bundle', valid: true, complete: true, faults: [] }] });
    expect(checked.code).toBe(0);

    const other = testInfo.outputPath('other-desk');
    expect((await runDeskAs('Lea', 'set-up', '--data', other)).code).toBe(0);
    const imported = await runDeskAs('Lea', 'import', first, '--data', other, '--json');
    expect(JSON.parse(imported.stdout)).toMatchObject({ cases: [{ sourceId: 'SMP-20416', result: 'created', unmapped: [] }], failed: [] });
    const [made] = (JSON.parse(imported.stdout) as { cases: { caseId: string }[] }).cases;
    if (!made) throw new Error('The second desk took no case in.');
    const second = testInfo.outputPath('second.zip');
    expect((await runDeskAs('Lea', 'export', made.caseId, '--out', second, '--data', other)).code).toBe(0);
    expect(readFromZip(second, 'data/case.json').equals(readFromZip(first, 'data/case.json')), 'case.json is the same byte for byte').toBe(true);
    expect(JSON.parse(readFromZip(first, 'data/ruling.json').toString('utf8'))).toMatchObject({ amount: { minor: '5900', currency: 'USD' }, personName: 'Dana' });

    const again = await runDeskAs('Lea', 'import', second, '--data', other, '--json');
    expect(JSON.parse(again.stdout)).toMatchObject({ cases: [{ result: 'unchanged' }] });
  });
});
