import PostalMime, { type Address } from 'postal-mime';
import { plainLook, type Look } from './plainLook.ts';
import { toShownText } from './text.ts';

/** Reads a mail as inert text: headers, body, the names of its attachments. Nothing it points to is ever loaded. */
export async function lookIntoEmail(bytes: Buffer): Promise<Look> {
  try {
    const mail = await PostalMime.parse(bytes, { maxNestingDepth: 20, maxHeadersSize: 256 * 1024 });
    const address = (one: Address | undefined) => (one ? [one.name, one.address && `<${one.address}>`].filter(Boolean).join(' ') : '');
    const named = [
      { name: 'From', value: address(mail.from) },
      { name: 'To', value: (mail.to ?? []).map(address).join(', ') },
      { name: 'Subject', value: mail.subject ?? '' },
      { name: 'Date', value: mail.date ?? '' },
      ...mail.attachments.map((attachment) => ({ name: 'Attachment', value: `${attachment.filename ?? 'without a name'} (${attachment.mimeType})` })),
    ];
    const metadata = named.filter((one) => one.value !== '').map(({ name, value }) => ({ name, value: toShownText(value).slice(0, 2_000) }));
    const body = mail.text ?? (mail.html ? withoutTags(mail.html) : '');
    const sentAt = mail.date ? Date.parse(mail.date) : NaN;
    return plainLook('message/rfc822', 'email', { metadata, text: toShownText(body), takenAt: Number.isNaN(sentAt) ? null : sentAt });
  } catch (error) {
    return plainLook('message/rfc822', 'none', { error: `The mail cannot be read: ${error instanceof Error ? error.message : String(error)}` });
  }
}

/** A mail that came as HTML alone, as words; the result is only ever shown as text. A tag never reaches over the next '<', so each is read once. */
function withoutTags(html: string): string {
  return withoutHidden(html)
    .replace(/<(br|\/p|\/div|\/tr|\/h\d|\/li)\b[^<>]*>/gi, '\n')
    .replace(/<[^<>]*>/g, '')
    .replace(/&nbsp;/g, ' ')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&amp;/g, '&')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/** Takes out elements that are never shown; one that is not closed stays, and is looked for once only: a mail of openings must not stall. */
function withoutHidden(html: string): string {
  const unclosed = new Set<string>();
  let shown = '';
  let at = 0;
  for (const { index, 1: name = '' } of html.matchAll(/<(script|style|head)\b/gi)) {
    if (index < at || unclosed.has(name.toLowerCase())) continue;
    const close = new RegExp(`</${name}\\s*>`, 'gi');
    close.lastIndex = index;
    if (close.exec(html) === null) {
      unclosed.add(name.toLowerCase());
      continue;
    }
    shown += html.slice(at, index);
    at = close.lastIndex;
  }
  return shown + html.slice(at);
}
