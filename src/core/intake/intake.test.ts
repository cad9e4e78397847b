import { createHash, randomUUID } from 'node:crypto';
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import sharp from 'sharp';
import { describe, expect, it, vi } from 'vitest';
import { eachOperatedCore } from '../../testing/eachOperatedCore.ts';
import { neutralCase } from '../../testing/neutralCases.ts';
import { openOperatedCore } from '../../testing/operatedCore.ts';
import { checkPath } from './bundle/checkPath.ts';
import { writeBundle } from './bundle/writeBundle.ts';

const here = eachOperatedCore();

const photo = () => sharp({ create: { width: 60, height: 40, channels: 3, background: '#c33' } }).jpeg().toBuffer();

async function writeCase(name: string, as: 'folder' | 'zip' = 'folder'): Promise<string> {
  const bytes = await photo();
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const path = 'evidence/buyer/red.jpg';
  const caseDocument = neutralCase({ evidence: [{ id: 'e1', side: 'buyer', kind: 'photo', fileName: 'red.jpg', path, sha256, size: bytes.length, mediaType: 'image/jpeg', claimIds: ['c1'] }] });
  const out = join(here.files, name);
  const open = async function* () {
    yield bytes;
  };
  await writeBundle(out, { caseDocument, files: [{ path, size: bytes.length, sha256, open }], baggedAt: 0 }, { as });
  return out;
}

