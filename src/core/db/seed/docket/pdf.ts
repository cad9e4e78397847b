/** One mark on a page; points from the lower left of an A4 sheet (595 x 842). */
export type Mark =
  | { text: string; x: number; y: number; size?: number; bold?: boolean }
  | { line: [number, number, number, number] }
  | { box: [number, number, number, number]; grey: number };

const outsideLatin: Record<string, string> = { '€': '\\200', '–': '\\226', '’': '\\222', '“': '\\223', '”': '\\224' };

function literal(text: string): string {
  return text.replace(/[\\()]/g, '\\$&').replace(/[€–’“”]/g, (char) => outsideLatin[char] ?? '?').replace(/[ -ÿ]/g, (char) => `\\${char.charCodeAt(0).toString(8)}`);
}

function drawn(mark: Mark): string {
  if ('text' in mark) return `BT /${mark.bold ? 'F2' : 'F1'} ${mark.size ?? 10} Tf ${mark.x} ${mark.y} Td (${literal(mark.text)}) Tj ET`;
  if ('line' in mark) return `0.6 w ${mark.line[0]} ${mark.line[1]} m ${mark.line[2]} ${mark.line[3]} l S`;
  return `${mark.grey} g ${mark.box.join(' ')} re f 0 g`;
}

/**
 * Writes an A4 PDF with Helvetica, uncompressed and without ids or times of its own: the same marks give the same bytes, and
 * a date in it can be moved in place when the docket is moved to another day. Text is Windows-1252.
 */
export function writePdf(title: string, pages: readonly (readonly Mark[])[]): Buffer {
  const objects: string[] = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Count ${pages.length} /Kids [${pages.map((_, i) => `${6 + i * 2} 0 R`).join(' ')}] >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>',
    `<< /Title (${literal(title)}) /Producer (Mediation Desk sample docket) >>`,
  ];
  for (const [index, marks] of pages.entries()) {
    const content = marks.map(drawn).join('\n');
    objects.push(`<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> /Contents ${7 + index * 2} 0 R >>`);
    objects.push(`<< /Length ${content.length} >>\nstream\n${content}\nendstream`);
  }
  let body = '%PDF-1.4\n';
  const offsets = objects.map((object, index) => {
    const at = body.length;
    body += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return at;
  });
  const table = offsets.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('');
  return Buffer.from(`${body}xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R /Info 5 0 R >>\nstartxref\n${body.length}\n%%EOF\n`, 'latin1');
}
