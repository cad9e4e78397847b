import type { SpotPlace } from '../../contract/spots.ts';

/** Whole lines that are marked as one: a line of a text, a message of a chat. Lines count from 1. */
export type LineRange = { from: number; to: number };
type Lines = Extract<SpotPlace, { type: 'lines' }>;

const mostQuoted = 2_000;

/** The lines of a text as the core counts them: a carriage return ends no line of its own. */
export function textLines(text: string): string[] {
  return text.split('\n').map((line) => line.replace(/\r$/, ''));
}

/** Lines of a text with the words they hold, cut at 2,000 signs; null when they hold no words. */
export function linesAt(text: string, { from, to }: LineRange): Lines | null {
  const quote = cut(textLines(text).slice(from - 1, to).join('\n'));
  return quote.trim() === '' ? null : { type: 'lines', from, to, quote };
}

/** The words of a record, to be kept with a place in it; the name of the record where it holds none. */
export function quoteOf(words: string, otherwise: string): string {
  return words.trim() === '' ? otherwise : cut(words);
}

/** Indexes of the first and last range that lines touch; null when they touch none. */
export function rangesTouched(ranges: readonly LineRange[], { from, to }: LineRange): [first: number, last: number] | null {
  const first = ranges.findIndex((range) => range.to >= from);
  const last = ranges.findLastIndex((range) => range.from <= to);
  return first < 0 || last < first ? null : [first, last];
}

/** The lines from one range to another, in whichever order they were chosen. */
export function linesBetween(ranges: readonly LineRange[], anchor: number, end: number): LineRange {
  return { from: ranges[Math.min(anchor, end)]?.from ?? 1, to: ranges[Math.max(anchor, end)]?.to ?? 1 };
}

function cut(words: string): string {
  const short = words.slice(0, mostQuoted);
  // Half of a surrogate pair at the end would be no text.
  return short.isWellFormed() ? short : short.slice(0, -1);
}
