import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { tempFolder } from '../testing/tempFolder.ts';
import { createApp } from './app.ts';
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
});
