import { and, asc, count, inArray, isNull, lt, or } from 'drizzle-orm';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { vaultFile } from '../db/schema/evidence.ts';
import type { Desk } from '../desk.ts';
import { enqueue } from '../jobs/enqueue.ts';
import type { JobHandler } from '../jobs/runner.ts';
import { markBroken } from './broken.ts';
import { findUnused, forgetUnused } from './forget.ts';
import { eraseFiles, vaultDir } from './keep.ts';
import { verifyAside } from './vault/verifyAside.ts';
import { isVaultName, sealedPath } from './vault/sealedPath.ts';

/** A kept file is compared with its hash this often. */
const checkEveryMs = 7 * 24 * 60 * 60_000;
const filesAtOnce = 100;

/** Asks for a check of the vault when files are due for one. */
export async function askForCheck(desk: Desk): Promise<void> {
  const due = await countDue(desk);
  if (due === 0) return;
  await desk.write((tx) =>
    enqueue(tx, { kind: 'evidence.check', words: due === 1 ? 'Check of one stored file' : `Check of ${due} stored files`, payload: {}, uniqueKey: 'evidence.check', maxAttempts: 3 }),
  );
}

/** Job `evidence.check`: compares the files that were not looked at for a week with their hashes, one at a time, and marks broken ones. */
export const checkVault: JobHandler = async (_payload, { desk, signal, progress }) => {
  const due = await countDue(desk);
  for (let done = 0; ; ) {
    const files = await desk.db.select().from(vaultFile).where(dueNow(desk)).orderBy(asc(vaultFile.checkedAt), asc(vaultFile.sha256)).limit(filesAtOnce);
    for (const { sha256, name, key, size } of files) {
      // A name the vault never gave means the row was changed: that is a broken file, not a failed check.
      const isSound = isVaultName(name) && (await verifyAside({ path: sealedPath(vaultDir(desk), name), key, size, sha256 }, signal));
      if (!isSound) await markBroken(desk, sha256);
    }
    if (files.length === 0) return;
    await desk.write((tx) => tx.update(vaultFile).set({ checkedAt: tx.now }).where(inArray(vaultFile.sha256, files.map((file) => file.sha256))));
    done += files.length;
    await progress(Math.min(99, (100 * done) / due));
  }
};

async function countDue(desk: Desk): Promise<number> {
  const [found] = await desk.db.select({ due: count() }).from(vaultFile).where(dueNow(desk));
  return Number(found?.due ?? 0);
}

function dueNow(desk: Desk) {
  const before = desk.clock() - checkEveryMs;
  return and(isNull(vaultFile.brokenAt), or(isNull(vaultFile.checkedAt), lt(vaultFile.checkedAt, before)));
}

/** Files are kept a moment before something names them; a day is more than any import takes. */
const unusedMs = 24 * 60 * 60_000;

/** Forgets the keys of files that nothing has referred to for a day: erasing could not reach them. */
export async function sweepUnused(desk: Desk): Promise<void> {
  for (;;) {
    const before = desk.clock() - unusedMs;
    if ((await findUnused(desk.db, before)).length === 0) return;
    // Asked again inside: one of them may have been handed in meanwhile.
    const spare = await desk.write(async (tx) => forgetUnused(tx, await findUnused(tx, before)));
    await eraseFiles(desk, spare);
    if (spare.length === 0) return;
  }
}

/** Removes sealed files that no row knows: a process that died between sealing and recording left them. Those of this run are spared. */
export async function sweepVault(desk: Pick<Desk, 'db' | 'dataDir'>, startedAt: number): Promise<void> {
  const folder = vaultDir(desk);
  for (const part of await readdir(folder).catch(() => [])) {
    const names = (await readdir(join(folder, part)).catch(() => [])).map((name) => `${part}/${name}`).filter(isVaultName);
    const known = new Set<string>();
    for (let from = 0; from < names.length; from += filesAtOnce) {
      const rows = await desk.db.select({ name: vaultFile.name }).from(vaultFile).where(inArray(vaultFile.name, names.slice(from, from + filesAtOnce)));
      for (const { name } of rows) known.add(name);
    }
    for (const name of names) {
      if (known.has(name)) continue;
      // Read before the rows: a file that is being recorded right now is younger than this run.
      const { mtimeMs } = await stat(sealedPath(folder, name));
      if (mtimeMs < startedAt) await eraseFiles(desk, [name]);
    }
  }
}
