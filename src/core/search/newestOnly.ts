/**
 * Lets one read a key count: when a newer one is asked for, the one before it is stopped and answered null at once.
 * Keys are sessions: somebody who types wants the answer to the last letter.
 */
export function createNewestOnly<Value>(): (key: string, run: (signal: AbortSignal) => Promise<Value>) => Promise<Value | null> {
  const running = new Map<string, () => void>();
  return async (key, run) => {
    running.get(key)?.();
    const control = new AbortController();
    const { promise: left, resolve: leave } = Promise.withResolvers<null>();
    const giveUp = () => {
      leave(null);
      control.abort();
    };
    running.set(key, giveUp);
    const read = run(control.signal).finally(() => {
      if (running.get(key) === giveUp) running.delete(key);
    });
    // After it was given up nobody hears how it ended.
    read.catch(() => undefined);
    return Promise.race([read, left]);
  };
}
