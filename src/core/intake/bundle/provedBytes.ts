import { createHash } from 'node:crypto';
import type { OutgoingFile } from './writeBundle.ts';

/** The bytes of an outgoing file, each a copy; fails at the end when they are not those of its size and sha-256. */
export async function* provedBytes(file: OutgoingFile, signal?: AbortSignal): AsyncGenerator<Buffer, void, void> {
  const hash = createHash('sha256');
  let size = 0;
  for await (const bytes of await file.open()) {
    signal?.throwIfAborted();
    hash.update(bytes);
    size += bytes.length;
    yield Buffer.from(bytes);
  }
  if (size !== file.size || hash.digest('hex') !== file.sha256) {
    throw new Error(`The file ${file.path} is not what was stored. The bundle was not written.`);
  }
}
