import type { Reply } from '../src/contract/reply.ts';
import { createVerify } from '../src/core/createVerify.ts';
import { createDispatch } from '../src/core/dispatch.ts';
import type { Desk } from '../src/core/desk.ts';
import { createBatches } from '../src/core/intake/batches.ts';
import { personCalled } from '../src/core/people/ensurePerson.ts';
import { createHandlers } from '../src/core/registry.ts';
import { openDeskAt } from './desk.ts';
import { copyOfDesk, deskOf, keyOf } from './desks.ts';
import { isQuick } from './measure.ts';

/** The sizes at which a desk is asked the same, in cases. */
export const sizes = isQuick ? [500, 1_000, 2_000] : [10_000, 100_000, 1_000_000];
/** The largest of them. */
export const largest = sizes.at(-1) ?? 0;

/** A desk of so many cases that is asked through the contract on this thread, by a lead. */
export type Sized = { cases: number; desk: Desk; ask(method: string, input: object): Promise<unknown>; close(): Promise<void> };

/** Opens the kept desk of so many cases, which is not to be written to. An answer that is a fault throws. */
export function openSized(cases: number): Promise<Sized> {
  return openIn(deskOf(cases), cases);
}

/** Opens a copy of it, which is gone when it is closed. */
export async function openSizedCopy(cases: number): Promise<Sized> {
  const { dataDir, remove } = copyOfDesk(cases);
  const sized = await openIn(dataDir, cases);
  const close = async () => {
    await sized.close();
    remove();
  };
  return { ...sized, close };
}

async function openIn(dataDir: string, cases: number): Promise<Sized> {
  const { desk, close } = await openDeskAt({ dataDir, key: keyOf(dataDir) });
  const by = await personCalled(desk.db, 'Lena', 'lead');
  const report = (method: string, error: unknown) => process.stderr.write(`${method}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  const handle = createDispatch(desk, createHandlers(createBatches(dataDir), createVerify(desk), async () => []), async () => by, report);
  return {
    cases,
    desk,
    close,
    ask: async (method, input) => {
      const reply: Reply = await handle(method, input, { sessionId: 'bench' });
      if (!reply.ok) throw new Error(`${method}: ${reply.error.code} ${reply.error.message}`);
      const { faults } = (reply.value ?? {}) as { faults?: unknown[] };
      if (faults && faults.length > 0) throw new Error(`${method}: ${JSON.stringify(input)} was not understood.`);
      return reply.value;
    },
  };
}
