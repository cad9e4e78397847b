import { randomUUID } from 'node:crypto';
import type { InputOf, MethodName, OutputOf } from '../contract/methods.ts';
import type { Core, DeskOptions } from '../core/core.ts';
import { DeskError } from '../core/fault.ts';
import { findKeyFile, isNewFolder, loadKeyFile } from '../core/keyFile.ts';
import { dataFolder } from '../shell/dataFolder.ts';
import { note } from './output.ts';
import { askPassphrase, nameGiven, type WhoOptions } from './who.ts';

/** Options every command on a data folder has. */
export type DataOptions = WhoOptions & { data?: string | undefined; demo?: boolean | undefined };

/** A desk opened for one command, which works as the person who signed in. */
export type OpenDesk = {
  core: Core;
  sessionId: string;
  /** Runs a method; throws its fault as a DeskError. */
  ask<Name extends MethodName>(method: Name, input: InputOf<Name>): Promise<OutputOf<Name>>;
};

/** How to open the data folder for the command line. `sample`: a new folder becomes a sample desk. Throws DATABASE_KEY_WRONG and NOT_FOUND. */
export function deskOptions(options: DataOptions, mode: 'read' | 'write', holder: string, sample?: DeskOptions['sample']): DeskOptions {
  const dataDir = dataFolder(options);
  const server = process.env['DESK_DATABASE_URL'];
  const token = process.env['DESK_DATABASE_TOKEN'];
  const isNew = !server && isNewFolder(dataDir);
  if (mode === 'read' && isNew) throw new DeskError('NOT_FOUND', `There is no desk in ${dataDir} yet. \`desk set-up\`, \`desk demo\` or \`npm start\` make one.`);
  return {
    dataDir,
    key: sample && isNew ? loadKeyFile(dataDir, note) : findKeyFile(dataDir, note),
    ...(server ? { databaseUrl: server } : {}),
    ...(server && token ? { databaseToken: token } : {}),
    mode,
    holder,
    ...(sample ? { sample } : {}),
    ...undoWindow(process.env['DESK_UNDO_SECONDS']),
  };
}

/** Opens the desk, signs in, runs one command on it and closes it again, whatever happens. */
export async function withDesk<Value>(
  options: DataOptions,
  mode: 'read' | 'write',
  holder: string,
  run: (desk: OpenDesk) => Promise<Value>,
  sample?: DeskOptions['sample'],
): Promise<Value> {
  // Loaded by those that work in the desk themselves: who serves one has it on a thread of its own.
  const { openDoor } = await import('../core/door.ts');
  const core = await openDoor(deskOptions(options, mode, holder, sample));
  const sessionId = randomUUID();
  try {
    await signIn(core, sessionId, options);
    return await run({ core, sessionId, ask: (method, input) => askCore(core, sessionId, method, input) });
  } finally {
    if (mode === 'write') await core.handle('people.signOut', {}, { sessionId });
    await core.close();
  }
}

/** Signs a session in as the person the options name. On a sample desk nobody has to be named: its lead does it. */
export async function signIn(core: Core, sessionId: string, options: WhoOptions): Promise<void> {
  const name = nameGiven(options);
  const { state, sample, isOlder } = await askCore(core, sessionId, 'people.door', {});
  if (state === 'new') throw new DeskError('NOT_ALLOWED_NOW', `Nobody has an account on this desk yet${isOlder ? ', because it is from before there were any' : ''}. \`desk set-up --as NAME\` makes its first lead.`);
  const ready = name === null ? sample?.find(({ role }) => role === 'lead') : undefined;
  if (ready) return void (await askCore(core, sessionId, 'people.signIn', { name: ready.name, passphrase: ready.passphrase }));
  if (name === null) throw new DeskError('NOT_SIGNED_IN', 'Say who you are: --as NAME, and --passphrase-file FILE where nobody can type.');
  await askCore(core, sessionId, 'people.signIn', { name, passphrase: await askPassphrase(options, `Passphrase of ${name}: `) });
}

/** Runs a method of the contract; throws its fault as a DeskError. */
export async function askCore<Name extends MethodName>(core: Core, sessionId: string, method: Name, input: InputOf<Name>): Promise<OutputOf<Name>> {
  const reply = await core.handle(method, input, { sessionId });
  if (!reply.ok) throw new DeskError(reply.error.code, reply.error.message, reply.error.data);
  return reply.value as OutputOf<Name>;
}

/** A rehearsal may shorten the undo window; the settings of the desk still go before it. */
function undoWindow(seconds: string | undefined): { undoWindowMs?: number } {
  return seconds !== undefined && /^\d{1,2}$/.test(seconds) ? { undoWindowMs: Number(seconds) * 1_000 } : {};
}
