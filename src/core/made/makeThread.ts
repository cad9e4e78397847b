import { parentPort, workerData } from 'node:worker_threads';
import { batchesOf } from './batches.ts';
import { settingOf, type SentBatch, type SentSetting } from './makeAside.ts';

// Makes batches of generated cases, one for each word from the thread that writes them.

const batches = batchesOf(settingOf(workerData as SentSetting));

parentPort?.on('message', () => {
  const { value } = batches.next();
  parentPort?.postMessage({ batch: value ?? null } satisfies SentBatch);
});
