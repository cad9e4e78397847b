import { randomBytes, randomUUID } from 'node:crypto';
import { createApp } from '../core/app.ts';
import { createBridge } from '../preload/bridge.ts';
import { contractSuite } from '../testing/contractSuite.ts';
import { createFakeElectron } from '../testing/fakeElectron.ts';
import { tempFolder } from '../testing/tempFolder.ts';
import { serveIpc } from './ipc.ts';

contractSuite('Electron IPC', async () => {
  const folder = await tempFolder();
  const core = await createApp({ dataDir: folder.path, key: randomBytes(32), mode: 'write', holder: 'a test' });
  const stops: (() => void)[] = [];
  return {
    connect: async () => {
      // Each session is a desk of its own with one window, as it is in Electron.
      const electron = createFakeElectron();
      const window = electron.newWindow();
      stops.push(serveIpc({ ipc: electron.ipc, core, caller: { sessionId: randomUUID() }, contents: () => window.contents, pickPaths: async () => [] }));
      return createBridge(window.renderer, { getPathForFile: () => '' });
    },
    close: async () => {
      stops.forEach((stop) => stop());
      await core.close();
      await folder.remove();
    },
  };
});
