import { visibleWords } from '../../../contract/visibleWords.ts';
import type { Line } from '../../letters/pdf/layOut.ts';
import type { TextSetter } from '../../letters/pdf/setText.ts';

/** Text on paper: words of the desk or of a party, a hash in groups that can be compared by eye, or a name, which begins at the left in any writing. */
export type Block = { text: string; isBold?: boolean; isQuiet?: boolean; isHash?: boolean; isName?: boolean };
/** What stands in one cell of a table: one block under the other. */
export type Cell = string | readonly Block[];

/** A line ready to be drawn; `height` includes what stands before the next one. */
export type LaidLine = { line: Line; size: number; height: number; isQuiet: boolean };

/** Sizes in points. */
export const sizes = { text: 10, title: 16, h2: 13, h3: 10.5, small: 8.5 } as const;
/** Line height by font size. */
export const lead = 1.4;
const hashGroup = 8;
/** Points between the paragraphs of one text. */
const paragraphGap = 3;
/** The widest group of eight hexadecimal digits takes this by font size, and the blank behind it. */
const hashStep = 5.6;

/** Lays blocks out below each other in a width; one line of the text of others is one paragraph, and what hides in it is spelt out. */
export function layBlocks(setter: TextSetter, cell: Cell, width: number, size: number = sizes.text): LaidLine[] {
  const blocks = typeof cell === 'string' ? [{ text: cell }] : cell;
  return blocks.flatMap(({ text, isBold = false, isQuiet = false, isHash = false, isName = false }: Block) => {
    const height = size * lead;
    if (isHash) return hashLines(setter, text, width, size).map((line) => ({ line, size, height, isQuiet }));
    const paragraphs = shown(text).split('\n').filter((paragraph) => paragraph.trim() !== '');
    return paragraphs.flatMap((paragraph, place) => {
      const lines = setter.lines(paragraph, { size, isBold, width, direction: isName ? 'ltr' : directionOf(paragraph) });
      const isLast = place === paragraphs.length - 1;
      return lines.map((line, index) => ({ line, size, height: height + (index === lines.length - 1 && !isLast ? paragraphGap : 0), isQuiet }));
    });
  });
}

/** The way most of a paragraph's letters run: a model number does not turn an Arabic sentence round. */
function directionOf(paragraph: string): 'ltr' | 'rtl' {
  const letters = paragraph.match(/\p{L}/gu)?.length ?? 0;
  const right = paragraph.match(/[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}]/gu)?.length ?? 0;
  return right * 2 > letters ? 'rtl' : 'ltr';
}

/** Text of a party as it is printed: nothing in it can hide or turn the line round. */
export function shown(text: string): string {
  const spelt = visibleWords(text.toWellFormed().replaceAll(/\r\n?|\u2028|\u2029/gu, '\n').replaceAll('\t', ' '));
  return spelt.replaceAll('⟦', '[').replaceAll('⟧', ']');
}

/** Groups of eight digits, each at a place of its own, so that two hashes can be compared column by column. */
function hashLines(setter: TextSetter, hash: string, width: number, size: number): Line[] {
  const groups = hash.match(new RegExp(`.{1,${hashGroup}}`, 'gu')) ?? [];
  const step = size * hashStep;
  const most = Math.max(1, [8, 4, 2, 1].find((count) => count * step <= width + size) ?? 1);
  const lines: Line[] = [];
  for (let from = 0; from < groups.length; from += most) {
    const row = groups.slice(from, from + most);
    lines.push(row.flatMap((group, index) => (setter.lines(`${group} `, { size, width: step * 2, direction: 'ltr' })[0] ?? []).map((piece) => ({ ...piece, text: `${piece.text} `, x: index * step }))));
  }
  return lines;
}
