import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import { syncFolder } from '../../evidence/vault/syncFolder.ts';
import { writeAll } from '../../evidence/vault/writeAll.ts';
import { provedBytes } from './provedBytes.ts';
import type { OutgoingFile } from './writeBundle.ts';

/**
 * Writes the files below the folder `top` of one archive, makes it durable and gives it its name. Files are stored, not deflated:
 * photos and videos do not shrink, and deflated bytes would differ between versions of zlib.
 */
export async function writeZip(out: string, temp: string, top: string, files: OutgoingFile[], signal?: AbortSignal): Promise<void> {
  try {
    const handle = await open(temp, 'wx', 0o644);
    try {
      for await (const bytes of zipStream(top, files, signal)) await writeAll(handle, bytes);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temp, out);
    await syncFolder(dirname(out));
  } catch (error) {
    await rm(temp, { force: true });
    throw error;
  }
}

/** The bytes of an archive of the files below the folder `top`. The DOS time is 1 January 1980 whatever the time zone: yazl reads the date in local time. */
export function zipStream(top: string, files: OutgoingFile[], signal?: AbortSignal): AsyncIterable<Uint8Array> {
  const zip = new ZipFile();
  const output = zip.outputStream as Readable;
  const mtime = new Date(1980, 0, 1);
  zip.on('error', (error: Error) => output.destroy(error));
  for (const file of files) {
    zip.addReadStreamLazy(`${top}/${file.path}`, { size: file.size, compress: false, mtime, mode: 0o100644, forceDosTimestamp: true }, (give) => {
      const source = Readable.from(provedBytes(file, signal), { objectMode: false });
      // yazl does not listen to the source: without this a failed file would end the process.
      source.on('error', (error) => output.destroy(error));
      give(null, source);
    });
  }
  zip.end();
  return output;
}
