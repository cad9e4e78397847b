// A thread of the same process that does nothing: its gaps are what the machine does to every thread. Told "over", it answers with them.
import { parentPort } from 'node:worker_threads';
import { gapsUntil } from './gaps.ts';

let isOver = false;
parentPort?.once('message', () => (isOver = true));
parentPort?.postMessage(await gapsUntil(() => isOver));
