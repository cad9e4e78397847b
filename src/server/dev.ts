// `npm run dev:web`: core and web shell straight from the sources, the screens by Vite with hot reload.
import { createServer as createHttpServer } from 'node:http';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createServer as createVite } from 'vite';
import vue from '@vitejs/plugin-vue';
import { pdfFrame } from '../../pdfFrame.vite.ts';
import { startCore } from '../core/host.ts';
import { findKeyFile, isNewFolder, loadKeyFile } from '../core/keyFile.ts';
import { projectRoot } from '../core/projectRoot.ts';
import { dataFolder } from '../shell/dataFolder.ts';
import { startWebShell } from './index.ts';

const { values } = parseArgs({ options: { data: { type: 'string' }, demo: { type: 'boolean' }, port: { type: 'string', default: '7418' } } });
const dataDir = dataFolder(values);
const say = (words: string) => void process.stderr.write(`${words}\n`);

const key = values.demo && isNewFolder(dataDir) ? loadKeyFile(dataDir, say) : findKeyFile(dataDir, say);
const core = await startCore({ dataDir, key, mode: 'write', holder: 'the development server', ...(values.demo ? { sample: 'docket' } : {}) });
const hotReload = createHttpServer();
const vite = await createVite({
  root: join(projectRoot, 'src', 'renderer'),
  configFile: false,
  // Beside the routes of the desk: /evidence/ is a folder of the screens' sources too.
  base: '/dev/',
  plugins: [vue(), pdfFrame()],
  appType: 'spa',
  // The socket of hot reload has a server of its own: every upgrade of the desk's server is for its events.
  server: { middlewareMode: true, hmr: { server: hotReload, host: '127.0.0.1', clientPort: 7419 }, fs: { allow: [projectRoot] } },
});
hotReload.listen(7419, '127.0.0.1');

const shell = await startWebShell({
  core,
  dataDir,
  port: Number(values.port),
  pages: async (request, response, urlPath) => {
    if (urlPath === '/') return void response.writeHead(302, { location: '/dev/' }).end();
    // Vite puts scripts and styles into the page; only here, where no stranger's file is decided on, the policy is lifted.
    response.removeHeader('content-security-policy');
    vite.middlewares(request, response);
  },
});
process.stdout.write(`${shell.newLink()}\n`);

process.once('SIGINT', () => {
  void Promise.all([shell.close(), vite.close(), new Promise((resolve) => hotReload.close(resolve))])
    .then(() => core.close())
    .then(() => process.exit(0));
});
