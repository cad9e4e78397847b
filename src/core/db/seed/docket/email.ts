/** An e-mail a party hands in. */
export interface Email {
  from: string;
  to: string;
  subject: string;
  /** Moment it was sent, ISO text. */
  sentAt: string;
  paragraphs: readonly string[];
  attachment: { name: string; type: string; content: Buffer };
}

function mailDate(at: string): string {
  return new Date(at).toUTCString().replace('GMT', '+0000');
}

function base64(bytes: Buffer): string {
  return (bytes.toString('base64').match(/.{1,76}/g) ?? []).join('\r\n');
}

/** Writes the mail as RFC 5322 text with a plain and an HTML part; the HTML asks for a tracking pixel that must never be fetched. */
export function writeEmail(mail: Email): Buffer {
  const html = `<html><body style="font-family:sans-serif">${mail.paragraphs.map((text) => `<p>${text}</p>`).join('')}<p><a href="https://mail.example/account?next=refund">View your refund</a></p><img src="https://pixel.example/open.gif?u=8813402" width="1" height="1" alt=""></body></html>`;
  const encode = (text: string): string => base64(Buffer.from(text));
  const subject = /^[\x20-\x7e]*$/.test(mail.subject) ? mail.subject : `=?UTF-8?B?${Buffer.from(mail.subject).toString('base64')}?=`;
  const lines = [
    `Received: from mx3.relay.example (mx3.relay.example [192.0.2.41]) by inbox.example with ESMTPS; ${mailDate(mail.sentAt)}`,
    `From: ${mail.from}`,
    `To: ${mail.to}`,
    `Subject: ${subject}`,
    `Date: ${mailDate(mail.sentAt)}`,
    'Message-ID: <7f3c91.8813402@shop.example>',
    'MIME-Version: 1.0',
    'Content-Type: multipart/mixed; boundary="mix-41"',
    '',
    '--mix-41',
    'Content-Type: multipart/alternative; boundary="alt-42"',
    '',
    '--alt-42',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: base64',
    '',
    encode(`${mail.paragraphs.join('\n\n')}\n`),
    '--alt-42',
    'Content-Type: text/html; charset=utf-8',
    'Content-Transfer-Encoding: base64',
    '',
    encode(html),
    '--alt-42--',
    '--mix-41',
    `Content-Type: ${mail.attachment.type}; name="${mail.attachment.name}"`,
    `Content-Disposition: attachment; filename="${mail.attachment.name}"`,
    'Content-Transfer-Encoding: base64',
    '',
    base64(mail.attachment.content),
    '--mix-41--',
    '',
  ];
  return Buffer.from(lines.join('\r\n'));
}

/** An exported chat, one line a message: `[2026-11-05 10:12] Name: words`. */
export function writeChat(lines: readonly { at: string; who: string; words: string }[]): Buffer {
  return Buffer.from(lines.map(({ at, who, words }) => `[${at.slice(0, 10)} ${at.slice(11, 16)}] ${who}: ${words}\n`).join(''));
}
