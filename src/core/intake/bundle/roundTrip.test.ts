import { createHash } from 'node:crypto';
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NeutralCase } from '../../../contract/neutralCase.ts';
import { openBundle } from './openBundle.ts';
import { sortedJson } from './sortedJson.ts';
import { writeBundle } from './writeBundle.ts';
import type { OutgoingFile } from './writeBundle.ts';

let dir = '';
beforeAll(async () => void (dir = await mkdtemp(join(tmpdir(), 'trip-'))));
afterAll(() => rm(dir, { recursive: true }));

function outgoing(path: string, content: Uint8Array): OutgoingFile {
  async function* open() {
    yield content.subarray(0, 10);
    yield content.subarray(10);
  }
  return { path, size: content.length, sha256: createHash('sha256').update(content).digest('hex'), open };
}

const photo = outgoing('evidence/buyer/50% off.jpg', Buffer.alloc(3_000_000, 'pixels'));
const letter = outgoing('evidence/seller/\u8bc1\u636e.txt', Buffer.from('We packed it well.'));

function caseWith(files: { path: string; sha256?: string; size?: number }[]) {
  const evidence = files.map(({ path, sha256, size }, index) => ({ id: `e${index}`, side: 'buyer' as const, kind: 'photo' as const, fileName: 'x', path, sha256: sha256 ?? null, size: size ?? null }));
  return NeutralCase.parse({ schema: 'dispute-case/1', source: 'aliexpress', sourceId: '2041/7', stage: 'dispute', claims: [{ id: 'c', reason: 'other' }], evidence });
}

const bundle = { caseDocument: caseWith([photo, letter]), ruling: { outcome: 'no_refund' }, files: [photo, letter], baggedAt: Date.UTC(2025, 0, 31, 23, 59) };

describe('bundle round trip', () => {
  it.each(['folder', 'zip'] as const)('a %s that was written reads back equal and valid', async (as) => {
    const out = join(dir, `case-${as}`);
    await writeBundle(out, bundle, { as });
    const opened = await openBundle(out, { quarantineDir: join(dir, 'quarantine') });
    expect(opened).toMatchObject({ kind: 'bundle', version: '1.0', valid: true, complete: true, faults: [], warnings: [] });
    expect(opened.caseDocument).toEqual(bundle.caseDocument);
    expect(JSON.parse(Buffer.from(opened.rulingJson ?? []).toString())).toEqual(bundle.ruling);
    expect(opened.info).toContainEqual({ label: 'Bagging-Date', value: '2025-01-31' });
    const found = opened.files.find((file) => file.path === `data/${photo.path}`);
    expect(found).toMatchObject({ state: 'good', sha256: photo.sha256, size: photo.size });
    const parts: Uint8Array[] = [];
    for await (const part of (await found?.read()) ?? []) parts.push(part);
    expect(createHash('sha256').update(Buffer.concat(parts)).digest('hex')).toBe(photo.sha256);
    await opened.dispose();
    expect(await readdir(join(dir, 'quarantine')).catch(() => [])).toEqual([]);
  });

  it('the same case gives the same bytes, whatever the order of its files and keys', async () => {
    const shuffled = { ...bundle, caseDocument: Object.fromEntries(Object.entries(bundle.caseDocument).reverse()) as typeof bundle.caseDocument, files: [letter, photo] };
    await writeBundle(join(dir, 'one.zip'), bundle, { as: 'zip' });
    await writeBundle(join(dir, 'two.zip'), shuffled, { as: 'zip' });
    expect((await readFile(join(dir, 'one.zip'))).equals(await readFile(join(dir, 'two.zip')))).toBe(true);
  });

  it.each(['folder', 'zip'] as const)('writes no %s when a file is not what was stored', async (as) => {
    const lying = { ...letter, sha256: photo.sha256 };
    const before = await readdir(dir);
    await expect(writeBundle(join(dir, `lying-${as}`), { ...bundle, files: [lying] }, { as })).rejects.toThrow('not what was stored');
    expect(await readdir(dir)).toEqual(before);
  });

  it('writes no names that its own reader would refuse, and no folder over another', async () => {
    for (const path of ['evidence/buyer/../x', 'evidence/buyer/con.txt', 'evidence/buyer/a:b']) {
      await expect(writeBundle(join(dir, 'never'), { ...bundle, files: [{ ...letter, path }] }, { as: 'zip' })).rejects.toThrow('cannot go into a bundle');
    }
    const clash = [letter, { ...letter, path: letter.path.toUpperCase() }];
    await expect(writeBundle(join(dir, 'never'), { ...bundle, files: clash }, { as: 'zip' })).rejects.toThrow('cannot stand in one bundle');
    await expect(writeBundle(dir, bundle, { as: 'folder' })).rejects.toThrow('already');
  });

  it('tells where case.json and the bag disagree without calling the bag invalid', async () => {
    const caseDocument = caseWith([{ path: letter.path, sha256: photo.sha256, size: 1 }, { path: 'evidence/buyer/gone.jpg' }, { path: '../secret' }]);
    await writeBundle(join(dir, 'liar'), { ...bundle, caseDocument }, { as: 'folder' });
    const opened = await openBundle(join(dir, 'liar'), { quarantineDir: null });
    expect(opened.faults.map((fault) => fault.code)).toEqual(['CASE_HASH_DIFFERS', 'CASE_SIZE_DIFFERS', 'CASE_FILE_NOT_IN_BAG', 'CASE_PATH_OUTSIDE']);
    expect(opened.warnings.map((warning) => warning.code)).toEqual(['CASE_FILE_NOT_CITED']);
    expect(opened).toMatchObject({ kind: 'bundle', valid: true, complete: true });
  });
});

describe('sortedJson', () => {
  it('orders keys at every depth and keeps a member called __proto__', () => {
    expect(sortedJson(JSON.parse('{"b":[{"d":1,"c":2}],"a":null,"__proto__":3}'))).toBe('{\n  "__proto__": 3,\n  "a": null,\n  "b": [\n    {\n      "c": 2,\n      "d": 1\n    }\n  ]\n}\n');
  });
});
