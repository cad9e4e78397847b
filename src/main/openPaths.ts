import { randomUUID } from 'node:crypto';
import type { Reply } from '../contract/reply.ts';
import type { Caller, Core } from '../core/core.ts';

/** After these somebody sits in the window who may do something; before, a call is refused for one of the reasons below. */
const letsIn: ReadonlySet<string> = new Set(['people.setUp', 'people.signIn', 'people.unlock', 'people.changePassphrase', 'people.recover']);
const nobodyYet: ReadonlySet<string> = new Set(['NOT_SIGNED_IN', 'LOCKED', 'PASSPHRASE_DUE']);

/** Takes in files the system handed over; those that came before anyone signed in wait until someone has. */
export type PathOpener = { open(paths: string[]): Promise<void>; onAnswer(method: string, reply: Reply): void };

/** `say` hears why files could not be taken in. */
export function createPathOpener(core: Core, caller: Caller, say: (words: string) => void): PathOpener {
  let waiting: string[] = [];

  async function open(paths: string[]): Promise<void> {
    if (paths.length === 0) return;
    // A desk that nobody has opened yet takes no files.
    const asked = await core.handle('desk.status', {}, caller);
    if (!asked.ok && nobodyYet.has(asked.error.code)) return void waiting.push(...paths);
    const { batchId } = await core.admit(paths);
    const reply = await core.handle('intake.import', { requestId: randomUUID(), batchId }, caller);
    if (!reply.ok) say(reply.error.message);
  }

  return {
    open,
    onAnswer: (method, reply) => {
      if (!letsIn.has(method) || !reply.ok || waiting.length === 0) return;
      const paths = waiting;
      waiting = [];
      open(paths).catch((error: unknown) => say(String(error)));
    },
  };
}
