import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { signLog } from '../audit/append.ts';
import type { OpenFile } from '../core.ts';
import type { Desk } from '../desk.ts';
import { openSealed } from '../evidence/vault/openSealed.ts';
import { sealFile } from '../evidence/vault/sealFile.ts';
import { stagedPath } from '../evidence/vault/sealedPath.ts';
import { streamBundle } from './bundle/writeBundle.ts';
import { bundleOfCase } from './exportCase.ts';

/** Signs the log, writes a case's bundle with that anchor beside the data, sealed under a key that nobody keeps, and opens it for reading: it never lies open in the data folder. */
export async function openExport(desk: Desk, caseId: string): Promise<OpenFile> {
  if (desk.mode === 'write') await desk.write(signLog);
  const folder = join(desk.dataDir, 'tmp');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const { bundle, fileName } = await bundleOfCase(desk, caseId);
  const { name, key, size } = await sealFile(streamBundle(bundle), folder);
  const path = stagedPath(folder, name);
  const stream = await openSealed(path, key, size);
  // Whoever reads holds it open, so its name can go at once; Windows keeps it until the next start, which nobody can open.
  if (process.platform !== 'win32') await rm(path, { force: true });
  return { mediaType: 'application/zip', fileName, disposition: 'attachment', size, start: 0, end: size - 1, stream };
}
