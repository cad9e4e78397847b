import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Core } from '../core/core.ts';
import { createDoor } from './door.ts';
import { createHooks } from './hooks.ts';
import { createHandler, linkOf } from './http.ts';
import type { Pages } from './pages.ts';
import { serveEvents } from './socket.ts';
import { writeTokenFile } from './tokenFile.ts';

/** A listening web shell. `close` ends its connections and takes the token file away; the core stays open. */
export type WebShell = { port: number; newLink(): string; close(): Promise<void> };

/** What a web shell serves, and where; `hooksHost`: the name under which a reverse proxy hands webhooks on. */
export type WebShellParts = { core: Core; dataDir: string; port: number; pages: Pages; hooksHost?: string | undefined };

/** Serves a core on 127.0.0.1. `port` 0 takes a free one. Throws an error with code EADDRINUSE when the port is taken. */
export async function startWebShell({ core, dataDir, port: wanted, pages, hooksHost }: WebShellParts): Promise<WebShell> {
  let port = 0;
  const desk = { core, door: createDoor(), pages, hooks: createHooks(core, hooksHost), port: () => port };
  const handler = createHandler(desk);
  const server = createServer({ requestTimeout: 0, headersTimeout: 15_000, maxHeaderSize: 32 * 1024 }, (request, response) => void handler(request, response));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(wanted, '127.0.0.1', () => {
      server.off('error', reject);
      resolve();
    });
  });
  ({ port } = server.address() as AddressInfo);
  const stopEvents = serveEvents(server, desk);
  const removeToken = writeTokenFile(dataDir, { port, pid: process.pid, token: desk.door.token });
  return {
    port,
    newLink: () => linkOf(port, desk.door),
    close: async () => {
      removeToken();
      stopEvents();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
  };
}
