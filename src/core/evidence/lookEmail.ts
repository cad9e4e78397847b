import type { Address, Attachment, Email } from 'postal-mime';
import type { InlinePicture } from './harmlessPage.ts';
import { toWords } from './htmlWords.ts';
import { bareContentId, bytesOf, chooseAttachments, openMail } from './openMail.ts';
import { isSafe, plainLook, type Look, type LookTools } from './plainLook.ts';
import { toShownText } from './text.ts';

/** Pictures of a mail that its page shows, and the bytes they may come to: a newsletter has a handful. */
const mostPictures = 20;
const mostPictureBytes = 1024 * 1024;
const picturePixels = 1_200;
/** Milliseconds for a page: elements nested by the thousand take the reader minutes. */
const pageMs = 15_000;

/** Reads a mail as inert text: headers, body, the names of its attachments; then its HTML body as a page with nothing active in it. */
export async function lookIntoEmail(bytes: Buffer, tools: LookTools): Promise<Look> {
  const mail = await openMail(bytes).catch((error: unknown) => String(error instanceof Error ? error.message : error));
  if (typeof mail === 'string') return plainLook('message/rfc822', 'none', { error: `The mail cannot be read: ${toShownText(mail).slice(0, 300)} ${isSafe}` });
  const body = mail.text ?? (mail.html ? toWords(mail.html) : '');
  const sentAt = mail.date ? Date.parse(mail.date) : NaN;
  const found = plainLook('message/rfc822', 'email', { metadata: headersOf(mail), text: toShownText(body), takenAt: Number.isNaN(sentAt) ? null : sentAt });
  return mail.html ? withPage(found, mail.html, tools, picturesOf(mail.attachments)) : found;
}

/** Adds the page of HTML to what was found so far; without one the words remain, and it says why. */
export async function withPage(found: Look, html: string, tools: LookTools, picture?: InlinePicture): Promise<Look> {
  tools.soFar(found);
  // Loaded late, because the reader of pages takes a second to load and most files have none.
  const { toHarmlessPage } = await import('./harmlessPage.ts');
  tools.within(pageMs);
  const { page, why } = await toHarmlessPage(html, picture);
  return { ...found, page, metadata: why === null ? found.metadata : [...found.metadata, { name: 'Layout', value: `not shown, because ${why}; the words are` }] };
}

function headersOf(mail: Email): Look['metadata'] {
  const addresses = (some: Address[] | undefined) => (some ?? []).map(sayAddress).join(', ');
  const { left } = chooseAttachments(mail);
  const received = mail.headers.filter((header) => header.key === 'received').length;
  const named = [
    { name: 'From', value: mail.from ? sayAddress(mail.from) : '' },
    { name: 'Sender', value: mail.sender ? sayAddress(mail.sender) : '' },
    { name: 'Reply-To', value: addresses(mail.replyTo) },
    { name: 'To', value: addresses(mail.to) },
    { name: 'Cc', value: addresses(mail.cc) },
    { name: 'Subject', value: mail.subject ?? '' },
    { name: 'Date', value: mail.date ?? '' },
    { name: 'Message-ID', value: mail.messageId ?? '' },
    { name: 'Received', value: received === 0 ? '' : `by ${received} ${received === 1 ? 'server' : 'servers'}` },
    ...mail.attachments.map((attachment) => ({ name: 'Attachment', value: `${attachment.filename ?? 'without a name'} (${attachment.mimeType})` })),
    { name: 'Left in the mail', value: left === 0 ? '' : `${left} attachments; 50 of 64 MB in all are taken out` },
  ];
  return named.filter((one) => one.value !== '').map(({ name, value }) => ({ name, value: toShownText(value).slice(0, 2_000).toWellFormed() }));
}

function sayAddress(one: Address): string {
  if (one.group) return `${one.name}: ${one.group.map(sayAddress).join(', ')}`;
  return [one.name, one.address && `<${one.address}>`].filter(Boolean).join(' ');
}

/** The mail's own pictures by Content-ID, each drawn once and only when its page asks for it. */
function picturesOf(attachments: Attachment[]): InlinePicture {
  const byId = new Map(attachments.flatMap((one) => (one.mimeType.startsWith('image/') ? [[bareContentId(one.contentId), one] as const] : [])));
  const drawn = new Map<string, string | null>();
  let room = mostPictureBytes;
  return async (contentId) => {
    const attachment = byId.get(contentId);
    if (!attachment) return null;
    const known = drawn.get(contentId);
    if (known !== undefined) return known;
    const { drawInline } = await import('./lookImage.ts');
    const pixels = drawn.size < mostPictures ? await drawInline(bytesOf(attachment), picturePixels) : null;
    const address = pixels && pixels.length <= room ? `data:image/webp;base64,${pixels.toString('base64')}` : null;
    if (address) room -= address.length;
    drawn.set(contentId, address);
    return address;
  };
}
