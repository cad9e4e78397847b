/// <reference path="./linebreak.d.ts" />
import createBidi from 'bidi-js';
import LineBreaker from 'linebreak';

/** A stretch of one line in one font and one direction; `x` counts from the left edge of the text. */
export type Piece = { text: string; font: string; x: number };
export type Line = Piece[];

/** What a paragraph is laid out with; widths in the unit of `width`. */
export type Setting = { width: number; direction: 'ltr' | 'rtl'; fontOf(cluster: string): string; measure(text: string, font: string): number };

type Run = { text: string; font: string; level: number; width: number };

const bidi = createBidi();
const clusters = new Intl.Segmenter('en', { granularity: 'grapheme' });
/** Marks of direction and breaking that say something and show nothing; joiners shape Arabic and stay. */
const unseen = /[\p{Cc}\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/gu;

/**
 * Breaks one paragraph into lines (UAX 14) and puts each in the order the eye reads it (UAX 9). A word wider than a line is broken where it
 * must be, so that nothing ever leaves the page.
 */
export function layOut(paragraph: string, setting: Setting): Line[] {
  const embedding = bidi.getEmbeddingLevels(paragraph, setting.direction);
  const runsOf = (start: number, end: number) => toRuns(paragraph, embedding.levels, start, end, setting);
  return breakLines(paragraph, setting.width, (start, end) => widthOf(runsOf(start, end))).map(({ start, end }) => {
    const runs = inVisualOrder(runsOf(start, start + paragraph.slice(start, end).trimEnd().length));
    let x = setting.direction === 'rtl' ? setting.width - widthOf(runs) : 0;
    return runs.map(({ text, font, width }) => {
      const piece = { text, font, x };
      x += width;
      return piece;
    });
  });
}

function breakLines(text: string, width: number, measure: (start: number, end: number) => number): { start: number; end: number }[] {
  const lines: { start: number; end: number }[] = [];
  let [start, end] = [0, 0];
  const fits = (to: number) => measure(start, start + text.slice(start, to).trimEnd().length) <= width;
  const breaker = new LineBreaker(text);
  for (let found = breaker.nextBreak(); found; found = breaker.nextBreak()) {
    if (!fits(found.position)) {
      if (end > start) lines.push({ start, end });
      start = end;
      for (const { index, segment } of fits(found.position) ? [] : clusters.segment(text.slice(end, found.position))) {
        const next = end + index;
        if (next <= start || fits(next + segment.length)) continue;
        lines.push({ start, end: next });
        start = next;
      }
    }
    end = found.position;
  }
  return [...lines, { start, end }];
}

/** Stretches of one level and font in the order of the text; words of right-to-left text apart, because each is set from its own end. */
function toRuns(text: string, levels: Uint8Array, start: number, end: number, { fontOf, measure }: Setting): Run[] {
  const runs: Run[] = [];
  for (const { segment, index } of clusters.segment(text.slice(start, end))) {
    const level = levels[start + index] ?? 0;
    const isRight = (level & 1) === 1;
    const shown = (isRight ? (bidi.getMirroredCharacter(segment) ?? segment) : segment).replaceAll(unseen, '');
    if (shown === '') continue;
    const last = runs.at(-1);
    const isBlank = /^\s+$/u.test(shown);
    const font = isBlank && last ? last.font : fontOf(shown);
    const isApart = isRight && last !== undefined && /\s$/u.test(last.text) !== isBlank;
    if (last && last.level === level && last.font === font && !isApart) last.text += shown;
    else runs.push({ text: shown, font, level, width: 0 });
  }
  for (const run of runs) run.width = measure(run.text, run.font);
  return runs;
}

/** Rule L2 of UAX 9, on runs: from the highest level down, each stretch at that level or above is turned round. */
function inVisualOrder(runs: Run[]): Run[] {
  const ordered = [...runs];
  for (let level = Math.max(0, ...runs.map((run) => run.level)); level > 0; level -= 1) {
    for (let from = 0; from < ordered.length; from += 1) {
      let to = from;
      while ((ordered[to]?.level ?? -1) >= level) to += 1;
      if (to > from) ordered.splice(from, to - from, ...ordered.slice(from, to).reverse());
      from = Math.max(from, to);
    }
  }
  return ordered;
}

function widthOf(runs: readonly Run[]): number {
  return runs.reduce((sum, { width }) => sum + width, 0);
}
