import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { readAttachments } from './attachmentsOf.ts';
import { lookInto } from './look.ts';
import type { Look } from './plainLook.ts';

const photo = (size = 60) => sharp({ create: { width: size, height: size, channels: 3, background: '#c33', noise: { type: 'gaussian', mean: 120, sigma: 60 } } }).png().toBuffer();
type Part = { type: string; body: string | Buffer; headers?: string[] };

/** A mail of parts; binary ones are sent in base64. */
function mailOf(parts: Part[], headers: string[] = []): Buffer {
  const lines = ['From: Shop <shop@example.com>', 'To: Ada <ada@example.com>', 'Subject: Your order', ...headers, 'MIME-Version: 1.0', 'Content-Type: multipart/mixed; boundary=b', ''];
  for (const { type, body, headers = [] } of parts) {
    const isText = typeof body === 'string';
    lines.push('--b', `Content-Type: ${type}`, ...headers, ...(isText ? [] : ['Content-Transfer-Encoding: base64']), '', isText ? body : body.toString('base64'));
  }
  return Buffer.from([...lines, '--b--'].join('\r\n'));
}
const attached = (name: string) => [`Content-Disposition: attachment; filename="${name}"`];
const look = (mail: Buffer) => lookInto(mail, 'a.eml', mail.length);
const pageOf = (found: Look) => Buffer.from(found.page ?? []).toString();

describe('a look into a mail', () => {
  it('shows who really gets the answer, and the headers that place a mail', async () => {
    const found = await look(mailOf([{ type: 'text/plain', body: 'Hi' }], ['Reply-To: Other <x@evil.example>', 'Cc: c@example.com', 'Message-ID: <1@example.com>', 'Received: from a by b; Fri, 01 May 2026 10:00:00 +0000', 'Received: from c by d; Fri, 01 May 2026 10:00:00 +0000']));
    expect(found).toMatchObject({ show: 'email', text: 'Hi\n', page: null });
    expect(found.metadata).toEqual(expect.arrayContaining([
      { name: 'Reply-To', value: 'Other <x@evil.example>' },
      { name: 'Cc', value: '<c@example.com>' },
      { name: 'Message-ID', value: '<1@example.com>' },
      { name: 'Received', value: 'by 2 servers' },
    ]));
  });

  it('puts its own pictures into its page as new pixels, and leaves remote ones out', async () => {
    const html = '<p>Look:</p><img src="cid:photo@x"><img src="cid:photo@x"><img src="https://tracker.example/1.gif">';
    const found = await look(mailOf([{ type: 'text/html', body: html }, { type: 'image/png', body: await photo(), headers: ['Content-ID: <photo@x>', 'Content-Disposition: inline'] }]));
    const page = pageOf(found);
    expect(page.match(/data:image\/webp;base64,/g)).toHaveLength(2);
    expect(page).toContain('[picture not loaded]');
    expect(page).not.toContain('tracker.example');
    expect(found.text).toBe('Look:');
  });

  it('lets no broken picture keep the page back', async () => {
    const found = await look(mailOf([{ type: 'text/html', body: '<p>x</p><img src="cid:bad">' }, { type: 'image/png', body: Buffer.from('no picture'), headers: ['Content-ID: <bad>'] }]));
    expect(pageOf(found)).toContain('<p>x</p>[picture not loaded]');
  });

  it('reads an HTML file as words, with its page beside them', async () => {
    const html = Buffer.from('<html><head><title>t</title><style>p{color:red}</style></head><body><p>Caf&#233; <a href="https://x.example">here</a></p><script>alert(1)</script></body></html>');
    const found = await lookInto(html, 'listing.html', html.length);
    expect(found).toMatchObject({ show: 'text', mediaType: 'text/html', text: 'Café here' });
    expect(pageOf(found)).toMatch(/<p>Café here<span style="all:initial!important[^"]*"> \[https:\/\/x\.example\]<\/span><\/p>/);
  });
});

describe('the attachments of a mail', () => {
  it('are its files in their order with the kind of their content, a mail within among them', async () => {
    const within = 'From: a@example.com\r\nTo: b@example.com\r\nSubject: inner\r\n\r\nHello';
    const mail = mailOf([
      { type: 'text/plain', body: 'See attached' },
      { type: 'application/octet-stream', body: await photo(), headers: attached('../../photo.pdf') },
      { type: 'message/rfc822', body: within },
      { type: 'application/zip', body: Buffer.from('504b0506'.padEnd(44, '0'), 'hex'), headers: attached('a.zip') },
    ]);
    const found = await readAttachments(mail);
    expect(found.map(({ fileName, kind }) => [fileName, kind])).toEqual([['../../photo.pdf', 'photo'], ['attachment-2', 'email'], ['a.zip', 'other']]);
    expect(Buffer.from(found[1]?.bytes ?? []).toString()).toContain('Subject: inner');
    expect((await look(mail)).text).toBe('See attached\n');
  });

  it('leave out small pictures of the layout, and keep a photo that was put into the words', async () => {
    const inline = (id: string) => [`Content-ID: <${id}>`, 'Content-Disposition: inline'];
    const mail = mailOf([{ type: 'text/html', body: '<img src="cid:logo"><img src="cid:damage">' }, { type: 'image/png', body: await photo(8), headers: inline('logo') }, { type: 'image/png', body: await photo(200), headers: inline('damage') }]);
    expect(await readAttachments(mail)).toMatchObject([{ kind: 'photo', fileName: 'attachment-1' }]);
  });

  it('are fifty at most, and the mail says how many stay in it', async () => {
    const mail = mailOf(Array.from({ length: 53 }, (_one, index) => ({ type: 'text/csv', body: `row ${index}`, headers: attached(`${index}.csv`) })));
    expect(await readAttachments(mail)).toHaveLength(50);
    expect((await look(mail)).metadata).toContainEqual({ name: 'Left in the mail', value: '3 attachments; 50 of 64 MB in all are taken out' });
  });

  it('are none in a mail that is built to exhaust its reader', async () => {
    const nested = `From: a\r\nTo: b\r\nSubject: c\r\n${Array.from({ length: 300 }, (_one, index) => `Content-Type: multipart/mixed; boundary=b${index}\r\n\r\n--b${index}\r\n`).join('')}`;
    expect(await readAttachments(Buffer.from(nested))).toEqual([]);
    expect(await look(Buffer.from(nested))).toMatchObject({ show: 'none', error: expect.stringContaining('cannot be read') as string });
  });
});
