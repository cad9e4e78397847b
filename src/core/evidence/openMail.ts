import PostalMime, { type Attachment, type Email } from 'postal-mime';

/** Reads a mail's parts; nothing it points to is ever loaded, mails within stay attachments. Throws when it is built to exhaust the reader. */
export function openMail(bytes: Uint8Array): Promise<Email> {
  return PostalMime.parse(bytes, { maxNestingDepth: 20, maxHeadersSize: 256 * 1024, forceRfc822Attachments: true });
}

/** An attachment's content. */
export function bytesOf({ content }: Attachment): Uint8Array {
  return typeof content === 'string' ? Buffer.from(content) : content instanceof Uint8Array ? content : new Uint8Array(content);
}

/** A Content-ID as `cid:` addresses write it: without its brackets. */
export function bareContentId(contentId: string | undefined): string | null {
  return contentId?.trim().replace(/^<|>$/g, '') || null;
}

/** Attachments taken out of one mail at most, and the bytes they may come to. */
const mostAttachments = 50;
const mostAttachedBytes = 64 * 1024 * 1024;
/** A picture the mail's own page shows is part of its layout below this: a logo, a line, a smiley. */
const layoutBytes = 10 * 1024;

/** The attachments that become exhibits, in the order they stand in the mail, and how many the limits left in it. The same bytes give the same list. */
export function chooseAttachments({ attachments, html }: Email): { chosen: Attachment[]; left: number } {
  const chosen: Attachment[] = [];
  let room = mostAttachedBytes;
  let left = 0;
  for (const one of attachments) {
    const size = bytesOf(one).length;
    const contentId = bareContentId(one.contentId);
    const isLayout = one.mimeType.startsWith('image/') && size < layoutBytes && contentId !== null && html?.includes(`cid:${contentId}`);
    if (size === 0 || isLayout) continue;
    if (chosen.length === mostAttachments || size > room) {
      left += 1;
      continue;
    }
    room -= size;
    chosen.push(one);
  }
  return { chosen, left };
}