async function settled(caseId: string) {
  for (let tries = 0; tries < 300; tries += 1) {
    const file = await here.desk.ask('cases.get', { caseId });
    if (file.exhibits.every((exhibit) => exhibit.state !== 'waiting')) return file;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error('An exhibit was never looked into.');
}

describe('import', () => {
  it('takes a bundle in with its evidence shown as re-encoded pixels, never as the bytes that came', async () => {
    const report = await here.desk.importPaths(await writeCase('case.zip', 'zip'));
    expect(report).toMatchObject({ state: 'finished', failed: [], cases: [{ result: 'created', source: 'test', sourceId: 'T-1', faults: [] }] });
    const file = await settled(report.cases[0]?.caseId ?? '');
    expect(file).toMatchObject({ state: 'queued', exhibits: [{ label: 'B-1', show: 'image', width: 60, height: 40, mediaType: 'image/jpeg' }] });
    const evidenceId = file.exhibits[0]?.evidenceId ?? '';
    const opened = await here.desk.core.openFile({ caller: { sessionId: here.desk.sessionId }, kind: 'evidence', evidenceId, variant: 'preview' });
    expect(opened).toMatchObject({ ok: true, value: { mediaType: 'image/webp', disposition: 'inline' } });
    const original = await here.desk.core.openFile({ caller: { sessionId: here.desk.sessionId }, kind: 'evidence', evidenceId, variant: 'original' });
    expect(original).toMatchObject({ ok: true, value: { mediaType: 'application/octet-stream', disposition: 'attachment' } });
    for (const one of [opened, original]) if (one.ok) await one.value.stream.cancel();
  });

  it('changes nothing when the same bundle comes twice', async () => {
    const path = await writeCase('case');
    await here.desk.importPaths(path);
    expect((await here.desk.importPaths(path)).cases).toMatchObject([{ result: 'unchanged' }]);
  });

  it('keeps an incomplete bundle to look at, and queues the case when a sound copy comes', async () => {
    const sound = await writeCase('sound');
    const broken = join(here.files, 'broken');
    await cp(sound, broken, { recursive: true });
    await rm(join(broken, 'data', 'evidence', 'buyer', 'red.jpg'));
    const first = await here.desk.importPaths(broken);
    expect(first.cases[0]?.faults.map((fault) => fault.code)).toContain('FILE_MISSING');
    const { caseId = '' } = first.cases[0] ?? {};
    expect(await here.desk.ask('cases.get', { caseId })).toMatchObject({ state: 'received', readOnlyBecause: expect.any(String) as string, exhibits: [{ state: 'missing' }] });
    expect((await here.desk.importPaths(sound)).cases).toMatchObject([{ result: 'updated', caseId }]);
    expect(await here.desk.ask('cases.get', { caseId })).toMatchObject({ state: 'queued', readOnlyBecause: null });
  });

  it('opens a bag without a case document for triage, and serves it to nobody', async () => {
    const bag = await writeCase('bag');
    await rm(join(bag, 'data', 'case.json'));
    const { cases } = await here.desk.importPaths(bag);
    expect(cases).toMatchObject([{ result: 'created', source: 'bag', faults: expect.arrayContaining([expect.objectContaining({ code: 'CASE_MISSING' })]) as unknown }]);
    const file = await here.desk.ask('cases.get', { caseId: cases[0]?.caseId ?? '' });
    expect(file).toMatchObject({ state: 'received', readOnlyBecause: expect.any(String) as string, exhibits: [{ fileName: 'red.jpg', side: 'buyer' }] });
  });

  it('says what a file is that is no case, where broken JSON breaks, and keeps both', async () => {
    await writeFile(join(here.files, 'broken.json'), '[\n  1,\n]');
    await writeFile(join(here.files, 'offer.json'), '{"note":"Offer","offer_amount":{"currency_code":"USD","value":"23"},"offer_type":"REFUND"}');
    const report = await here.desk.importPaths(here.files);
    expect(report.cases).toEqual([]);
    expect(report.failed.map(({ code, at }) => [code, at]).sort()).toEqual([['CASE_JSON_BROKEN', 'line 3, column 1'], ['CASE_NOT_A_DISPUTE', null]]);
    const kept = (await readdir(join(here.desk.dataDir, 'vault'), { recursive: true })).filter((name) => name.includes('/') || name.includes('\\'));
    expect(kept).toHaveLength(2);
  });

  it('names uploaded files as the person does, without the folder of the desk they lie in', async () => {
    const batchId = randomUUID();
    const send = async (path: string, text: string) => here.desk.core.receive(batchId, path, new Blob([text]).stream() as ReadableStream<Uint8Array>, here.desk);
    await send('broken.json', '[1,\n]');
    await send('claims/deep/note.txt', 'hello');
    const zip = await readFile(await writeCase('case.zip', 'zip'));
    await here.desk.core.receive(batchId, 'case.zip', new Blob([new Uint8Array(zip)]).stream() as ReadableStream<Uint8Array>, here.desk);
    expect(await send('broken.json', '[]')).toMatchObject({ ok: false, error: { code: 'BAD_INPUT', message: expect.stringContaining('broken.json') as string } });
    const { importId } = await here.desk.ask('intake.import', { requestId: randomUUID(), batchId });
    await vi.waitFor(async () => expect((await here.desk.ask('intake.report', { importId })).state).toBe('finished'), 10_000);
    const report = await here.desk.ask('intake.report', { importId });
    expect(report.failed.map(({ path, code }) => [path, code]).sort()).toEqual([['broken.json', 'CASE_JSON_BROKEN'], ['claims/deep/note.txt', 'FILE_NO_DOCUMENT']]);
    expect(report.cases.map(({ paths }) => paths)).toEqual([['case.zip']]);
    await vi.waitFor(async () => expect(await readdir(join(here.desk.dataDir, 'incoming'))).toEqual([]), 5_000);
  });

  it('names files as they were given on the command line, below a folder too', async () => {
    await mkdir(join(here.files, 'in'));
    await writeFile(join(here.files, 'in', 'note.txt'), 'hello');
    const given = relative(process.cwd(), join(here.files, 'in'));
    expect((await here.desk.importPaths(`${given}/`)).failed).toMatchObject([{ path: `${given}/note.txt` }]);
    expect((await here.desk.importPaths(`${given}/none.json`)).failed).toMatchObject([{ path: `${given}/none.json`, code: 'FILE_NOT_FOUND' }]);
  });

  it('refuses an upload whose name would leave its batch', async () => {
    const body = () => new Blob(['x']).stream() as ReadableStream<Uint8Array>;
    for (const path of ['../key', '/etc/passwd', 'a/../../key', 'C:\\x', 'a\0b', '']) {
      expect(await here.desk.core.receive(randomUUID(), path, body(), here.desk)).toMatchObject({ ok: false, error: { code: 'BAD_INPUT' } });
    }
    expect(await here.desk.core.receive('../../x', 'a', body(), here.desk)).toMatchObject({ ok: false, error: { code: 'BAD_INPUT' } });
  });
});

describe('export', () => {
  it('writes a bundle that checks as valid, is the same twice, and reads back equal at another desk', async () => {
    const report = await here.desk.importPaths(await writeCase('case'));
    const { caseId = '' } = report.cases[0] ?? {};
    await here.desk.ask('cases.addNote', { requestId: randomUUID(), caseId, text: 'Looked at the box' });
    const first = await here.desk.exportCase(caseId);
    expect((await here.desk.exportCase(caseId)).equals(first)).toBe(true);
    const path = join(here.files, 'export.zip');
    await writeFile(path, first);
    expect(await checkPath(path)).toMatchObject({ kind: 'bundle', valid: true, complete: true, faults: [] });

    const other = await openOperatedCore();
    try {
      const there = await other.importPaths(path);
      const copy = there.cases[0]?.caseId ?? '';
      expect((await other.ask('cases.get', { caseId: copy })).notes).toMatchObject([{ text: 'Looked at the box', personName: 'Operator' }]);
      const again = join(here.files, 'again.zip');
      await writeFile(again, await other.exportCase(copy));
      const back = await here.desk.importPaths(again);
      expect(back.cases).toMatchObject([{ result: 'unchanged', caseId }]);
    } finally {
      await other.close();
    }
  });
});
