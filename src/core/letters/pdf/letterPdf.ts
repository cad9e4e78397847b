import PDFDocument from 'pdfkit';
import { lineDirection } from '../../../contract/lineDirection.ts';
import { collect } from './collect.ts';
import { createTextSetter } from './setText.ts';

/** A letter to be set; `at` (ms UTC) is written into the file as the time it was made, `notice` stands above it in English. */
export type LetterSheet = { language: string; subject: string; body: string; reference: string; at: number; notice: string | null };

const page = { margin: 64, top: 56, bottom: 64 };
const sizes = { body: 10.5, subject: 14, small: 8.5 };
/** Line height by font size. */
const lead = 1.5;

/** Sets a letter as a PDF with its fonts embedded: A4, from the right where its language runs so, its text can be searched and copied. */
export async function letterPdf({ language, subject, body, reference, at, notice }: LetterSheet): Promise<Uint8Array> {
  const doc = new PDFDocument({
    size: 'A4',
    margin: 0,
    bufferPages: true,
    lang: language,
    displayTitle: true,
    info: { Title: subject, Author: 'Mediation Desk', Creator: 'Mediation Desk', CreationDate: new Date(at) },
  });
  const done = collect(doc);
  const setter = createTextSetter(doc, language);
  const width = doc.page.width - 2 * page.margin;
  const last = doc.page.height - page.bottom;
  let y = page.top;

  function write(text: string, size: number, isBold = false, indent = 0): void {
    const direction = lineDirection(text, language);
    const left = page.margin + (direction === 'rtl' ? 0 : indent);
    for (const line of setter.lines(text, { size, isBold, width: width - indent, direction })) {
      if (y + size * lead > last) {
        doc.addPage();
        y = page.top;
      }
      setter.draw(line, left, y + size, size);
      y += size * lead;
    }
  }

  doc.fillColor('#1b1d23');
  if (notice !== null) write(notice, sizes.small, true);
  y += notice === null ? 0 : sizes.small;
  write(subject, sizes.subject, true);
  y += sizes.subject;
  for (const paragraph of body.trim().split('\n')) {
    if (paragraph.trim() === '') y += sizes.body * 0.8;
    else write(paragraph, sizes.body, isHeading(paragraph), /^[-・•] /u.test(paragraph) ? 12 : 0);
  }
  number(doc, reference, sizes.small);
  doc.end();
  return done;
}

/** A line in capitals, or in the brackets and signs that stand for them where there are none; in Arabic a short line that ends in no stop. */
function isHeading(line: string): boolean {
  if (/^(【.*】|■ .*)$/u.test(line)) return true;
  if (/^[\p{Script=Arabic}\p{M} ]{2,60}$/u.test(line)) return true;
  return line.length < 80 && /\p{Lu}{2}/u.test(line) && !/[\p{Ll}\d.:]/u.test(line) && !/^[-・]/u.test(line);
}

function number(doc: PDFKit.PDFDocument, reference: string, size: number): void {
  const { start, count } = doc.bufferedPageRange();
  for (let index = 0; index < count; index += 1) {
    doc.switchToPage(start + index);
    const words = `${reference} · ${index + 1}/${count}`;
    doc.font('latin').fontSize(size).fillColor('#5b616e');
    doc.text(words, (doc.page.width - doc.widthOfString(words)) / 2, doc.page.height - page.bottom / 2, { lineBreak: false, baseline: 'alphabetic' });
  }
}
