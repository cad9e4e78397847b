import { writePdf, type Mark } from './pdf.ts';
import { wrap } from './scenes/listingPage.ts';

/** An invoice: who sells, to whom, what for. Amounts are given as text in the invoice's own language. */
export interface Invoice {
  seller: readonly string[];
  buyer: readonly string[];
  heading: string;
  number: string;
  /** Day as YYYY-MM-DD. */
  date: string;
  dateWord: string;
  columns: readonly [string, string, string];
  lines: readonly (readonly [string, string, string])[];
  sums: readonly (readonly [string, string])[];
  foot: string;
}

/** The invoice as a PDF of one page. */
export function invoicePdf(invoice: Invoice): Buffer {
  const marks: Mark[] = [{ box: [50, 770, 495, 3], grey: 0.25 }];
  invoice.seller.forEach((text, i) => marks.push({ text, x: 50, y: 815 - i * 14, bold: i === 0, size: i === 0 ? 14 : 9 }));
  invoice.buyer.forEach((text, i) => marks.push({ text, x: 50, y: 720 - i * 14 }));
  marks.push({ text: invoice.heading, x: 50, y: 620, size: 20, bold: true }, { text: invoice.number, x: 350, y: 720 }, { text: `${invoice.dateWord} ${invoice.date}`, x: 350, y: 706 });
  marks.push({ box: [50, 570, 495, 20], grey: 0.9 }, ...invoice.columns.map((text, i): Mark => ({ text, x: [56, 380, 470][i] ?? 56, y: 576, bold: true })));
  let y = 552;
  for (const row of invoice.lines) {
    row.forEach((text, i) => marks.push({ text, x: [56, 380, 470][i] ?? 56, y }));
    y -= 20;
  }
  marks.push({ line: [50, y + 8, 545, y + 8] });
  invoice.sums.forEach(([name, sum], i) => {
    const bold = i === invoice.sums.length - 1;
    marks.push({ text: name, x: 350, y: y - 12 - i * 18, bold }, { text: sum, x: 470, y: y - 12 - i * 18, bold });
  });
  wrap(invoice.foot, 100).forEach((text, i) => marks.push({ text, x: 50, y: 90 - i * 12, size: 8 }));
  return writePdf(`${invoice.heading} ${invoice.number}`, [marks]);
}

/** A letter or report: head, date, heading, paragraphs, who signed. */
export function letterPdf(letter: { head: readonly string[]; date: string; heading: string; paragraphs: readonly string[]; signed: readonly string[] }): Buffer {
  const marks: Mark[] = [{ box: [50, 800, 6, -60], grey: 0.3 }];
  letter.head.forEach((text, i) => marks.push({ text, x: 66, y: 790 - i * 14, bold: i === 0, size: i === 0 ? 15 : 9 }));
  marks.push({ text: letter.date, x: 470, y: 790 }, { text: letter.heading, x: 50, y: 680, size: 14, bold: true });
  let y = 650;
  for (const paragraph of letter.paragraphs) {
    for (const text of wrap(paragraph, 92)) marks.push({ text, x: 50, y: (y -= 15) });
    y -= 12;
  }
  marks.push({ line: [50, y - 50, 220, y - 50] });
  letter.signed.forEach((text, i) => marks.push({ text, x: 50, y: y - 66 - i * 13 }));
  return writePdf(letter.heading, [marks]);
}
