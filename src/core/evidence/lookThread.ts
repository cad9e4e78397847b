import { parentPort } from 'node:worker_threads';
import { lookInto } from './look.ts';
import type { LookOrder } from './lookAside.ts';

// Hostile bytes are decoded here and not on the core's thread: this one can be ended in the middle of anything.

parentPort?.on('message', ({ bytes, fileName, size }: LookOrder) => {
  void lookInto(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), fileName, size).then((look) => parentPort?.postMessage(look));
});
