// Set-up that every script of the project shares. Runs on any Node from 20 on, before anything is installed; talks on stderr only.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { closeSync, existsSync, mkdirSync, openSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's folder. */
export const root = fileURLToPath(new URL('../../', import.meta.url));
/** The Node the project brings, the one Electron embeds. */
export const ownNode = join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');

const installStamp = join(root, 'node_modules', '.desk-installed');
const buildStamp = join(root, 'out', '.desk-built');
const lockFile = join(root, '.setup', 'lock');
const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';

/** Says something that is no result. */
export function say(message) {
  process.stderr.write(`${message}\n`);
}

/** Installs when the lock file changed, builds when sources changed; two starts at once wait for each other. */
export function setUp({ build = true } = {}) {
  const lock = createHash('sha256').update(readFileSync(join(root, 'package-lock.json'))).digest('hex');
  const isInstalled = () => existsSync(ownNode) && read(installStamp) === lock;
  const isBuilt = () => !build || read(buildStamp) === sourcesHash();
  if (isInstalled() && isBuilt()) return;
  oneAtATime(() => {
    if (!isInstalled()) {
      run('Installing what the desk needs (npm ci)', npm, ['ci', '--no-audit', '--no-fund', '--loglevel=error']);
      writeFileSync(installStamp, lock);
    }
    if (!isBuilt()) {
      const hash = sourcesHash();
      run('Building the desk', ownNode, [join(root, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js'), 'build', '--logLevel', 'warn']);
      writeFileSync(buildStamp, hash);
    }
  });
}

function run(words, program, args) {
  say(`${words} ...`);
  // stdout is kept for results, so what tools print goes to stderr.
  const { status, error } = spawnSync(program, args, { cwd: root, stdio: ['ignore', 2, 2], shell: program.endsWith('.cmd') });
  if (error || status !== 0) throw new Error(`${words} failed${error ? `: ${error.message}` : ` with code ${status}`}.`);
}

function read(file) {
  return existsSync(file) ? readFileSync(file, 'utf8') : null;
}

/** Names, sizes and times of everything the build reads. */
function sourcesHash() {
  const hash = createHash('sha256');
  const add = (path) => {
    const stat = statSync(path);
    if (stat.isDirectory()) for (const name of readdirSync(path).sort()) add(join(path, name));
    else hash.update(`${path.slice(root.length)}\0${stat.size}\0${stat.mtimeMs}\n`);
  };
  for (const name of ['src', 'electron.vite.config.ts', 'tsconfig.json', 'package-lock.json']) add(join(root, name));
  return hash.digest('hex');
}

function oneAtATime(work) {
  mkdirSync(join(root, '.setup'), { recursive: true });
  for (let isToldOnce = false; ; ) {
    try {
      const handle = openSync(lockFile, 'wx');
      writeSync(handle, String(process.pid));
      closeSync(handle);
      break;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
      if (!isAlive(Number(read(lockFile)))) {
        rmSync(lockFile, { force: true });
        continue;
      }
      if (!isToldOnce) say('Another start is setting the desk up; waiting for it ...');
      isToldOnce = true;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 500);
    }
  }
  try {
    work();
  } finally {
    rmSync(lockFile, { force: true });
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
