import { randomBytes, randomUUID } from 'node:crypto';
import { contractSuite, type TransportUnderTest } from '../testing/contractSuite.ts';
import { tempFolder } from '../testing/tempFolder.ts';
import { createApp } from './app.ts';
import type { Core, CoreOptions } from './core.ts';
import { startCore } from './host.ts';

async function open(start: (options: CoreOptions) => Promise<Core>): Promise<TransportUnderTest> {
  const folder = await tempFolder();
  const core = await start({ dataDir: folder.path, key: randomBytes(32), mode: 'write', holder: 'a test' });
  return {
    connect: async () => {
      const sessionId = randomUUID();
      return { call: (method, input) => core.handle(method, input, { sessionId }), on: (listener) => core.on(listener) };
    },
    close: async () => {
      await core.close();
      await folder.remove();
    },
  };
}

contractSuite('a direct call', () => open(createApp));
contractSuite('the hop to the core thread', () => open(startCore));
