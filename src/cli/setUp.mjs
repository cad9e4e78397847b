// Set-up for the commands that start from a bare clone: no dependency, Node 20 or newer, every word on stderr.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, openSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync, writeSync, closeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder with package.json. */
export const projectRoot = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** Says one line to the person who started a command. */
export function say(words) {
  process.stderr.write(`${words}\n`);
}

/** Installs and builds what is missing or out of date; two starts at once wait for each other. Throws when a step fails. */
export async function setUp(root = projectRoot) {
  if (!needsInstall(root) && !needsBuild(root)) return;
  const unlock = await lock(root);
  try {
    if (needsInstall(root)) await install(root);
    if (needsBuild(root)) await build(root);
  } finally {
    unlock();
  }
}

/** The project's own Node 24; the running one when the package is not there for this machine. */
export function pinnedNode(root = projectRoot) {
  const binary = join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  if (existsSync(binary)) return binary;
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath;
  throw new Error(`The project's Node 24 is missing at ${binary}, and the running one is ${process.versions.node}. Remove node_modules and start again.`);
}

/** Whether node_modules is missing or belongs to another package-lock.json. */
export function needsInstall(root) {
  const stamp = join(root, 'node_modules', '.desk-install');
  const installed = join(root, 'node_modules', '.package-lock.json');
  const wanted = join(root, 'package-lock.json');
  if (!existsSync(installed)) return true;
  if (readText(stamp) === hashOf([wanted])) return false;
  // Installed by hand: npm writes its own list last of all.
  return statSync(installed).mtimeMs < statSync(wanted).mtimeMs;
}

/** Whether `out` is missing or was built from other sources. */
export function needsBuild(root) {
  const isWhole = ['main/main/index.js', 'main/cli/main.js', 'preload/index.cjs', 'renderer/index.html'].every((name) => existsSync(join(root, 'out', name)));
  return !isWhole || readText(join(root, 'out', '.built')) !== sourceHash(root);
}

async function install(root) {
  say('Installing what the desk is made of (npm ci); this takes a minute.');
  const npm = process.env.npm_execpath;
  const args = ['ci', '--no-audit', '--no-fund', '--loglevel=error'];
  // Electron and a browser are looked for later, where their absence has an answer.
  const env = { ...process.env, ELECTRON_SKIP_BINARY_DOWNLOAD: '1', PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: '1', NODE_ENV: 'development' };
  const isScript = npm !== undefined && /\.c?js$/.test(npm);
  await run(isScript ? process.execPath : process.platform === 'win32' ? 'npm.cmd' : 'npm', isScript ? [npm, ...args] : args, root, env);
  writeFileSync(join(root, 'node_modules', '.desk-install'), hashOf([join(root, 'package-lock.json')]));
}

async function build(root) {
  say('Building the desk.');
  const before = sourceHash(root);
  // A build that is broken off must not pass for the one before it.
  rmSync(join(root, 'out', '.built'), { force: true });
  await run(pinnedNode(root), [join(root, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js'), 'build', '--logLevel', 'warn'], root, process.env);
  writeFileSync(join(root, 'out', '.built'), before);
}

/** Runs a step with its words on stderr; throws when it fails. */
export function run(command, args, cwd, env = process.env) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env, stdio: ['ignore', 2, 2], shell: command.endsWith('.cmd') });
    child.once('error', reject);
    child.once('exit', (code, signal) => (code === 0 ? resolve() : reject(new Error(`${command} ${args[0]} ended with ${signal ?? `code ${code}`}.`))));
  });
}

/** A hash over everything a build is made of; tests are no part of it. */
export function sourceHash(root) {
  const isOfBuild = (name) => ['package-lock.json', 'tsconfig.json', 'electron.vite.config.ts'].includes(name) || name.endsWith('.vite.ts');
  const files = readdirSync(root).filter(isOfBuild).map((name) => join(root, name));
  const src = join(root, 'src');
  for (const name of existsSync(src) ? readdirSync(src, { recursive: true }) : []) {
    if (/(\.test|\.testing)\.[a-z]+$|^testing\b/.test(name) || !/\.(ts|vue|css|html|json|svg|png|woff2)$/.test(name)) continue;
    files.push(join(src, name));
  }
  return hashOf(files.sort());
}

function hashOf(paths) {
  const hash = createHash('sha256');
  for (const path of paths) hash.update(path).update('\0').update(readFileSync(path)).update('\0');
  return hash.digest('hex');
}

function readText(path) {
  return existsSync(path) ? readFileSync(path, 'utf8') : null;
}

/** Takes the set-up lock, waiting for another start that has it; a lock whose process is gone does not count. */
export async function lock(root, { pollMs = 300 } = {}) {
  const path = join(root, '.setup', 'lock');
  mkdirSync(dirname(path), { recursive: true });
  for (let hasSaid = false; ; hasSaid = true) {
    if (tryLock(path)) return () => rmSync(path, { force: true });
    const holder = Number(readText(path));
    // Between its making and its first word the file is empty: only an old one without a living holder is left over.
    if (holder > 0 ? !isAlive(holder) : isOlderThan(path, 10_000)) {
      rmSync(path, { force: true });
      continue;
    }
    if (!hasSaid) say(`Another start (process ${holder}) is setting up; waiting for it.`);
    await new Promise((resolve) => setTimeout(resolve, pollMs));
  }
}

function tryLock(path) {
  let file;
  try {
    file = openSync(path, 'wx');
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
  writeSync(file, String(process.pid));
  closeSync(file);
  return true;
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

function isOlderThan(path, ms) {
  return existsSync(path) && statSync(path).mtimeMs < Date.now() - ms;
}
