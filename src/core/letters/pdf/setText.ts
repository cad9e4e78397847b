import { fontsFor } from './fonts.ts';
import { layOut, type Line, type Setting } from './layOut.ts';

/** How a stretch of text is set; `size` and `width` in points. */
export type TextStyle = { size: number; isBold?: boolean; width: number; direction: Setting['direction'] };

/** Sets text on the pages of one document in the fonts of its language, broken into lines that fit. */
export type TextSetter = {
  lines(text: string, style: TextStyle): Line[];
  /** The width of a line as it was laid out. */
  widthOf(line: Line, size: number): number;
  /** Draws a line with its baseline at `y`: fonts of one line have different heights. */
  draw(line: Line, x: number, y: number, size: number): void;
};

/** Registers the fonts of a language with a document and gives what sets text in them. */
export function createTextSetter(doc: PDFKit.PDFDocument, language: string): TextSetter {
  const fonts = fontsFor(language);
  for (const { name, regular, bold } of fonts) doc.registerFont(name, regular).registerFont(`${name} bold`, bold);
  const measure = (text: string, font: string, size: number) => doc.font(font).fontSize(size).widthOfString(text);
  return {
    lines: (text, { size, isBold = false, width, direction }) =>
      layOut(text, {
        width,
        direction,
        fontOf: (cluster) => {
          const family = fonts.find(({ has }) => [...cluster].every((one) => /\p{M}|[\u200c\u200d\ufe0e\ufe0f]/u.test(one) || has(one.codePointAt(0) ?? 0)));
          return `${(family ?? fonts[0])?.name ?? ''}${isBold ? ' bold' : ''}`;
        },
        measure: (words, font) => measure(words, font, size),
      }),
    widthOf: (line, size) => line.reduce((end, piece) => Math.max(end, piece.x + measure(piece.text, piece.font, size)), 0),
    draw: (line, x, y, size) => {
      for (const piece of line) doc.font(piece.font).fontSize(size).text(piece.text, x + piece.x, y, { lineBreak: false, baseline: 'alphabetic' });
    },
  };
}
