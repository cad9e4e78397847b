import { randomBytes } from 'node:crypto';
import { WebSocket } from 'ws';
import type { DeskEvent } from '../contract/events.ts';
import type { Reply } from '../contract/reply.ts';
import { createApp } from '../core/app.ts';
import { contractSuite } from '../testing/contractSuite.ts';
import { tempFolder } from '../testing/tempFolder.ts';
import { startWebShell } from './index.ts';

contractSuite('HTTP and WebSocket', async () => {
  const folder = await tempFolder();
  const core = await createApp({ dataDir: folder.path, key: randomBytes(32), mode: 'write', holder: 'a test' });
  const shell = await startWebShell({ core, dataDir: folder.path, port: 0, pages: async (_, response) => void response.end() });
  const origin = `http://127.0.0.1:${shell.port}`;
  const sockets: WebSocket[] = [];
  return {
    connect: async () => {
      const opened = await fetch(shell.newLink(), { redirect: 'manual' });
      const headers = { cookie: String(opened.headers.get('set-cookie')).split(';', 1)[0] ?? '', origin };
      const socket = new WebSocket(`${origin.replace('http', 'ws')}/events`, { headers });
      sockets.push(socket);
      await new Promise((resolve, reject) => {
        socket.once('open', resolve);
        socket.once('error', reject);
      });
      return {
        call: async (method, input) => {
          const response = await fetch(`${origin}/api/${method}`, { method: 'POST', headers: { ...headers, 'content-type': 'application/json' }, body: JSON.stringify(input) });
          return (await response.json()) as Reply;
        },
        on: (listener) => {
          const hear = (data: Buffer) => listener(JSON.parse(data.toString('utf8')) as DeskEvent);
          socket.on('message', hear);
          return () => void socket.off('message', hear);
        },
      };
    },
    close: async () => {
      sockets.forEach((socket) => socket.terminate());
      await shell.close();
      await core.close();
      await folder.remove();
    },
  };
});
