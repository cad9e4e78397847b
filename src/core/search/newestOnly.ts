/** A read that is nearly done is let through: ending its thread would cost the next one more than it takes. */
const graceMs = 100;

/**
 * Lets one read a key count: when a newer one is asked for, the one before it is answered null at once and, should it run for long yet, is stopped.
 * Keys are sessions: somebody who types wants the answer to the last letter.
 */
export function createNewestOnly<Value>(): (key: string, run: (signal: AbortSignal) => Promise<Value>) => Promise<Value | null> {
  const running = new Map<string, () => void>();
  return async (key, run) => {
    running.get(key)?.();
    const control = new AbortController();
    const { promise: left, resolve: leave } = Promise.withResolvers<null>();
    let timer: NodeJS.Timeout | undefined;
    const giveUp = () => {
      timer = setTimeout(() => control.abort(), graceMs);
      leave(null);
    };
    running.set(key, giveUp);
    const read = run(control.signal).finally(() => {
      clearTimeout(timer);
      if (running.get(key) === giveUp) running.delete(key);
    });
    // After it was given up nobody hears how it ended.
    read.catch(() => undefined);
    return Promise.race([read, left]);
  };
}
