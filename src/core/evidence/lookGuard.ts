import { workerData } from 'node:worker_threads';

// Watches the process that decodes from a thread of its own, because the one that decodes may be busy in native code and hear nothing.

/** Bytes of memory the process may hold. */
const { mostMemory } = workerData as { mostMemory: number };
const watchMs = 50;
const parent = process.ppid;

setInterval(() => {
  // An orphan would go on decoding a bomb after the desk was killed.
  if (process.memoryUsage.rss() > mostMemory || process.ppid !== parent) process.kill(process.pid, 'SIGKILL');
}, watchMs);
