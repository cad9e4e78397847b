import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { readDirectory } from './zipDirectory.ts';
import { placeEntries } from './zipLayout.ts';
import type { PlacedEntry } from './zipLayout.ts';
import { checkBudgets } from './zipLimits.ts';
import type { BundleLimits } from './zipLimits.ts';
import { ArchiveRefused } from './zipRefusal.ts';

/** An archive whose structure, names and budgets are in order; its data is checked while it is unpacked. */
export type OpenZip = { path: string; handle: FileHandle; entries: PlacedEntry[]; close(): Promise<void> };

/** Opens an archive and checks all that can be checked without unpacking; throws ArchiveRefused with the first reason. */
export async function openZip(path: string, limits: BundleLimits): Promise<OpenZip> {
  const handle = await open(path, 'r');
  try {
    const { size } = await handle.stat();
    if (size > limits.archiveBytes) throw new ArchiveRefused('ARCHIVE_TOO_LARGE');
    const { entries, directoryOffset } = await readDirectory(handle, size, limits.entries);
    checkBudgets(entries, size, limits);
    return { path, handle, entries: await placeEntries(handle, entries, directoryOffset), close: () => handle.close() };
  } catch (error) {
    await handle.close();
    throw error;
  }
}
