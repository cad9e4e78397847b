import { ArchiveRefused } from './zipRefusal.ts';
import type { ZipEntry } from './zipDirectory.ts';

/** Budgets of one bundle: `archiveBytes` as packed, `totalBytes` and `fileBytes` unpacked, ratios unpacked to packed. */
export type BundleLimits = {
  entries: number;
  archiveBytes: number;
  totalBytes: number;
  fileBytes: number;
  fileRatio: number;
  totalRatio: number;
};

/** The budgets unless settings say otherwise. */
export const defaultLimits: BundleLimits = {
  entries: 5_000,
  archiveBytes: 2 * 1024 ** 3,
  totalBytes: 4 * 1024 ** 3,
  fileBytes: 1024 ** 3,
  fileRatio: 200,
  totalRatio: 50,
};

/** Refuses an archive whose list of contents already breaks a budget, before a byte is unpacked. */
export function checkBudgets(entries: ZipEntry[], archiveBytes: number, limits: BundleLimits): void {
  let total = 0;
  for (const entry of entries) {
    if (entry.size > limits.fileBytes) throw new ArchiveRefused('ARCHIVE_FILE_TOO_LARGE', entry.name);
    if (entry.size > limits.fileRatio * entry.packedSize) throw new ArchiveRefused('ARCHIVE_RATIO', entry.name);
    total += entry.size;
  }
  if (total > limits.totalBytes) throw new ArchiveRefused('ARCHIVE_TOO_LARGE');
  if (total > limits.totalRatio * archiveBytes) throw new ArchiveRefused('ARCHIVE_RATIO');
}
