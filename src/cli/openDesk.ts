import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import type { InputOf, MethodName, OutputOf } from '../contract/methods.ts';
import { createApp } from '../core/app.ts';
import type { Core, CoreOptions } from '../core/core.ts';
import { DeskError } from '../core/fault.ts';
import { keyFileName, loadKeyFile, sealedKeyFileName, sealingKey } from '../core/keyFile.ts';
import { dataFolder } from '../shell/dataFolder.ts';
import { note } from './output.ts';

/** Options every command on a data folder has. */
export type DataOptions = { data?: string | undefined; demo?: boolean | undefined };

/** A desk opened for one command, which works as the owner of the machine. */
export type OpenDesk = {
  core: Core;
  sessionId: string;
  /** Runs a method; throws its fault as a DeskError. */
  ask<Name extends MethodName>(method: Name, input: InputOf<Name>): Promise<OutputOf<Name>>;
};

/** How to open the data folder for the command line. Throws DATABASE_KEY_WRONG. */
export function coreOptions(options: DataOptions, mode: 'read' | 'write', holder: string): CoreOptions {
  const dataDir = dataFolder(options);
  const server = process.env['DESK_DATABASE_URL'];
  const token = process.env['DESK_DATABASE_TOKEN'];
  const isNew = !existsSync(join(dataDir, 'desk.db')) && !existsSync(join(dataDir, keyFileName)) && !existsSync(join(dataDir, sealedKeyFileName));
  if (mode === 'read' && !server && isNew) throw new DeskError('NOT_FOUND', `There is no desk in ${dataDir} yet. \`desk import\`, \`desk demo\` or \`npm start\` make one.`);
  return {
    dataDir,
    key: server ? null : loadKeyFile(dataDir, note),
    ...(server ? sealingKey(() => (mode === 'write' || existsSync(join(dataDir, keyFileName)) ? loadKeyFile(dataDir, note) : null)) : {}),
    ...(server ? { databaseUrl: server } : {}),
    ...(server && token ? { databaseToken: token } : {}),
    mode,
    holder,
    ...undoWindow(process.env['DESK_UNDO_SECONDS']),
    operator: { sessionId: randomUUID(), name: ownerName() },
  };
}

/** Opens the desk, runs one command on it and closes it again, whatever happens. */
export async function withDesk<Value>(options: DataOptions, mode: 'read' | 'write', holder: string, run: (desk: OpenDesk) => Promise<Value>): Promise<Value> {
  const opened = coreOptions(options, mode, holder);
  const core = await createApp(opened);
  const sessionId = opened.operator?.sessionId ?? '';
  try {
    return await run({ core, sessionId, ask: (method, input) => askCore(core, sessionId, method, input) });
  } finally {
    await core.close();
  }
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

function ownerName(): string {
  try {
    return userInfo().username || 'owner';
  } catch {
    return 'owner'; // A container's user id without an account.
  }
}
