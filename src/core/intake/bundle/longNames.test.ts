import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { neutralCase } from '../../../testing/neutralCases.ts';
import { NeutralCase } from '../../../contract/neutralCase.ts';
import { bag, manifestOf, payload, putFolder } from './bagBuilder.testing.ts';
import { checkPath } from './checkPath.ts';

let dir = '';
beforeAll(async () => void (dir = await mkdtemp(join(tmpdir(), 'names-'))));
afterAll(() => rm(dir, { recursive: true }));

/** Marks that stand on one letter in no order: sorting them takes time with the square of their number. */
const marks = (count: number) => '\u0315\u0300\u0327\u0316'.repeat(count / 4);

describe('a listed path that no file can have', () => {
  it('does not freeze the desk by a manifest path of 200,000 marks on one letter', async () => {
    const path = `data/a${marks(200_000)}`;
    const result = await checkPath(await putFolder(dir, bag({ 'manifest-sha256.txt': `${manifestOf(payload)}${'0'.repeat(64)}  ${path}\n` })));
    expect(result.faults).toMatchObject([{ code: 'BAG_PATH_TOO_LONG', message: expect.stringMatching(/^Line 3 of manifest-sha256\.txt names a path of more than 1024 bytes/) as string }]);
    expect(result.faults[0]?.path?.length).toBeLessThanOrEqual(300);
  });

  it('does not freeze the desk by a path of fetch.txt', async () => {
    const result = await checkPath(await putFolder(dir, bag({ 'fetch.txt': `https://x.example/y - data/a${marks(200_000)}\n` })));
    expect(result.faults.map(({ code }) => code)).toEqual(['BAG_PATH_TOO_LONG']);
  });

  it('still reads the longest path a file can have, written with a percent code for each sign', async () => {
    const long = `data/${'%'.repeat(200)}/${'%'.repeat(200)}/${'%'.repeat(200)}/${'%'.repeat(200)}/${'x'.repeat(200)}.jpg`;
    const files = { ...payload, [long]: 'three' };
    const manifest = manifestOf(files).replaceAll('%', '%25');
    expect(await checkPath(await putFolder(dir, bag({ ...files, 'manifest-sha256.txt': manifest, 'bag-info.txt': 'Contact-Name: x\n' })))).toMatchObject({ valid: true });
  });

  it('takes no case whose file name is long enough to stall whoever shows it', () => {
    const named = (fileName: string) => NeutralCase.safeParse({ ...neutralCase(), evidence: [{ id: 'e', side: 'buyer', kind: 'photo', fileName }] });
    expect([named('x'.repeat(1_000)).success, named('x'.repeat(1_001)).success]).toEqual([true, false]);
  });
});

describe('a folder that is made to be compared for hours', () => {
  it('is listed no deeper and no longer than an archive may be', async () => {
    const deep = `data/${'d/'.repeat(20)}x`;
    const long = `data/${`${'y'.repeat(200)}/`.repeat(6)}x`;
    const { faults } = await checkPath(await putFolder(dir, bag({ [deep]: 'x', [long]: 'x' })));
    expect(faults.map(({ code }) => code).toSorted()).toEqual(['FILE_NAME_TOO_DEEP', 'FILE_NAME_TOO_LONG']);
  });

  it('cannot make a report of a million characters by one sentence', async () => {
    const { faults } = await checkPath(await putFolder(dir, bag({ 'bag-info.txt': `Payload-Oxum: ${'9'.repeat(1_000_000)}.1\n`, 'bagit.txt': `BagIt-Version: 1.${'0'.repeat(3_000)}\nTag-File-Character-Encoding: UTF-8\n` })));
    expect(faults.length).toBeGreaterThan(1);
    for (const { message, path } of faults) expect(Math.max(message.length, path?.length ?? 0)).toBeLessThanOrEqual(300);
  });
});
