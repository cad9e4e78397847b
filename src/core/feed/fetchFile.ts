import { eq } from 'drizzle-orm';
import { vaultFile } from '../db/schema/evidence.ts';
import type { Desk } from '../desk.ts';
import { eraseFiles, findFile, quarantineDir, recordFiles, sealBytes } from '../evidence/keep.ts';
import { makeRoom } from '../evidence/vault/makeRoom.ts';
import type { File } from '../../marketplaceApi/types.gen.ts';
import { LineFault } from '../refunds/lineFault.ts';
import type { FeedClient } from './line.ts';

/** A file is noted as named again after this time; the sweep waits for a day. */
const touchMs = 60 * 60_000;

/** Whether a file is in the vault now; if not, why, and whether asking again can help. */
export type FetchedFile = { isKept: true } | { isKept: false; words: string };

/**
 * Brings a file into the vault, where it is kept by its SHA-256: one that is there already is not fetched again. What the marketplace cannot
 * give is told in words; DISK_FULL, and a line that wants to be left alone, are thrown.
 */
export async function fetchFile(desk: Desk, client: FeedClient, { sha256, size }: Pick<File, 'sha256' | 'size'>, signal: AbortSignal): Promise<FetchedFile> {
  const known = await findFile(desk.db, sha256);
  if (known && known.brokenAt === null) {
    // Named again: the sweep of files nobody refers to must not come before the row that is about to.
    if (known.createdAt < desk.clock() - touchMs) await desk.write((tx) => tx.update(vaultFile).set({ createdAt: tx.now }).where(eq(vaultFile.sha256, sha256)));
    return { isKept: true };
  }
  await makeRoom(quarantineDir(desk), size);
  try {
    const sealed = await sealBytes(desk, client.getFile({ sha256, size }, signal), signal);
    // The client proves it too; bytes under a wrong name would stay in the vault for good.
    if (sealed.sha256 !== sha256) {
      await eraseFiles(desk, [sealed.name]);
      return { isKept: false, words: 'The marketplace sent other bytes than it named.' };
    }
    await eraseFiles(desk, await desk.write((tx) => recordFiles(tx, [sealed])));
    return { isKept: true };
  } catch (error) {
    if (!(error instanceof LineFault) || error.verdict === 'notNow' || signal.aborted) throw error;
    return { isKept: false, words: error.message };
  }
}
