import { BlobReader, Uint8ArrayWriter, ZipReader } from '@zip.js/zip.js';

/** What zip.js in its strictest mode finds in an archive: content by name, folders as empty content. Throws what it refuses. */
export async function readByZipJs(bytes: Uint8Array): Promise<Map<string, Buffer>> {
  const options = { strictness: 'strict', checkAmbiguity: true, checkSignature: true, checkOverlappingEntry: true, useWebWorkers: false } as const;
  const reader = new ZipReader(new BlobReader(new Blob([new Uint8Array(bytes)])), options);
  try {
    const found = new Map<string, Buffer>();
    for (const entry of await reader.getEntries()) {
      found.set(entry.filename, entry.directory ? Buffer.alloc(0) : Buffer.from(await entry.getData(new Uint8ArrayWriter())));
    }
    return found;
  } finally {
    await reader.close();
  }
}
