import type { FileHandle } from 'node:fs/promises';

/** Writes every byte at the handle's place; one call of the system may take only a part. */
export async function writeAll(handle: FileHandle, bytes: Uint8Array): Promise<void> {
  for (let done = 0; done < bytes.length; ) {
    const { bytesWritten } = await handle.write(bytes, done, bytes.length - done);
    done += bytesWritten;
  }
}

/** Writes parts behind one another without copying them together first. */
export async function writeParts(handle: FileHandle, parts: readonly Uint8Array[]): Promise<void> {
  const total = parts.reduce((sum, part) => sum + part.length, 0);
  const { bytesWritten } = await handle.writev(parts);
  // A full disk takes a part and says so only at the next write.
  if (bytesWritten < total) await writeAll(handle, Buffer.concat(parts).subarray(bytesWritten));
}
