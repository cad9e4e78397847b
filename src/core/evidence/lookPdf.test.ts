import { readFile } from 'node:fs/promises';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { lookInto } from './look.ts';

const look = (bytes: Buffer) => lookInto(bytes, 'a.pdf', bytes.length);

/** A PDF of plain pages, each with its number as words; `extra` goes into the catalogue. */
function pdf(pages: number, extra = '', content = (page: number) => `BT /F1 24 Tf 20 100 Td (Invoice page ${page}) Tj ET`): Buffer {
  const objects = [
    `<< /Type /Catalog /Pages 2 0 R ${extra} >>`,
    `<< /Type /Pages /Count ${pages} /Kids [${Array.from({ length: pages }, (_one, index) => `${index * 2 + 4} 0 R`).join(' ')}] >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ];
  for (let page = 1; page <= pages; page += 1) {
    const words = content(page);
    objects.push(`<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 200] /Contents ${page * 2 + 3} 0 R /Resources << /Font << /F1 3 0 R >> >> >>`);
    objects.push(`<< /Length ${words.length} >>\nstream\n${words}\nendstream`);
  }
  let text = '%PDF-1.4\n';
  const offsets = objects.map((object, index) => {
    const at = text.length;
    text += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(at).padStart(10, '0')} 00000 n \n`;
  });
  const start = text.length;
  return Buffer.from(`${text}xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.join('')}trailer << /Root 1 0 R /Size ${objects.length + 1} >>\nstartxref\n${start}\n%%EOF`);
}

describe('a look into a PDF', () => {
  it('counts its pages, reads its words and draws its first page', async () => {
    const found = await look(pdf(3));
    expect(found).toMatchObject({ show: 'pdf', mediaType: 'application/pdf', pages: 3, error: null });
    expect(found.text).toMatch(/Invoice page 1\s+Invoice page 2\s+Invoice page 3/);
    const { width, height, format } = await sharp(found.preview ?? undefined).metadata();
    expect({ width, height, format }).toEqual({ width: 1_600, height: 1_067, format: 'webp' });
    const { channels } = await sharp(found.preview ?? undefined).stats();
    expect(channels[0]?.min).toBeLessThan(100);
    expect(found.thumbnail).not.toBeNull();
  });

  it('reads the first 200 of ten thousand pages and says so', async () => {
    const found = await look(pdf(10_000));
    expect(found).toMatchObject({ show: 'pdf', pages: 10_000, metadata: [{ name: 'Words', value: expect.stringMatching(/^read from the first \d+ of 10000 pages$/) as string }] });
    expect(found.text).toContain('Invoice page 1');
    expect(found.text).not.toContain('Invoice page 201');
  });

  it('says of a locked one that it needs a password, and of a broken one that it cannot be read', async () => {
    expect(await look(await readFile(new URL('./fixtures/locked.pdf', import.meta.url)))).toMatchObject({ show: 'none', error: expect.stringContaining('needs a password') as string });
    expect(await look(Buffer.from('%PDF-1.7\nnothing of the kind'))).toMatchObject({ show: 'none', error: expect.stringContaining('cannot be read') as string });
  });

  it('runs no script of a document', async () => {
    const script = '/OpenAction << /S /JavaScript /JS (globalThis.wasRun = true;) >> /AA << /WC << /S /JavaScript /JS (globalThis.wasRun = true;) >> >>';
    expect(await look(pdf(1, script))).toMatchObject({ show: 'pdf', pages: 1 });
    expect('wasRun' in globalThis).toBe(false);
  });

  it('keeps the words of a document whose first page is nonsense to draw', async () => {
    const found = await look(pdf(2, '', (page) => (page === 1 ? '/None Do Q Q Q 1 0 0 rg sh /Fx 9 Tf (x) Tj' : 'BT /F1 24 Tf 20 100 Td (still here) Tj ET')));
    expect(found).toMatchObject({ show: 'pdf', pages: 2 });
    expect(found.text).toContain('still here');
  });
});
