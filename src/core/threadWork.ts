import { parentPort } from 'node:worker_threads';
import type { Failure, FromThread, ToThread } from './threadPool.ts';

/** How often a thread tells of bytes done. */
const tellEvery = 4 * 1024 * 1024;

/** The thread's side of a pool: does what it is ordered and says what came of it. */
export function workOff<Order, Answer>(work: (order: Order, tools: { signal: AbortSignal; onBytes: (bytes: number) => void }) => Promise<Answer>): void {
  const running = new Map<number, AbortController>();
  const say = (message: FromThread<Answer>) => parentPort?.postMessage(message);
  parentPort?.on('message', (message: ToThread<Order>) => {
    if ('stop' in message) return running.get(message.id)?.abort();
    const { id, order } = message;
    const control = new AbortController();
    running.set(id, control);
    let untold = 0;
    const onBytes = (bytes: number) => {
      untold += bytes;
      if (untold < tellEvery) return;
      say({ id, bytes: untold });
      untold = 0;
    };
    work(order, { signal: control.signal, onBytes })
      .then(
        (answer) => {
          if (untold > 0) say({ id, bytes: untold });
          say({ id, answer });
        },
        (error: unknown) => say({ id, failure: toFailure(error) }),
      )
      .finally(() => running.delete(id));
  });
}

function toFailure(error: unknown): Failure {
  if (!(error instanceof Error)) return { message: String(error), code: null, path: null };
  const { code, path } = error as { code?: unknown; path?: unknown };
  return { message: error.message, code: typeof code === 'string' ? code : null, path: typeof path === 'string' ? path : null };
}
