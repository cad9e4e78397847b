import { open } from 'node:fs/promises';

/** Makes the names in a folder durable (fsync of the folder); where the system cannot do it (Windows) the rename alone must do. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
