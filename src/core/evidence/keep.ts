import { eq } from 'drizzle-orm';
import { join } from 'node:path';
import type { Db } from '../db/open.ts';
import { vaultFile } from '../db/schema/evidence.ts';
import type { Desk } from '../desk.ts';
import { openSealed, eraseSealed } from './vault/openSealed.ts';
import { sealFile } from './vault/sealFile.ts';
import { sealedPath } from './vault/sealedPath.ts';

export type VaultFile = typeof vaultFile.$inferSelect;

/** The folder of sealed files in a data folder. */
export function vaultDir(desk: Pick<Desk, 'dataDir'>): string {
  return join(desk.dataDir, 'vault');
}

/** Seals bytes into the vault and writes their row; bytes that are there already are kept once. Returns their sha-256 and size. */
export async function keepFile(desk: Desk, source: AsyncIterable<Uint8Array>, signal?: AbortSignal): Promise<{ sha256: string; size: number }> {
  const sealed = await sealFile(source, vaultDir(desk), signal);
  const isNew = await desk.write(async (tx) => {
    const rows = await tx
      .insert(vaultFile)
      .values({ sha256: sealed.sha256, size: sealed.size, name: sealed.name, key: sealed.key, createdAt: tx.now })
      .onConflictDoNothing()
      .returning({ name: vaultFile.name });
    return rows.length > 0;
  });
  if (!isNew) await eraseSealed(vaultDir(desk), sealed.name);
  return { sha256: sealed.sha256, size: sealed.size };
}

/** The vault's row for a sha-256; undefined when the bytes are not kept. */
export async function findFile(db: Db, sha256: string): Promise<VaultFile | undefined> {
  const [found] = await db.select().from(vaultFile).where(eq(vaultFile.sha256, sha256));
  return found;
}

/** Opens a kept file, or an inclusive range of it; fails with SealBroken before a damaged byte is given out. */
export function readKept(desk: Pick<Desk, 'dataDir'>, file: VaultFile, range: { start?: number; end?: number } = {}): Promise<ReadableStream<Uint8Array>> {
  return openSealed(sealedPath(vaultDir(desk), file.name), file.key, file.size, range);
}

/** A kept file as one buffer, for files whose size was looked at before. */
export async function readWhole(desk: Pick<Desk, 'dataDir'>, file: VaultFile): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const part of await readKept(desk, file)) parts.push(part);
  return Buffer.concat(parts);
}
