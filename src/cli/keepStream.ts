import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream as NodeReadableStream } from 'node:stream/web';

/** Writes beside the target and renames, so that a broken file never stands where a good one was. */
export async function keepStream(stream: ReadableStream<Uint8Array>, target: string): Promise<void> {
  const temp = `${target}.${process.pid}.part`;
  try {
    await pipeline(Readable.fromWeb(stream as NodeReadableStream), createWriteStream(temp, { flags: 'wx', mode: 0o600, flush: true }));
    await rename(temp, target);
  } catch (error) {
    await rm(temp, { force: true });
    throw error;
  }
}
