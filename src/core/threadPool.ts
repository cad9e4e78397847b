import { Worker } from 'node:worker_threads';

/** What a pool's thread is sent: an order, or the wish to stop the one under that number. */
export type ToThread<Order> = { id: number; order: Order } | { id: number; stop: true };
/** What it answers: bytes done since the last word, then an answer or why there is none. */
export type FromThread<Answer> = { id: number; bytes: number } | { id: number; answer: Answer } | { id: number; failure: Failure };
/** An error as it crosses threads: an Error itself would lose its fields. */
export type Failure = { message: string; code: string | null; path: string | null };

/** A few threads that work orders off in turn; they start when first needed and keep no process up by themselves. */
export type ThreadPool<Order, Answer> = {
  /** Waits for a free thread. Rejects with message, code and path of what the thread threw, when the signal aborts, or when the thread dies. */
  run(order: Order, options?: { signal?: AbortSignal | undefined; onBytes?: ((bytes: number) => void) | undefined }): Promise<Answer>;
};

type Waiting<Order, Answer> = {
  order: Order;
  signal: AbortSignal | undefined;
  onBytes: ((bytes: number) => void) | undefined;
  resolve(answer: Answer): void;
  reject(reason: unknown): void;
};

/** Makes a pool of `size` threads on one file, which hands its work to `workOff`. */
export function createThreadPool<Order, Answer>(file: URL, size: number): ThreadPool<Order, Answer> {
  const idle: Worker[] = [];
  const queue: Waiting<Order, Answer>[] = [];
  let threads = 0;
  let lastId = 0;

  function next(): void {
    const work = queue[0];
    const thread = idle.pop() ?? (threads < size ? start() : undefined);
    if (!work || !thread) {
      if (thread) idle.push(thread);
      return;
    }
    queue.shift();
    give(thread, work);
    next();
  }

  function start(): Worker {
    threads += 1;
    const thread = new Worker(file);
    // Its exit tells of every death; an error nobody hears would end the core with it.
    thread.on('error', () => undefined);
    thread.unref();
    return thread;
  }

  function give(thread: Worker, { order, signal, onBytes, resolve, reject }: Waiting<Order, Answer>): void {
    const id = (lastId += 1);
    const stop = () => thread.postMessage({ id, stop: true } satisfies ToThread<Order>);
    const hear = (message: FromThread<Answer>) => {
      if ('bytes' in message) return onBytes?.(message.bytes);
      leave();
      idle.push(thread);
      if ('answer' in message) resolve(message.answer);
      else reject(signal?.aborted ? signal.reason : Object.assign(new Error(message.failure.message), message.failure));
      next();
    };
    const die = () => {
      leave();
      threads -= 1;
      reject(new Error('The thread that read this file ended.'));
      next();
    };
    function leave(): void {
      thread.off('message', hear).off('exit', die).unref();
      signal?.removeEventListener('abort', stop);
    }
    // Only a thread at work may keep the process up.
    thread.on('message', hear).once('exit', die).ref();
    signal?.addEventListener('abort', stop, { once: true });
    thread.postMessage({ id, order } satisfies ToThread<Order>);
  }

  return {
    run: (order, { signal, onBytes } = {}) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason);
        queue.push({ order, signal, onBytes, resolve, reject });
        next();
      }),
  };
}
