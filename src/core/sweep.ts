import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** Removes what a killed process left half done: unpacked archives, exports on their way, sealed files without their name. */
export async function sweep(dataDir: string): Promise<void> {
  for (const folder of ['quarantine', 'tmp']) await rm(join(dataDir, folder), { recursive: true, force: true });
  const vault = join(dataDir, 'vault');
  for (const name of await readdir(vault, { recursive: true }).catch(() => [])) {
    if (name.endsWith('.part')) await rm(join(vault, name), { force: true });
  }
}
