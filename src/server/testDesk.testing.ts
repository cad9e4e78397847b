import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { request as httpRequest, type IncomingHttpHeaders, type OutgoingHttpHeaders } from 'node:http';
import { join } from 'node:path';
import { createFakeCore, type FakeCore } from '../testing/fakeCore.ts';
import { tempFolder } from '../testing/tempFolder.ts';
import { startWebShell, type WebShell } from './index.ts';
import { builtPages } from './pages.ts';

export type Got = { status: number; headers: IncomingHttpHeaders; text: string };
export type Asked = { method?: string; path: string; headers?: OutgoingHttpHeaders; body?: string | Buffer };

/** A real web shell on a free port over a fake core, and raw requests that say what no browser would. */
export type TestDesk = { shell: WebShell; core: FakeCore; dataDir: string; origin: string; ask(asked: Asked): Promise<Got>; signIn(): Promise<string>; close(): Promise<void> };

export async function openTestDesk({ hooksHost }: { hooksHost?: string } = {}): Promise<TestDesk> {
  const folder = await tempFolder();
  const pageDir = join(folder.path, 'pages');
  await mkdir(join(pageDir, 'assets'), { recursive: true });
  await writeFile(join(pageDir, 'index.html'), '<!doctype html><p>the screens</p>');
  await writeFile(join(pageDir, 'pdf-frame.html'), '<!doctype html><script>draw()</script>');
  await writeFile(join(pageDir, 'assets', 'index-abc.js'), 'export {};');
  await writeFile(join(folder.path, 'secret.json'), '{"secret":true}');
  await symlink(join(folder.path, 'secret.json'), join(pageDir, 'link.json'));
  const core = createFakeCore();
  const shell = await startWebShell({ core, dataDir: folder.path, port: 0, pages: builtPages(pageDir), hooksHost });
  const ask = (asked: Asked) => send(shell.port, asked);
  return {
    shell,
    core,
    dataDir: folder.path,
    origin: `http://127.0.0.1:${shell.port}`,
    ask,
    signIn: async () => {
      const got = await ask({ path: new URL(shell.newLink()).pathname });
      return String(got.headers['set-cookie']?.[0]).split(';', 1)[0] ?? '';
    },
    close: async () => {
      await shell.close();
      await folder.remove();
    },
  };
}

function send(port: number, { method = 'GET', path, headers = {}, body }: Asked): Promise<Got> {
  return new Promise((resolve, reject) => {
    const request = httpRequest({ host: '127.0.0.1', port, method, path, agent: false, headers: { host: `127.0.0.1:${port}`, ...headers } }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (part: string) => (text += part));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text }));
      response.on('error', reject);
    });
    request.on('error', reject);
    request.end(body);
  });
}
