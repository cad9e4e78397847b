import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Worker } from 'node:worker_threads';
import { describe, expect, it, vi } from 'vitest';
import { tempFolder } from '../testing/tempFolder.ts';
import { createApp } from './app.ts';
import { databaseFile } from './db/databaseFile.ts';
import { startCore } from './host.ts';

describe('the core on its own thread', () => {
  it('says who holds the data folder when it refuses to start, instead of breaking the shell', async () => {
    const folder = await tempFolder();
    const options = { dataDir: folder.path, key: randomBytes(32), mode: 'write' } as const;
    const first = await createApp({ ...options, holder: 'the first desk' });
    try {
      await expect(startCore({ ...options, holder: 'the second desk' })).rejects.toMatchObject({ code: 'DATA_FOLDER_BUSY', message: expect.stringContaining('the first desk') as string });
      // The thread ends a moment after it refused; what goes wrong there would come as an uncaught error.
      await new Promise((resolve) => setTimeout(resolve, 100));
    } finally {
      await first.close();
      await folder.remove();
    }
  });

  it('would leave who asks without an answer while it is being started again, or end with it', async () => {
    const folder = await tempFolder();
    const thread = new Promise<Worker>((resolve) => process.once('worker', resolve));
    const core = await startCore({ dataDir: folder.path, key: randomBytes(32), mode: 'write', holder: 'this desk' });
    try {
      const died = thread.then((worker) => {
        // Nothing it understands: it dies of it.
        worker.postMessage(null);
        return new Promise((resolve) => worker.once('exit', resolve));
      });
      await died;
      expect(await core.handle('desk.status', {}, { sessionId: 'unknown' })).toMatchObject({ ok: false, error: { message: expect.stringContaining('is being started again') as string } });
      await vi.waitFor(async () => expect(await core.handle('desk.status', {}, { sessionId: 'unknown' })).toMatchObject({ ok: false, error: { code: 'NOT_SIGNED_IN' } }), 20_000);
    } finally {
      await core.close();
      await folder.remove();
    }
  });

  it('would promise to start again what cannot be started, or hang when it is closed', async () => {
    const folder = await tempFolder();
    const thread = new Promise<Worker>((resolve) => process.once('worker', resolve));
    const core = await startCore({ dataDir: folder.path, key: randomBytes(32), mode: 'write', holder: 'this desk' });
    try {
      const worker = await thread;
      worker.postMessage(null);
      await new Promise((resolve) => worker.once('exit', resolve));
      await writeFile(join(folder.path, databaseFile), randomBytes(8_192));
      await vi.waitFor(
        async () => expect(await core.handle('desk.status', {}, { sessionId: 'unknown' })).toMatchObject({ ok: false, error: { message: expect.stringContaining('could not be started again') as string } }),
        20_000,
      );
    } finally {
      await core.close();
      await folder.remove();
    }
  });
});
