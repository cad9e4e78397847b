import { randomUUID } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { InputOf, MethodName, OutputOf } from '../contract/methods.ts';
import { tempFolder } from '../testing/tempFolder.ts';
import type { Core, DeskOptions } from './core.ts';
import { openDoor, type DoorParts } from './door.ts';
import { findKeyFile } from './keyFile.ts';

/** Who sets up the desks of these tests. */
export const lena = { name: 'Lena Vogt', passphrase: 'known to Lena alone' };
export const session = () => ({ sessionId: randomUUID() });

/** A data folder of its own with a desk behind its door, which is shut and opened as often as a test likes. */
export async function openDoorDesk() {
  const folder = await tempFolder();
  let core: Core | null = null;
  const shut = async (): Promise<void> => {
    await core?.close();
    core = null;
  };
  const ask = async <Name extends MethodName>(method: Name, input: InputOf<Name>, caller = session()): Promise<OutputOf<Name>> => {
    const reply = await core?.handle(method, input, caller);
    if (!reply?.ok) throw new Error(`${method}: ${reply?.error.code} ${reply?.error.message}`);
    return reply.value as OutputOf<Name>;
  };
  return {
    path: folder.path,
    core: () => core,
    start: async (change: Partial<DeskOptions> = {}, parts: DoorParts = {}): Promise<void> => {
      core = await openDoor({ dataDir: folder.path, key: findKeyFile(folder.path), mode: 'write', holder: 'a test', ...change }, parts);
    },
    shut,
    ask,
    signedIn: async (passphrase = lena.passphrase) => {
      const caller = session();
      await ask('people.signIn', { name: lena.name, passphrase }, caller);
      return caller;
    },
    files: async () => (await readdir(folder.path)).sort(),
    within: (...names: string[]) => join(folder.path, ...names),
    remove: async () => {
      await shut();
      await folder.remove();
    },
  };
}

export type DoorDesk = Awaited<ReturnType<typeof openDoorDesk>>;
