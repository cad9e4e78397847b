// `npm start`: sets up when needed, then opens the desk in Electron, or in a browser when Electron cannot be had.
import { join } from 'node:path';
import { become } from './child.mjs';
import { electronBinary } from './electronBinary.mjs';
import { pinnedNode, projectRoot, say, setUp } from './setUp.mjs';

/** Electron ends with this code when it leaves the start to the web shell: the data folder is served by another process. */
const leaveToWeb = 75;
/** A binary that ends with a fault this soon lacks something of this system. */
const soonMs = 10_000;

const args = process.argv.slice(2);
const isHeadless = process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY;
const isWeb = args.includes('--web') || args.includes('--no-open') || args.some((arg) => /^--port\b/.test(arg)) || args.includes('--help');

async function startElectron() {
  const { path, why } = await electronBinary(projectRoot, { say });
  if (path === null) return void say(`${why} The desk opens in a browser window instead.`);
  const isRoot = process.getuid?.() === 0;
  if (isRoot) say('Running as root: Electron gets no sandbox of its own here. Use an ordinary account for real work.');
  const { ELECTRON_RUN_AS_NODE: _, ...env } = process.env;
  const startedAt = Date.now();
  const code = await become(path, [...(isRoot ? ['--no-sandbox'] : []), projectRoot, ...args], env);
  const hasFailedToStart = code !== 0 && Date.now() - startedAt < soonMs;
  if (code !== leaveToWeb && !hasFailedToStart) return code;
  if (code !== leaveToWeb) say(`Electron ended at once with code ${code}. The desk opens in a browser window instead.`);
}

async function start() {
  await setUp();
  const code = isWeb || isHeadless ? undefined : await startElectron();
  if (code !== undefined) return code;
  const open = args.includes('--no-open') ? [] : ['--open'];
  const own = new Set(['--web', '--no-open', '--open']);
  return become(pinnedNode(), [join(projectRoot, 'out', 'main', 'cli', 'main.js'), 'serve', ...open, ...args.filter((arg) => !own.has(arg))]);
}

try {
  process.exitCode = await start();
} catch (error) {
  say(`The desk could not start: ${error.message}`);
  process.exitCode = 2;
}
