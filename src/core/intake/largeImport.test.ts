import { execFileSync, spawn } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { neutralCase } from '../../testing/neutralCases.ts';
import { openOperatedCore, type OperatedCore } from '../../testing/operatedCore.ts';
import { tempFolder } from '../../testing/tempFolder.ts';
import { openConnection } from '../db/open.ts';
import { vaultFile } from '../db/schema/evidence.ts';
import { sweepVault } from '../evidence/checkVault.ts';
import { sha256 } from '../ids.ts';
import { writeBundle } from './bundle/writeBundle.ts';

const key = new Uint8Array(32).fill(7);
const program = fileURLToPath(new URL('../../testing/importAndWait.ts', import.meta.url));
let folder: { path: string; remove(): Promise<void> };
let desk: OperatedCore | null = null;

beforeEach(async () => void (folder = await tempFolder()));
afterEach(async () => {
  await desk?.close();
  desk = null;
  await folder.remove();
});

/** A bundle of so many files of 4 MiB each, stored as a zip. */
async function largeBundle(files: number): Promise<string> {
  const made = Array.from({ length: files }, (_, index) => {
    const bytes = randomBytes(4 * 1024 * 1024);
    return { path: `evidence/buyer/${index}.bin`, size: bytes.length, sha256: sha256(bytes), open: async () => parts(bytes) };
  });
  const evidence = made.map((file, index) => ({ id: `e${index}`, side: 'buyer' as const, kind: 'other' as const, fileName: `${index}.bin`, path: file.path, sha256: file.sha256, size: file.size }));
  const out = join(folder.path, `${randomUUID()}.zip`);
  await writeBundle(out, { caseDocument: neutralCase({ sourceId: randomUUID(), evidence }), files: made, baggedAt: 0 }, { as: 'zip' });
  return out;
}
async function* parts(bytes: Uint8Array) {
  yield bytes;
}

const sealedFiles = (dataDir: string) => readFolder(join(dataDir, 'vault')).filter((name) => name.length > 10).sort();
const readFolder = (path: string) => {
  mkdirSync(path, { recursive: true });
  return readdirSync(path, { recursive: true }).map(String);
};

async function namesRecorded(dataDir: string): Promise<string[]> {
  const { db, close } = await openConnection({ dataDir, key }, 'read');
  await sweepVault({ db, dataDir }, Date.now());
  const rows = await db.select({ name: vaultFile.name }).from(vaultFile);
  close();
  return rows.map(({ name }) => name).sort();
}

describe('a large import', () => {
  it('killed at any moment leaves nothing or a job that goes on: the case is there once and whole, no file lies about', { timeout: 120_000 }, async () => {
    const bundle = await largeBundle(16);
    for (const [round, killAfterMs] of [0, 80, 200, 500].entries()) {
      const dataDir = join(folder.path, `data-${round}`);
      mkdirSync(dataDir);
      const child = spawn(process.execPath, [program, dataDir, Buffer.from(key).toString('hex'), bundle], { stdio: ['ignore', 'pipe', 'inherit'] });
      await once(child.stdout, 'data');
      await new Promise((resolve) => setTimeout(resolve, killAfterMs));
      child.kill('SIGKILL');
      await once(child, 'exit');
      desk = await openOperatedCore({}, dataDir);
      await expect.poll(async () => (await desk?.ask('intake.list', {}))?.[0]?.state, { timeout: 60_000 }).toBe('finished');
      const { rows } = await desk.ask('cases.list', { scope: 'queue' });
      expect(rows).toHaveLength(1);
      const { exhibits } = await desk.ask('cases.get', { caseId: rows[0]?.caseId ?? '' });
      expect(exhibits.filter(({ sha256 }) => sha256 !== null)).toHaveLength(16);
      expect((await desk.ask('audit.verify', {})).ok).toBe(true);
      await desk.close();
      desk = null;
      const recorded = await namesRecorded(dataDir);
      expect(sealedFiles(dataDir)).toEqual(recorded);
      expect(readFolder(join(dataDir, 'quarantine'))).toEqual([]);
    }
  });

  it('that is stopped keeps nothing of the bundle it was in', async () => {
    const bundle = await largeBundle(16);
    desk = await openOperatedCore();
    const { batchId } = await desk.core.admit([bundle]);
    const reading = new Promise<void>((resolve) => desk?.core.on((event) => void (event.type === 'import.changed' && event.done > 0 && resolve())));
    const { importId } = await desk.ask('intake.import', { requestId: randomUUID(), batchId });
    await reading;
    await desk.ask('intake.cancel', { importId });
    await expect.poll(async () => (await desk?.ask('intake.report', { importId }))?.state).toBe('cancelled');
    expect((await desk.ask('intake.report', { importId })).cases).toEqual([]);
    expect(readFolder(join(desk.dataDir, 'quarantine'))).toEqual([]);
    expect(sealedFiles(desk.dataDir)).toEqual([]);
  });

  const canMount = process.platform === 'linux' && process.getuid?.() === 0;
  it.skipIf(!canMount)(`on a full disk says so, loses nothing and goes on when there is room${canMount ? '' : ' (left out: a small disk can be mounted by root on Linux only)'}`, { timeout: 60_000 }, async () => {
    const [small, large] = [await largeBundle(1), await largeBundle(10)];
    const disk = join(folder.path, 'disk');
    mkdirSync(disk);
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=32m', 'tmpfs', disk]);
    try {
      desk = await openOperatedCore({}, join(disk, 'data'));
      const first = await desk.importPaths(small);
      const failed = await desk.importPaths(large);
      expect(failed).toMatchObject({ state: 'failed', cases: [], error: expect.stringMatching(/on disk, .* free|disk is full/) as string });
      expect(readFolder(join(desk.dataDir, 'quarantine'))).toEqual([]);
      expect((await desk.ask('cases.get', { caseId: first.cases[0]?.caseId ?? '' })).exhibits).toHaveLength(1);
      execFileSync('mount', ['-o', 'remount,size=200m', disk]);
      // The job of the failed import tries again by itself.
      await expect.poll(async () => (await desk?.ask('intake.report', { importId: failed.importId }))?.state, { timeout: 30_000 }).toBe('finished');
      expect((await desk.ask('cases.list', { scope: 'queue' })).rows).toHaveLength(2);
      await desk.close();
      desk = null;
    } finally {
      await desk?.close();
      desk = null;
      execFileSync('umount', ['-l', disk]);
      rmSync(disk, { recursive: true, force: true });
    }
  });
});
