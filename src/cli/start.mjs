// `npm start`: sets the project up, then opens the console in Electron, or as a web shell where there is no Electron.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { builtDesk, runInForeground } from './runDesk.mjs';
import { ownNode, root, say, setUp } from './setUp.mjs';

const electronFolder = join(root, 'node_modules', 'electron');
const failureFile = join(root, '.setup', 'no-electron');
const installLimitMs = 60_000;

const usage = 'npm start -- [--demo] [--data DIR] [--port N] [--no-open] [--web]';

/** The Electron program, when it is on this machine. */
function findElectron() {
  const pathFile = join(electronFolder, 'path.txt');
  if (!existsSync(pathFile)) return null;
  const program = join(electronFolder, 'dist', readFileSync(pathFile, 'utf8').trim());
  return existsSync(program) ? program : null;
}

/** One try to install Electron's binary; a failure is remembered for this version, so that later starts do not wait. */
function installElectron() {
  const { version } = JSON.parse(readFileSync(join(electronFolder, 'package.json'), 'utf8'));
  if (existsSync(failureFile) && readFileSync(failureFile, 'utf8') === version) return null;
  say('Fetching Electron (one try, at most a minute) ...');
  const { status } = spawnSync(ownNode, [join(electronFolder, 'install.js')], { cwd: root, stdio: 'ignore', timeout: installLimitMs });
  const program = status === 0 ? findElectron() : null;
  if (program) return program;
  mkdirSync(join(root, '.setup'), { recursive: true });
  writeFileSync(failureFile, version);
  say(`Electron could not be fetched, so the console opens in a browser. Remove ${failureFile} to try again.`);
  return null;
}

function hasScreen() {
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

try {
  const { values } = parseArgs({
    options: {
      demo: { type: 'boolean', default: false },
      data: { type: 'string' },
      port: { type: 'string' },
      open: { type: 'boolean', default: true },
      web: { type: 'boolean', default: false },
    },
    allowNegative: true,
  });
  setUp();
  const isWeb = values.web || !values.open || values.port !== undefined || !hasScreen();
  const electron = isWeb ? null : (findElectron() ?? installElectron());
  const data = values.data === undefined ? [] : ['--data', values.data];
  const demo = values.demo ? ['--demo'] : [];
  if (electron) {
    const isRoot = process.getuid?.() === 0;
    if (isRoot) say('Electron runs without its sandbox, because this is the root user.');
    runInForeground(electron, [...(isRoot ? ['--no-sandbox'] : []), root, ...data, ...demo]);
  } else {
    const port = values.port === undefined ? [] : ['--port', values.port];
    runInForeground(ownNode, [builtDesk, 'serve', ...data, ...demo, ...port, ...(values.open ? ['--open'] : [])]);
  }
} catch (error) {
  say(`${error.message}${error.code?.startsWith('ERR_PARSE_ARGS') ? `\nUsage: ${usage}` : ''}`);
  process.exitCode = 2;
}
