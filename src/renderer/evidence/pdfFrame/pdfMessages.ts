/** What the desk says to the frame that draws PDFs. `density`: canvas pixels per pixel of the page at 96 dpi; `order` counts up. */
export type PdfOrder =
  | { do: 'open'; bytes: ArrayBuffer }
  | { do: 'draw'; order: number; page: number; density: number }
  | { do: 'have'; part: string; bytes: ArrayBuffer | null };

/** What the frame says. `width` and `height` are pixels of the page at 96 dpi; `part` names a file of pdf.js that this document needs. */
export type PdfWord =
  | { say: 'ready' }
  | { say: 'opened'; pages: number }
  | { say: 'drawn'; order: number; width: number; height: number }
  | { say: 'failed'; words: string }
  | { say: 'need'; part: string };

/** The longest side of the canvas, in pixels. */
export const largestSide = 4096;
const largestPage = 10_000_000;
const mostWords = 300;

/** A word of the frame, null for anything else: a document that took the frame over must not reach further by what it says. */
export function readPdfWord(data: unknown): PdfWord | null {
  if (typeof data !== 'object' || data === null || !('say' in data)) return null;
  const { say, pages, order, width, height, words, part } = data as Record<string, unknown>;
  if (say === 'ready') return { say };
  if (say === 'opened' && isCount(pages)) return { say, pages };
  if (say === 'drawn' && isCount(order) && isLength(width) && isLength(height)) return { say, order, width, height };
  if (say === 'failed' && typeof words === 'string') return { say, words: words.slice(0, mostWords) };
  if (say === 'need' && typeof part === 'string' && part.length <= 100) return { say, part };
  return null;
}

/** The scale at which pdf.js draws a page of that size (pixels at 96 dpi) so that no side of the canvas is longer than allowed. */
export function scaleOf(natural: { width: number; height: number }, density: number): number {
  return (96 / 72) * Math.min(density, largestSide / Math.max(natural.width, natural.height));
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 1;
}

function isLength(value: unknown): value is number {
  return typeof value === 'number' && value > 0 && value <= largestPage;
}
