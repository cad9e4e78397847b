import { createReadStream } from 'node:fs';
import { mkdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { signLog } from '../audit/append.ts';
import type { OpenFile } from '../core.ts';
import type { Desk } from '../desk.ts';
import { newId } from '../ids.ts';
import { exportCase } from './exportCase.ts';

/** Signs the log, writes a case's bundle with that anchor beside the data and opens it for reading; it is removed when it was read or given up. */
export async function openExport(desk: Desk, caseId: string): Promise<OpenFile> {
  if (desk.mode === 'write') await desk.write(signLog);
  const folder = join(desk.dataDir, 'tmp');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, `${newId()}.zip`);
  const { fileName } = await exportCase(desk, caseId, path);
  const { size } = await stat(path);
  const file = createReadStream(path, { highWaterMark: 256 * 1024 });
  file.once('close', () => void rm(path, { force: true }));
  return {
    mediaType: 'application/zip',
    fileName,
    disposition: 'attachment',
    size,
    start: 0,
    end: size - 1,
    stream: Readable.toWeb(file) as ReadableStream<Uint8Array>,
  };
}
