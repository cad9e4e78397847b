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

/** Makes a pool of `size` threads on one file, which hands its work to `workOff`; each does `atOnce` orders in turns, so that one waits for the disk while another works. */
export function createThreadPool<Order, Answer>(file: URL, size: number, atOnce = 1): ThreadPool<Order, Answer> {
  const threads = new Map<Worker, number>();
  const queue: Waiting<Order, Answer>[] = [];
  let lastId = 0;

  function next(): void {
    for (let thread = freest(); thread && queue.length > 0; thread = freest()) {
      const work = queue.shift();
      if (work) give(thread, work);
    }
  }

  /** The thread with the least to do, a new one while there may be more; undefined when all have enough. */
  function freest(): Worker | undefined {
    const [least] = [...threads].sort(([, one], [, other]) => one - other);
    if (least && least[1] === 0) return least[0];
    if (threads.size < size && queue.length > 0) return start();
    return least && least[1] < atOnce ? least[0] : undefined;
  }

  function start(): Worker {
    const thread = new Worker(file);
    threads.set(thread, 0);
    // Its exit tells of every death; an error nobody hears would end the core with it.
    thread.on('error', () => undefined);
    thread.once('exit', () => threads.delete(thread));
    thread.unref();
    return thread;
  }

  /** Only a thread at work may keep the process up. */
  function count(thread: Worker, change: 1 | -1): void {
    const orders = (threads.get(thread) ?? 0) + change;
    if (threads.has(thread)) threads.set(thread, orders);
    if (orders > 0) thread.ref();
    else thread.unref();
  }

  function give(thread: Worker, { order, signal, onBytes, resolve, reject }: Waiting<Order, Answer>): void {
    const id = (lastId += 1);
    const stop = () => thread.postMessage({ id, stop: true } satisfies ToThread<Order>);
    const hear = (message: FromThread<Answer>) => {
      if (message.id !== id) return;
      if ('bytes' in message) return onBytes?.(message.bytes);
      leave();
      if ('answer' in message) resolve(message.answer);
      else reject(signal?.aborted ? signal.reason : Object.assign(new Error(message.failure.message), message.failure));
      next();
    };
    const die = () => {
      leave();
      reject(new Error('The thread that read this file ended.'));
      next();
    };
    function leave(): void {
      thread.off('message', hear).off('exit', die);
      signal?.removeEventListener('abort', stop);
      count(thread, -1);
    }
    thread.on('message', hear).once('exit', die);
    count(thread, 1);
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
