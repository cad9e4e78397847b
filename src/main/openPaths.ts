import { randomUUID } from 'node:crypto';
import type { Reply } from '../contract/reply.ts';
import type { Caller, Core } from '../core/core.ts';

/** Takes in files the system handed over; those that came before anyone signed in wait until someone has. */
export type PathOpener = { open(paths: string[]): Promise<void>; onAnswer(method: string, reply: Reply): void };

/** `say` hears why files could not be taken in. */
export function createPathOpener(core: Core, caller: Caller, say: (words: string) => void): PathOpener {
  let waiting: string[] = [];

  async function open(paths: string[]): Promise<void> {
    if (paths.length === 0) return;
    const { batchId } = await core.admit(paths);
    const reply = await core.handle('intake.import', { requestId: randomUUID(), batchId }, caller);
    if (reply.ok) return;
    if (reply.error.code === 'NOT_SIGNED_IN') waiting.push(...paths);
    else say(reply.error.message);
  }

  return {
    open,
    onAnswer: (method, reply) => {
      if (method !== 'people.signIn' || !reply.ok || waiting.length === 0) return;
      const paths = waiting;
      waiting = [];
      open(paths).catch((error: unknown) => say(String(error)));
    },
  };
}
