import { eq } from 'drizzle-orm';
import { randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { neutralCase, placeCase } from '../../testing/builders.ts';
import { openTempDesk, type TempDesk } from '../../testing/tempDesk.ts';
import { readCaseFile } from '../cases/caseFile.ts';
import { auditEntry } from '../db/schema/audit.ts';
import { job } from '../db/schema/job.ts';
import { vaultFile } from '../db/schema/evidence.ts';
import { DeskError } from '../fault.ts';
import { askForCheck, checkVault, sweepUnused, sweepVault } from './checkVault.ts';
import { findFile, keepFile, readWhole, vaultDir, type VaultFile } from './keep.ts';
import { sealedPath } from './vault/sealedPath.ts';

let temp: TempDesk;
beforeEach(async () => void (temp = await openTempDesk()));
afterEach(() => temp.close());

async function* once(bytes: Uint8Array) {
  yield bytes;
}
async function keep(bytes: Uint8Array): Promise<VaultFile> {
  const { sha256 } = await keepFile(temp.desk, once(bytes));
  const file = await findFile(temp.desk.db, sha256);
  if (!file) throw new Error('not kept');
  return file;
}
const pathOf = (file: VaultFile) => sealedPath(vaultDir(temp.desk), file.name);
const sealedFiles = () => readdirSync(vaultDir(temp.desk), { recursive: true }).map(String).filter((name) => name.length > 10).sort();

/** Flips one bit of the sealed file on disk. */
function damage(file: VaultFile): void {
  const bytes = readFileSync(pathOf(file));
  bytes.writeUInt8(bytes.readUInt8(5) ^ 1, 5);
  writeFileSync(pathOf(file), bytes);
}

/** A case whose buyer handed these bytes in. */
const caseWith = (file: VaultFile) =>
  placeCase(temp.desk, neutralCase(), { files: new Map([['photo', { sha256: file.sha256, state: 'good', words: null }]]) });

async function exhibitOf(caseId: string) {
  const by = await temp.seat('Dana');
  return (await readCaseFile(temp.desk.db, caseId, by, temp.clock.now)).exhibits[0];
}

describe('kept files', () => {
  it('are there once, however often the same bytes come', async () => {
    const bytes = randomBytes(200_000);
    const [one, other] = [await keep(bytes), await keep(bytes)];
    expect(other).toEqual(one);
    expect(sealedFiles()).toEqual([one.name]);
  });

  it.each([
    ['changed', damage],
    ['cut', (file: VaultFile) => writeFileSync(pathOf(file), readFileSync(pathOf(file)).subarray(0, -1))],
    ['gone', (file: VaultFile) => rmSync(pathOf(file))],
  ])('that were %s on disk are marked on every case that cites them when somebody opens them, and in the log', async (_how, harm) => {
    const file = await keep(randomBytes(100_000));
    const cases = [await caseWith(file), await caseWith(file)];
    harm(file);
    await expect(readWhole(temp.desk, file)).rejects.toThrow();
    for (const caseId of cases) {
      expect(await exhibitOf(caseId)).toMatchObject({ state: 'damaged', show: 'none', stateWords: expect.stringContaining('stored copy') as string });
      expect(temp.events).toContainEqual(expect.objectContaining({ type: 'case.changed', caseId }));
    }
    expect((await temp.desk.db.select().from(auditEntry).where(eq(auditEntry.action, 'evidence.broken'))).map((entry) => entry.caseId).sort()).toEqual(cases.sort());
    // Opened again nothing of it is given out, and it is not marked twice.
    const marked = await findFile(temp.desk.db, file.sha256);
    await expect(readWhole(temp.desk, marked ?? file)).rejects.toThrow(DeskError);
    expect(await temp.desk.db.$count(auditEntry, eq(auditEntry.action, 'evidence.broken'))).toBe(2n);
  });

  it('are mended by the same bytes when they come again', async () => {
    const bytes = randomBytes(100_000);
    const file = await keep(bytes);
    const caseId = await caseWith(file);
    damage(file);
    await expect(readWhole(temp.desk, file)).rejects.toThrow();
    const mended = await keep(bytes);
    expect((await readWhole(temp.desk, mended)).equals(bytes)).toBe(true);
    expect((await exhibitOf(caseId))?.state).not.toBe('damaged');
    expect(sealedFiles()).toEqual([mended.name]);
  });
});

describe('the check of the vault', () => {
  const weekMs = 7 * 24 * 60 * 60_000;

  it('finds by itself what broke, and looks at nothing twice in a week', async () => {
    const [good, bad] = [await keep(randomBytes(70_000)), await keep(randomBytes(70_000))];
    const caseId = await caseWith(bad);
    damage(bad);
    await askForCheck(temp.desk);
    expect(await temp.desk.db.$count(job, eq(job.kind, 'evidence.check'))).toBe(0n);
    temp.clock.now += weekMs + 1;
    await askForCheck(temp.desk);
    await askForCheck(temp.desk);
    expect(await temp.desk.db.$count(job, eq(job.kind, 'evidence.check'))).toBe(1n);
    expect(await temp.runDueJobs({ 'evidence.check': checkVault })).toEqual([]);
    expect(await exhibitOf(caseId)).toMatchObject({ state: 'damaged' });
    const rows = await temp.desk.db.select().from(vaultFile);
    expect(rows.map(({ sha256, checkedAt, brokenAt }) => ({ sha256, checkedAt, isBroken: brokenAt !== null }))).toEqual(
      expect.arrayContaining([
        { sha256: good.sha256, checkedAt: temp.clock.now, isBroken: false },
        { sha256: bad.sha256, checkedAt: temp.clock.now, isBroken: true },
      ]),
    );
    await askForCheck(temp.desk);
    expect(await temp.desk.db.$count(job, eq(job.state, 'waiting'))).toBe(0n);
  });

  it('forgets the key of a file that an import kept and died before it named it, and of no file that is named or was just handed in', async () => {
    const [named, left, again] = [await keep(randomBytes(10)), await keep(randomBytes(10)), randomBytes(10)];
    await caseWith(named);
    const back = await keep(again);
    temp.clock.now += weekMs;
    await keep(again);
    await sweepUnused(temp.desk);
    expect((await temp.desk.db.select().from(vaultFile)).map(({ sha256 }) => sha256).sort()).toEqual([named.sha256, back.sha256].sort());
    expect(sealedFiles()).not.toContain(left.name);
  });

  it('removes what a killed process sealed without a record, and nothing else', async () => {
    const file = await keep(randomBytes(10));
    const [left, fresh] = [`ab/ab${'0'.repeat(30)}`, `${file.name.slice(0, 2)}/${file.name.slice(0, 2)}${'1'.repeat(30)}`];
    for (const name of [left, fresh]) {
      const path = join(vaultDir(temp.desk), name);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, 'sealed');
    }
    utimesSync(sealedPath(vaultDir(temp.desk), left), 1, 1);
    // This one is being recorded by a running import.
    await sweepVault(temp.desk, Date.now() - 60_000);
    expect(sealedFiles()).toEqual([file.name, fresh].sort());
  });
});
