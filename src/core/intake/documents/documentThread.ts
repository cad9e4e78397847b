import { parentPort, workerData } from 'node:worker_threads';
import type { DocumentAnswer, DocumentOrder } from './readAside.ts';
import { documentWork } from './documentWork.ts';

// A document can be made so that reading it takes minutes or all memory: this thread can be ended, the core cannot.

function answer({ kind, given }: DocumentOrder): DocumentAnswer {
  try {
    return { ok: true, value: documentWork[kind](given as never) };
  } catch (error) {
    return { ok: false, message: error instanceof Error ? error.message : String(error) };
  }
}

parentPort?.postMessage(answer(workerData as DocumentOrder));
