import type { ReadableStream as NodeReadableStream } from 'node:stream/web';
import { Readable } from 'node:stream';
import { append, signLog } from './audit/append.ts';
import { exportLog, orderExport } from './audit/exportLog.ts';
import type { OpenFile } from './core.ts';
import type { Desk, SignedIn } from './desk.ts';
import { DeskError } from './fault.ts';
import { isSomethingHidden } from './hiddenRulings.ts';

/**
 * Opens the log as JSON Lines for reading, page by page, so that a long one needs no more memory than a short one and nothing of it is laid
 * down on the way. That it was taken out is noted in the log and signed first, where this desk may write. NOT_PERMITTED, NOT_ALLOWED_NOW.
 */
export async function openLog(desk: Desk, withWords: boolean, by: SignedIn): Promise<OpenFile> {
  if (by.role !== 'lead' && by.role !== 'admin') throw new DeskError('NOT_PERMITTED', `The log is for lead or admin; ${by.name} works here as ${by.role}.`);
  if (await isSomethingHidden(desk.db, by)) {
    throw new DeskError('NOT_ALLOWED_NOW', 'There are cases under appeal whose rulings are hidden from you until you have noted your own view, and the log tells of them. The owner of the desk can take it out (`desk verify --export`).');
  }
  if (desk.mode === 'write') {
    await desk.write(async (tx) => {
      await append(tx, { by, action: 'log.exported', subject: 'log:export', words: `${by.name} took out the log${withWords ? '' : ' without its words'}` });
      await signLog(tx);
    });
  }
  const order = await orderExport(desk.db, { at: desk.clock(), withWords });
  const size = await desk.longRead('measureExport', order);
  return {
    mediaType: 'application/jsonl',
    fileName: `log-${order.to}.jsonl`,
    disposition: 'attachment',
    size,
    start: 0,
    end: size - 1,
    stream: Readable.toWeb(Readable.from(bytesOf(exportLog(desk.db, order)))) as NodeReadableStream as ReadableStream<Uint8Array>,
  };
}

async function* bytesOf(pages: AsyncIterable<string>): AsyncGenerator<Uint8Array, void, void> {
  for await (const page of pages) {
    yield Buffer.from(page, 'utf8');
    // The database answers on this thread: others get their turn between two pages.
    await new Promise((resolve) => setImmediate(resolve));
  }
}
