import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import type { InputOf, MethodName, OutputOf } from '../contract/methods.ts';
import { createApp } from '../core/app.ts';
import type { Caller, Core } from '../core/core.ts';
import { databaseFile } from '../core/db/open.ts';
import { DeskError } from '../core/fault.ts';
import { loadKeyFile } from '../core/keyFile.ts';

/** A core with the command line as its operator. */
export type OperatedCore = { core: Core; caller: Caller; ask<Name extends MethodName>(method: Name, input: InputOf<Name>): Promise<OutputOf<Name>> };

/** Opens the core for one command. `read` works beside a running desk. Throws DeskError. */
export async function openCore(dataDir: string, mode: 'read' | 'write', holder: string): Promise<OperatedCore> {
  const caller = { sessionId: randomUUID() };
  if (mode === 'read' && !existsSync(join(dataDir, databaseFile))) throw new DeskError('NOT_FOUND', `There is no desk in ${dataDir} yet.`);
  const key = loadKeyFile(dataDir, warn);
  const core = await createApp({ dataDir, key, mode, holder, operator: { sessionId: caller.sessionId, name: `${userInfo().username} at the command line` } });
  return {
    core,
    caller,
    ask: async (method, input) => {
      const reply = await core.handle(method, input, caller);
      if (!reply.ok) throw new DeskError(reply.error.code, reply.error.message, reply.error.data);
      return reply.value as OutputOf<typeof method>;
    },
  };
}

/** Tells a person at the terminal something that is no result. */
export function warn(message: string): void {
  process.stderr.write(`${message}\n`);
}
