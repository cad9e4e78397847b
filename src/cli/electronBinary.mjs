// Finds the Electron binary, or tries once to install it; a failure is remembered, so that later starts do not wait for it.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const installLimitMs = 60_000;

/** The path of the Electron binary, or null with `why` it cannot be had. */
export async function electronBinary(root, { say, install = runInstall }) {
  const home = join(root, 'node_modules', 'electron');
  if (!existsSync(home)) return { path: null, why: 'Electron is not among the installed packages.' };
  const found = binaryIn(home);
  if (found) return { path: found, why: null };
  const { version } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8'));
  const memory = join(root, '.setup', 'electron.json');
  const before = readMemory(memory);
  if (before?.version === version) return { path: null, why: `Electron ${version} could not be installed on ${before.at.slice(0, 10)} (remove .setup/electron.json to try again).` };
  say(`Fetching Electron ${version}, once, for at most a minute.`);
  const failure = await install(home);
  const installed = binaryIn(home);
  if (installed) return { path: installed, why: null };
  const reason = failure ?? 'no reason given';
  mkdirSync(dirname(memory), { recursive: true });
  writeFileSync(memory, `${JSON.stringify({ version, at: new Date().toISOString(), reason })}\n`);
  return { path: null, why: `Electron ${version} could not be installed (${reason}).` };
}

function binaryIn(home) {
  const pathFile = join(home, 'path.txt');
  if (!existsSync(pathFile)) return null;
  const path = join(home, 'dist', readFileSync(pathFile, 'utf8'));
  return existsSync(path) ? path : null;
}

function readMemory(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return null; // Absent or half written: then it is tried again.
  }
}

/** Runs the package's own install; resolves with the last line of its complaint, or null. */
function runInstall(home) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [join(home, 'install.js')], { stdio: ['ignore', 'ignore', 'pipe'] });
    let complaint = '';
    child.stderr.setEncoding('utf8').on('data', (text) => (complaint += text));
    const timer = setTimeout(() => {
      complaint = `no answer within ${installLimitMs / 1_000} s`;
      child.kill('SIGKILL');
    }, installLimitMs);
    child.once('error', (error) => (complaint = error.message));
    child.once('close', (code) => {
      clearTimeout(timer);
      resolve(code === 0 ? null : (complaint.trim().split('\n')[0] ?? ''));
    });
  });
}
