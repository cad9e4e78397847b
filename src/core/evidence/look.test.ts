import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { lookInto } from './look.ts';
import { decodeText } from './text.ts';

const look = (content: string | Buffer, name: string) => {
  const bytes = Buffer.from(content);
  return lookInto(bytes, name, bytes.length);
};
const jpeg = (exif = {}) =>
  sharp({ create: { width: 400, height: 300, channels: 3, background: '#39c' } })
    .withExif({ IFD0: { Make: 'Camera & Co' }, IFD2: { DateTimeOriginal: '2026:05:01 10:00:00', OffsetTimeOriginal: '+02:00', ...exif } })
    .jpeg()
    .toBuffer();

describe('a look into a file', () => {
  it('reads when and with what a photo was taken, in the camera\'s own zone', async () => {
    const found = await look(await jpeg(), 'a.jpg');
    expect(found).toMatchObject({ show: 'image', mediaType: 'image/jpeg', width: 400, height: 300, takenAt: Date.parse('2026-05-01T08:00:00Z') });
    expect(found.metadata).toContainEqual({ name: 'Make', value: 'Camera & Co' });
  });

  it('gives out new pixels without the metadata of the original', async () => {
    const { preview, thumbnail } = await look(await jpeg(), 'a.jpg');
    for (const picture of [preview, thumbnail]) {
      const { format, exif } = await sharp(picture ?? undefined).metadata();
      expect({ format, exif }).toEqual({ format: 'webp', exif: undefined });
    }
  });

  it('does not believe a name: a page called photo.jpg is words, not an image', async () => {
    expect(await look('<html><script>alert(1)</script>', 'photo.jpg')).toMatchObject({ show: 'text', mediaType: 'text/html', preview: null });
  });

  it('says why a cut photo cannot be shown instead of failing', async () => {
    const whole = await jpeg();
    expect(await look(whole.subarray(0, 200), 'cut.jpg')).toMatchObject({ show: 'none', error: expect.stringContaining('cannot be decoded') as string });
  });

  it('refuses a picture with more pixels than a screen will ever need, before decoding it', async () => {
    const bomb = await sharp({ create: { width: 9_000, height: 9_000, channels: 3, background: '#000' } }).png({ compressionLevel: 9 }).toBuffer();
    expect(await look(bomb, 'bomb.png')).toMatchObject({ show: 'none', error: expect.any(String) as string });
  });

  it('turns a drawing into pixels, so that no script in it can run', async () => {
    const found = await look('<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><script>alert(1)</script><rect width="40" height="20"/></svg>', 'a.svg');
    expect(found).toMatchObject({ show: 'image', mediaType: 'image/svg+xml' });
    expect((await sharp(found.preview ?? undefined).metadata()).format).toBe('webp');
  });

  it('shows a mail as words, and names its attachments', async () => {
    const mail = [
      'From: Shop <shop@example.com>',
      'To: Ada <ada@example.com>',
      'Subject: =?utf-8?q?Gr=C3=BC=C3=9Fe?=',
      'Date: Fri, 01 May 2026 10:00:00 +0000',
      'MIME-Version: 1.0',
      'Content-Type: multipart/mixed; boundary=b',
      '',
      '--b',
      'Content-Type: text/html; charset=utf-8',
      '',
      '<p>Hello <b>Ada</b></p><img src="http://127.0.0.1/pixel.gif"><script>alert(1)</script>',
      '--b',
      'Content-Type: application/pdf',
      'Content-Disposition: attachment; filename="bill.pdf"',
      '',
      'x',
      '--b--',
    ].join('\r\n');
    const found = await look(mail, 'mail.eml');
    expect(found).toMatchObject({ show: 'email', mediaType: 'message/rfc822', text: 'Hello Ada' });
    expect(found.metadata).toContainEqual({ name: 'Subject', value: 'Grüße' });
    expect(found.metadata).toContainEqual({ name: 'Attachment', value: 'bill.pdf (application/pdf)' });
  });

  it('keeps text that the database can hold, whatever bytes came', async () => {
    expect((await look(Buffer.from('caf\xe9', 'latin1'), 'a.txt')).text).toBe('café');
    expect((await look(Buffer.from('\ufeffhé', 'utf16le'), 'a.txt')).text).toContain('hé');
    expect(decodeText(Buffer.from([1, 0, 2, 0, 3]))).toBeNull();
  });

  it('says that an empty file is empty', async () => {
    expect(await look('', 'a.jpg')).toMatchObject({ show: 'none', error: 'The file is empty.' });
  });

  it('does not draw filters: a hundred bytes of them draw for hours in code that nothing can end', async () => {
    const filter = '<svg xmlns="http://www.w3.org/2000/svg" width="8000" height="7000"><filter id="f"><feTurbulence numOctaves="1000000"/></filter><rect filter="url(#f)" width="8000" height="7000"/></svg>';
    expect(await look(filter, 'a.svg')).toMatchObject({ show: 'none', mediaType: 'image/svg+xml', error: expect.stringContaining('filters') as string });
  });

  it('is not stalled by text made to send a pattern back and forth (ReDoS)', async () => {
    const html = 'From: a\r\nTo: b\r\nContent-Type: text/html\r\n\r\n';
    const hostile = ['<!---->'.repeat(20_000), '<!DOCTYPE svg'.repeat(20_000), 'Anna: hi\r\n'.repeat(20_000) + 'end', html + '<'.repeat(200_000), html + '<head'.repeat(50_000)];
    const started = performance.now();
    for (const text of hostile) expect((await look(text, 'chat.txt')).show).toMatch(/text|email/);
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});

describe('a drawing that draws for hours', () => {
  it('is not drawn when it asks for a filter by style instead of by element', async () => {
    for (const style of ['style="filter:blur(500px)"', 'style="FILTER : blur(9px)"', 'filter="blur(9px)"']) {
      const svg = Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="9000" height="9000"><rect ${style} width="9" height="9"/></svg>`);
      expect(await lookInto(svg, 'a.svg', svg.length)).toMatchObject({ show: 'none', error: expect.stringContaining('uses filters') as string });
    }
  });
});
