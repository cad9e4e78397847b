import { describe, expect, it } from 'vitest';
import { largestSide, readPdfWord, scaleOf } from './pdfMessages.ts';

describe('what the PDF frame says', () => {
  it('is taken for what it is, and for no more', () => {
    expect(readPdfWord({ say: 'drawn', order: 1, width: 816, height: 1056, html: '<b>' })).toEqual({ say: 'drawn', order: 1, width: 816, height: 1056 });
    expect(readPdfWord({ say: 'failed', words: 'x'.repeat(10_000) })).toEqual({ say: 'failed', words: 'x'.repeat(300) });
  });

  it('is not believed when a document that took the frame over says what no page can be', () => {
    for (const word of [
      null, 'ready', 7, [], {}, { say: 'go' }, { say: 'opened' }, { say: 'opened', pages: 0 }, { say: 'opened', pages: 1e300 }, { say: 'opened', pages: '3' }, { say: 'failed', words: { toString: () => 'x' } },
      { say: 'drawn', order: 1, width: Infinity, height: 1 }, { say: 'drawn', order: 1, width: NaN, height: 1 }, { say: 'drawn', order: 1, width: -1, height: 1 }, { say: 'drawn', order: 1.5, width: 1, height: 1 },
      { say: 'need', part: 'x'.repeat(101) }, { say: 'need', part: 3 },
    ]) {
      expect([word, readPdfWord(word)]).toEqual([word, null]);
    }
  });
});

describe('the scale of a page', () => {
  it('would make a canvas that takes all memory', () => {
    for (const natural of [{ width: 816, height: 1056 }, { width: 1e7, height: 1 }, { width: 20_000, height: 20_000 }]) {
      const scale = scaleOf(natural, 40) * (72 / 96);
      expect(Math.max(natural.width, natural.height) * scale).toBeLessThanOrEqual(largestSide + 0.01);
    }
    expect(scaleOf({ width: 816, height: 1056 }, 1)).toBeCloseTo(96 / 72);
  });
});
