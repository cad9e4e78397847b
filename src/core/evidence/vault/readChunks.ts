import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';

const readBytes = 1024 * 1024;

/**
 * Reads `length` bytes of an open file from `start` in parts of 1 MiB, the next part being read while the caller works on this one.
 * A part is valid only until the next one is asked for: two buffers take turns. Ends early where the file ends.
 */
export async function* readChunks(handle: FileHandle, start: number, length: number): AsyncGenerator<Uint8Array, void, void> {
  const size = Math.min(readBytes, Math.max(1, length));
  const buffers = [Buffer.allocUnsafe(size), Buffer.allocUnsafe(size)] as const;
  const readAt = (offset: number, turn: number) => {
    const buffer = turn % 2 === 0 ? buffers[0] : buffers[1];
    return handle.read(buffer, 0, Math.min(size, length - offset), start + offset);
  };
  let offset = 0;
  let pending = length > 0 ? readAt(0, 0) : null;
  try {
    for (let turn = 1; pending !== null; turn += 1) {
      const { bytesRead, buffer } = await pending;
      pending = null;
      if (bytesRead === 0) return;
      offset += bytesRead;
      if (offset < length) pending = readAt(offset, turn);
      yield buffer.subarray(0, bytesRead);
    }
  } finally {
    // The handle must not be closed under a read that is still on its way.
    await pending?.catch(() => undefined);
  }
}

/** Reads a whole file from disk as `readChunks` does and closes it. */
export async function* readWholeFile(path: string): AsyncGenerator<Uint8Array, void, void> {
  const handle = await open(path, 'r');
  try {
    const { size } = await handle.stat();
    yield* readChunks(handle, 0, size);
  } finally {
    await handle.close();
  }
}
