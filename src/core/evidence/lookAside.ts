import { Worker } from 'node:worker_threads';
import { plainLook, type Look } from './plainLook.ts';

/** What the thread is sent. */
export type LookOrder = { bytes: Uint8Array; fileName: string; size: number };

const threadFile = new URL(import.meta.url.endsWith('.ts') ? './lookThread.ts' : './lookThread.js', import.meta.url);
/** A look that takes longer is an attack or a broken file; pictures have 10 s of their own. */
const mostMs = 30_000;
const mostHeapMb = 512;
const lanes: Promise<unknown>[] = [Promise.resolve(), Promise.resolve()];
const threads: (Worker | null)[] = lanes.map(() => null);
let turn = 0;

/**
 * Looks into a file on a thread that is ended when it takes too long or too much memory; two files at a time, `load` is called when it is
 * the turn of this one. A file that brought its thread down is shown as not readable: it must not do so again at every start.
 */
export function lookAside(load: () => Promise<LookOrder>, limitMs = mostMs): Promise<Look> {
  const lane = (turn = (turn + 1) % lanes.length);
  const look = (lanes[lane] ?? Promise.resolve()).then(async () => lookOn(lane, await load(), limitMs));
  lanes[lane] = look.catch(() => undefined);
  return look;
}

async function lookOn(lane: number, order: LookOrder, limitMs: number): Promise<Look> {
  const thread = (threads[lane] ??= startThread());
  // Only a thread at work may keep the process up.
  thread.ref();
  const look = await new Promise<Look | string>((resolve) => {
    const timer = setTimeout(() => end(`it took more than ${limitMs / 1_000} seconds`), limitMs);
    const fail = () => end('reading it failed');
    const end = (result: Look | string) => {
      clearTimeout(timer);
      thread.off('message', end).off('exit', fail);
      resolve(result);
    };
    thread.once('message', end).once('exit', fail);
    thread.postMessage(order);
  });
  if (typeof look !== 'string') {
    thread.unref();
    return look;
  }
  threads[lane] = null;
  // Not waited for: a picture that is being decoded ends its thread only when it is done.
  void thread.terminate();
  return plainLook('application/octet-stream', 'none', { error: `The file is not shown, because ${look}. The original is kept as it came and can be saved.` });
}

function startThread(): Worker {
  const thread = new Worker(threadFile, { resourceLimits: { maxOldGenerationSizeMb: mostHeapMb } });
  // Its exit tells of every death; an error nobody hears would end the core with it.
  thread.on('error', () => undefined);
  return thread;
}
