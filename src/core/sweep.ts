import { rm } from 'node:fs/promises';
import { join } from 'node:path';

/** Removes what a killed process left half done: files that were not proved and recorded yet, exports on their way. */
export async function sweep(dataDir: string): Promise<void> {
  for (const folder of ['quarantine', 'tmp']) await rm(join(dataDir, folder), { recursive: true, force: true });
}
