import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { startCore } from '../core/host.ts';
import type { Core } from '../core/core.ts';
import { DeskError } from '../core/fault.ts';
import { projectRoot } from '../core/projectRoot.ts';
import { startWebShell, type WebShell } from '../server/index.ts';
import { builtPages } from '../server/pages.ts';
import { linkToRunning } from '../server/tokenFile.ts';
import { isHeadless, openWindow } from './browser.ts';
import { askCore, deskOptions, signIn, type DataOptions } from './openDesk.ts';
import { note, print, type ExitCode } from './output.ts';
import { nameGiven } from './who.ts';

/** Where the desk is found when nobody asked for a port; another free one when it is taken. */
const usualPort = 7417;

export type ServeOptions = DataOptions & { port?: number; open?: boolean; hooksHost?: string };

/** `desk serve`: the web shell until Ctrl-C. Beside a desk that already serves the folder it only opens another window on that one. */
export async function serve(options: ServeOptions): Promise<ExitCode> {
  if (options.demo) note('A sample desk: its people and their passphrases stand on its sign-in screen.');
  const opened = deskOptions(options, 'write', 'the web shell', options.demo ? 'docket' : undefined);
  let core: Core;
  try {
    core = await startCore(opened);
  } catch (error) {
    const link = error instanceof DeskError && error.code === 'DATA_FOLDER_BUSY' ? await linkToRunning(opened.dataDir) : null;
    if (link === null) throw error;
    note((error as DeskError).message.split('. ', 1)[0] + '. Opening another window on it.');
    show(link, opened.dataDir, options);
    return 0;
  }
  try {
    if (nameGiven(options) !== null) await openAtStart(core, options);
    else await sayClosed(core);
    const shell = await listen(core, opened.dataDir, options);
    const closeWindow = show(shell.newLink(), opened.dataDir, options);
    note(`Serving ${opened.dataDir} on port ${shell.port} of this machine only. Ctrl-C ends it.`);
    await untilStopped();
    closeWindow();
    await shell.close();
  } finally {
    await core.close();
  }
  return 0;
}

/** A machine that works by itself opens its desk at the start; without it the desk stays closed until somebody signs in, and nothing runs. */
async function openAtStart(core: Core, options: ServeOptions): Promise<void> {
  const sessionId = randomUUID();
  await signIn(core, sessionId, options);
  await askCore(core, sessionId, 'people.signOut', {});
}

async function sayClosed(core: Core): Promise<void> {
  const { state } = await askCore(core, randomUUID(), 'people.door', {});
  if (state === 'closed') note('The desk is closed: fetching, payouts and letters wait until somebody signs in. `desk serve --as NAME --passphrase-file FILE` opens it at its start.');
}

async function listen(core: Core, dataDir: string, { port: asked, hooksHost }: ServeOptions): Promise<WebShell> {
  const start = (port: number) => startWebShell({ core, dataDir, port, pages: builtPages(join(projectRoot, 'out', 'renderer')), hooksHost });
  try {
    return await start(asked ?? usualPort);
  } catch (error) {
    const isTaken = error instanceof Error && 'code' in error && (error.code === 'EADDRINUSE' || error.code === 'EACCES');
    if (!isTaken) throw error;
    if (asked === undefined) return start(0);
    throw new DeskError('CONFLICT', `Port ${asked} is taken by another program. Choose another one, or leave --port out.`);
  }
}

/** Prints the one-time link on stdout and opens a window on it where there is a screen. */
function show(link: string, dataDir: string, { open }: ServeOptions): () => void {
  print(link);
  return open && !isHeadless() ? openWindow(link, join(dataDir, 'window')) : () => undefined;
}

/** One Ctrl-C can arrive more than once: from the terminal and from the script that started this. */
const sameKeyMs = 1_000;

/** Resolves at Ctrl-C or TERM; another one, a second later, ends the process at once. */
function untilStopped(): Promise<void> {
  return new Promise((resolve) => {
    let stoppedAt: number | null = null;
    const stop = (): void => {
      if (stoppedAt !== null && Date.now() - stoppedAt > sameKeyMs) process.exit(130);
      stoppedAt ??= Date.now();
      resolve();
    };
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
  });
}
