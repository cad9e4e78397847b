import { Worker } from 'node:worker_threads';
import { readAttachments } from './attachmentsOf.ts';
import type { FromChild, Order } from './childPool.ts';
import { drawPixels, hashThumbnail, lookInto } from './look.ts';

// Hostile bytes are decoded in this process and not in the core's: it can be ended in the middle of anything, and holds no key and no file.

const guard = new Worker(new URL(import.meta.url.endsWith('.ts') ? './lookGuard.ts' : './lookGuard.js', import.meta.url), {
  workerData: { mostMemory: Number(process.argv[2]) },
});
guard.unref();

const say = (message: FromChild) => void process.send?.(message);

async function answer({ task, bytes, fileName, size }: Order): Promise<void> {
  const whole = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const tools = { within: (ms: number) => say({ within: ms }), soFar: (look: unknown) => say({ soFar: look }) };
  const tasks = { look: () => lookInto(whole, fileName, size, tools), pixels: () => drawPixels(whole, tools), attachments: () => readAttachments(whole), hash: () => hashThumbnail(whole) };
  const done = await tasks[task]();
  say({ done, memory: process.memoryUsage.rss() });
}

// What fails here ends the process with it: the desk says so of this file and starts another one.
process.on('message', (order: Order) => void answer(order));
process.once('disconnect', () => process.exit());
say({ started: true });
