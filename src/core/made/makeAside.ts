import { Worker } from 'node:worker_threads';
import { readBook } from '../policy/readBook.ts';
import { toBook } from '../policy/book.ts';
import type { WrittenBook } from '../policy/shippedBooks.ts';
import type { Batch } from './batches.ts';
import type { Setting } from './setting.ts';

/** A setting as it crosses threads: books as their documents. */
export type SentSetting = Omit<Setting, 'books'> & { books: string[] };
/** What the thread answers: the next batch, or null at the end. */
export type SentBatch = { batch: Batch | null };

/** Batches made ahead of the one that is being written. */
const ahead = 2;

const threadFile = new URL(import.meta.url.endsWith('.ts') ? './makeThread.ts' : './makeThread.js', import.meta.url);

/** The batches of a setting, made on a thread of their own while the one before is written; leaving the loop ends the thread. */
export async function* makeAside(setting: Setting): AsyncGenerator<Batch> {
  const thread = new Worker(threadFile, { resourceLimits: { maxYoungGenerationSizeMb: 32, maxOldGenerationSizeMb: 160 }, workerData: { ...setting, books: setting.books.map(({ text }) => text) } satisfies SentSetting });
  const made: (Batch | null)[] = [];
  let wake = () => {};
  let failure: Error | null = null;
  thread.on('message', ({ batch }: SentBatch) => {
    made.push(batch);
    wake();
  });
  thread.once('error', (error: Error) => {
    failure = error;
    wake();
  });
  try {
    for (let one = 0; one < ahead; one += 1) thread.postMessage('next');
    for (;;) {
      while (made.length === 0 && !failure) await new Promise<void>((resolve) => (wake = resolve));
      if (failure) throw failure as Error;
      const batch = made.shift();
      if (!batch) return;
      thread.postMessage('next');
      yield batch;
    }
  } finally {
    await thread.terminate();
  }
}

/** The setting on the thread's side. */
export function settingOf({ books, ...setting }: SentSetting): Setting {
  return { ...setting, books: books.map(toWritten) };
}

function toWritten(text: string): WrittenBook {
  const { book } = readBook(text);
  if (!book) throw new Error('A policy book in force cannot be read.');
  return { ...toBook(book), text };
}
