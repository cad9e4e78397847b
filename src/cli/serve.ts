import { Command, InvalidArgumentError } from 'commander';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Core } from '../core/core.ts';
import { DeskError } from '../core/fault.ts';
import { startCore } from '../core/host.ts';
import { loadKeyFile } from '../core/keyFile.ts';
import { projectRoot } from '../core/projectRoot.ts';
import { startWebShell, tokenFile } from '../server/index.ts';
import { warn } from './core.ts';
import { dataDirOf } from './dataDir.ts';
import { print } from './outcome.ts';
import { openWindow } from './window.ts';

type ServeOptions = { data?: string; port: number; demo?: boolean; open?: boolean };

/** `desk serve`: the web shell on 127.0.0.1 until Ctrl-C. */
export function serveCommand(): Command {
  return new Command('serve')
    .description('serve the console on 127.0.0.1')
    .option('--data <dir>', 'data folder')
    .option('--port <n>', 'port; any free one when left out', toPort, 0)
    .option('--demo', 'filled with the sample docket, in a data folder of its own')
    .option('--open', 'open a window on it')
    .action(serve);
}

async function serve(options: ServeOptions): Promise<void> {
  const dataDir = dataDirOf(options.data, options.demo);
  const core = await startOrJoin(dataDir, options);
  if (core === null) return;
  const databaseUrl = process.env['DESK_DATABASE_URL'];
  if (options.demo) await fillOnce(core);
  const rendererDir = join(projectRoot, 'out', 'renderer');
  const web = await startWebShell({ core, dataDir, port: options.port, rendererDir: existsSync(rendererDir) ? rendererDir : null });
  const url = web.newLink();
  print(`Mediation Desk, data in ${databaseUrl ?? dataDir}`, `Open once: ${url}`, 'Ctrl-C ends it.');
  if (options.open) openWindow(url, dataDir);
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve());
  });
  await web.close();
  await core.close();
  process.exit(0);
}

/** Starts the core, or opens a window on the desk that already serves this folder and returns null. */
async function startOrJoin(dataDir: string, options: ServeOptions): Promise<Core | null> {
  const databaseUrl = process.env['DESK_DATABASE_URL'];
  const databaseToken = process.env['DESK_DATABASE_TOKEN'];
  try {
    return await startCore({
      dataDir,
      key: loadKeyFile(dataDir, warn),
      mode: 'write',
      holder: 'the web shell',
      ...(databaseUrl ? { databaseUrl } : {}),
      ...(databaseToken ? { databaseToken } : {}),
      ...undoWindow(),
    });
  } catch (error) {
    const url = error instanceof DeskError && error.code === 'DATA_FOLDER_BUSY' ? await askForLink(dataDir) : null;
    if (url === null) throw error;
    print(`A desk already works in ${dataDir}; this is a new link to it.`, `Open once: ${url}`);
    if (options.open) openWindow(url, dataDir);
    return null;
  }
}

/** A new one-time link from the running desk of a data folder; null when none answers. */
async function askForLink(dataDir: string): Promise<string | null> {
  try {
    const { port, token } = JSON.parse(readFileSync(tokenFile(dataDir), 'utf8')) as { port: number; token: string };
    const answer = await fetch(`http://127.0.0.1:${port}/session/link`, { method: 'POST', headers: { authorization: `Bearer ${token}` } });
    return answer.ok ? ((await answer.json()) as { url: string }).url : null;
  } catch {
    // No token file, or nobody listens any more: the folder is held by another kind of desk, which the first error names.
    return null;
  }
}

async function fillOnce(core: Core): Promise<void> {
  const caller = { sessionId: 'start' };
  const status = await core.handle('desk.status', {}, caller);
  if (status.ok && (status.value as { cases: number }).cases > 0) return;
  const reply = await core.handle('desk.fillDemo', {}, caller);
  if (!reply.ok) throw new DeskError(reply.error.code, reply.error.message);
}

/** The undo window can be shortened for trials: DESK_UNDO_SECONDS, 0 to 60. */
function undoWindow(): { undoWindowMs?: number } {
  const seconds = process.env['DESK_UNDO_SECONDS'];
  return seconds !== undefined && /^([0-5]?\d|60)$/.test(seconds) ? { undoWindowMs: Number(seconds) * 1_000 } : {};
}

function toPort(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new InvalidArgumentError('a port from 0 to 65535');
  return port;
}
