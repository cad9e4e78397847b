import { eq, inArray } from 'drizzle-orm';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Db } from '../db/open.ts';
import { vaultFile } from '../db/schema/evidence.ts';
import type { Tx } from '../db/write.ts';
import type { Desk } from '../desk.ts';
import { DeskError } from '../fault.ts';
import { markBroken } from './broken.ts';
import { eraseSealed, openSealed } from './vault/openSealed.ts';
import { SealBroken } from './vault/sealedFormat.ts';
import { sealFile, settleSealed, type SealedFile } from './vault/sealFile.ts';
import { sealedPath } from './vault/sealedPath.ts';

export type VaultFile = typeof vaultFile.$inferSelect;

/** The folder of sealed files in a data folder. */
export function vaultDir(desk: Pick<Desk, 'dataDir'>): string {
  return join(desk.dataDir, 'vault');
}

/** Where files wait until they are proved and recorded: on the vault's disk, emptied at every start. */
export function quarantineDir(desk: Pick<Desk, 'dataDir'>): string {
  return join(desk.dataDir, 'quarantine');
}

/** Seals bytes into the vault without a row: `recordFiles` has to write it, in the transaction that comes to name the file. */
export async function sealBytes(desk: Desk, source: AsyncIterable<Uint8Array>, signal?: AbortSignal): Promise<SealedFile> {
  const staging = quarantineDir(desk);
  await mkdir(staging, { recursive: true, mode: 0o700 });
  const sealed = await sealFile(source, staging, signal);
  await settleSealed([sealed.name], staging, vaultDir(desk));
  return sealed;
}

/** Seals bytes into the vault and writes their row; bytes that are there already are kept once. Returns their sha-256 and size. */
export async function keepFile(desk: Desk, source: AsyncIterable<Uint8Array>, signal?: AbortSignal): Promise<{ sha256: string; size: number }> {
  const sealed = await sealBytes(desk, source, signal);
  const spare = await desk.write((tx) => recordFiles(tx, [sealed]));
  await eraseFiles(desk, spare);
  return { sha256: sealed.sha256, size: sealed.size };
}

/**
 * Writes the rows of files that settled in the vault. Bytes that are here already keep their copy, unless it is broken: then the new one
 * takes its place. Gives the names of the copies nobody needs, to be erased after the commit.
 */
export async function recordFiles(tx: Tx, sealed: readonly SealedFile[]): Promise<string[]> {
  const hashes = sealed.map((file) => file.sha256);
  const known = new Map((await tx.select().from(vaultFile).where(inArray(vaultFile.sha256, hashes))).map((row) => [row.sha256, row]));
  // Asked for again: the sweep of files nobody refers to must not come before the row that is about to.
  if (known.size > 0) await tx.update(vaultFile).set({ createdAt: tx.now }).where(inArray(vaultFile.sha256, [...known.keys()]));
  const spare: string[] = [];
  for (const { sha256, size, name, key } of sealed) {
    const row = known.get(sha256);
    if (row && row.brokenAt === null) {
      spare.push(name);
      continue;
    }
    const copy = { name, key, checkedAt: tx.now, brokenAt: null };
    if (row) {
      await tx.update(vaultFile).set(copy).where(eq(vaultFile.sha256, sha256));
      spare.push(row.name);
    }
    const [kept] = row ? [row] : await tx.insert(vaultFile).values({ sha256, size, createdAt: tx.now, ...copy }).returning();
    if (kept) known.set(sha256, { ...kept, ...copy });
  }
  return spare;
}

/** Removes sealed files whose keys are forgotten. One that could not be removed is found by the next check of the vault. */
export async function eraseFiles(desk: Pick<Desk, 'dataDir'>, names: readonly string[]): Promise<void> {
  for (const name of names) await eraseSealed(vaultDir(desk), name);
}

/** The vault's row for a sha-256; undefined when the bytes are not kept. */
export async function findFile(db: Db, sha256: string): Promise<VaultFile | undefined> {
  const [found] = await db.select().from(vaultFile).where(eq(vaultFile.sha256, sha256));
  return found;
}

/**
 * Opens a kept file, or an inclusive range of it. No damaged byte is given out: NOT_FOUND when the damage shows at once, a failing stream when
 * it shows on the way; both mark the file on every case that cites it.
 */
export async function readKept(desk: Desk, file: VaultFile, range: { start?: number; end?: number } = {}): Promise<ReadableStream<Uint8Array>> {
  if (file.brokenAt !== null) throw brokenFault();
  try {
    const stream = await openSealed(sealedPath(vaultDir(desk), file.name), file.key, file.size, range);
    return watched(stream, () => markBroken(desk, file.sha256));
  } catch (error) {
    if (!(error instanceof SealBroken) && !isGone(error)) throw error;
    await markBroken(desk, file.sha256);
    throw brokenFault();
  }
}

/** A kept file as one buffer, for files whose size was looked at before. */
export async function readWhole(desk: Desk, file: VaultFile): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const part of await readKept(desk, file)) parts.push(part);
  return Buffer.concat(parts);
}

function brokenFault(): DeskError {
  return new DeskError('NOT_FOUND', 'The stored copy of this file is damaged and is not shown. It is marked on every case that cites it; hand the file in again to mend it.');
}

function isGone(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

/** The same stream, which tells when it fails by a broken seal. */
function watched(stream: ReadableStream<Uint8Array>, onBroken: () => Promise<void>): ReadableStream<Uint8Array> {
  const reader = stream.getReader();
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const { done, value } = await reader.read();
          if (done) controller.close();
          else controller.enqueue(value);
        } catch (error) {
          if (error instanceof SealBroken) await onBroken();
          throw error;
        }
      },
      cancel: (reason) => reader.cancel(reason),
    },
    { highWaterMark: 1 },
  );
}
