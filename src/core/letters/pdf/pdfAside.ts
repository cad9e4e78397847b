import { createThreadPool } from '../../threadPool.ts';
import type { LetterSheet } from './letterPdf.ts';

const threadFile = new URL(import.meta.url.endsWith('.ts') ? './pdfThread.ts' : './pdfThread.js', import.meta.url);
const pool = createThreadPool<LetterSheet, Uint8Array>(threadFile, 1);

/** `letterPdf` on a thread of its own: fonts of ten megabytes are read and cut for each letter. */
export function pdfAside(sheet: LetterSheet): Promise<Uint8Array> {
  return pool.run(sheet);
}
