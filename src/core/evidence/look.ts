import { fileTypeFromBuffer } from 'file-type';
import { toWords } from './htmlWords.ts';
import type { ImageHash } from './imageHash.ts';
import { isSafe, plainLook, type Look, type LookTools, type Pixels } from './plainLook.ts';
import { sayType } from './sayType.ts';
import { startsAsMail, startsAsSvg } from './sniffText.ts';
import { hasUtf16Mark, readText, toShownText, type DecodedText } from './text.ts';

/** Files above this are judged by their first 64 KiB and never decoded here. */
export const mostBytes = 64 * 1024 * 1024;

const videoTypes = new Set(['video/mp4', 'video/webm', 'video/quicktime', 'video/ogg']);
const audioTypes = new Set(['audio/mpeg', 'audio/ogg', 'audio/wav', 'audio/mp4', 'audio/x-m4a', 'audio/flac', 'audio/aac']);
const imageTypes = new Set([
  'image/jpeg', 'image/png', 'image/apng', 'image/webp', 'image/gif', 'image/avif', 'image/heic', 'image/heif', 'image/heic-sequence', 'image/heif-sequence', 'image/tiff', 'image/bmp',
]);
const noTools: LookTools = { within: () => undefined, soFar: () => undefined };

/** Judges a file by its content, never by its name alone. Never throws: what cannot be shown says why. */
export async function lookInto(bytes: Buffer, fileName: string, size: number, tools = noTools): Promise<Look> {
  if (size === 0) return plainLook('application/x-empty', 'none', { error: 'The file is empty.' });
  // The mark of UTF-16 looks like the first bytes of an MP3.
  const found = hasUtf16Mark(bytes) ? undefined : await fileTypeFromBuffer(bytes);
  const isWhole = bytes.length === size;
  if (found && imageTypes.has(found.mime)) {
    return isWhole ? lookIntoPicture(bytes, found.mime, tools) : plainLook(found.mime, 'none', { error: `The picture is larger than 64 MB and is not opened here. ${isSafe}` });
  }
  if (found && videoTypes.has(found.mime)) return plainLook(found.mime, 'video');
  if (found && audioTypes.has(found.mime)) return plainLook(found.mime, 'audio');
  if (found?.mime === 'application/pdf') {
    if (!isWhole) return plainLook(found.mime, 'pdf', { metadata: [{ name: 'Words', value: 'not read, because the document is larger than 64 MB' }] });
    return (await import('./lookPdf.ts')).lookIntoPdf(bytes, tools);
  }
  const text = !found || found.mime.startsWith('text/') || found.mime === 'application/xml' ? readText(bytes) : null;
  if (text === null) return plainLook(found?.mime ?? 'application/octet-stream', 'none', { error: found ? sayType(found.mime) : null });
  return lookIntoText(bytes, text, fileName, isWhole, tools);
}

async function lookIntoText(bytes: Buffer, { text, encoding }: DecodedText, fileName: string, isWhole: boolean, tools: LookTools): Promise<Look> {
  if (startsAsSvg(text)) {
    // A filter of a hundred bytes can draw for hours, in native code.
    if (/<(?:[\w.-]+:)?fe[A-Z]/.test(text) || /filter\s*[:=]/i.test(text)) return plainLook('image/svg+xml', 'none', { error: `The drawing uses filters, which are not drawn here. ${isSafe}` });
    return isWhole ? lookIntoPicture(bytes, 'image/svg+xml', tools) : plainLook('image/svg+xml', 'none', { error: `The drawing is larger than 64 MB and is not opened here. ${isSafe}` });
  }
  if (/\.eml$/i.test(fileName) || startsAsMail(text)) {
    return isWhole ? (await import('./lookEmail.ts')).lookIntoEmail(bytes, tools) : plainLook('message/rfc822', 'none', { error: `The mail is larger than 64 MB and is not opened here. ${isSafe}` });
  }
  const metadata = encoding === null ? [] : [{ name: 'Encoding', value: encoding }];
  if (!/<html[\s>]/i.test(text.slice(0, 1_000))) return plainLook('text/plain', 'text', { metadata, text: toShownText(text) });
  const found = plainLook('text/html', 'text', { metadata, text: toShownText(toWords(text)) });
  return isWhole ? (await import('./lookEmail.ts')).withPage(found, text, tools) : found;
}

/** Every pixel of a photo, drawn anew; null for what is no photo, or cannot be decoded. A drawing has no pixels of its own. */
export async function drawPixels(bytes: Buffer, tools = noTools): Promise<Pixels | null> {
  const found = await fileTypeFromBuffer(bytes);
  return found && imageTypes.has(found.mime) ? (await import('./lookImage.ts')).drawEveryPixel(bytes, found.mime, tools) : null;
}

/** How a picture looks, by the thumbnail that was drawn of it. */
export async function hashThumbnail(thumbnail: Uint8Array): Promise<ImageHash | null> {
  return (await import('./lookImage.ts')).hashDrawn(thumbnail);
}

/** The heavy readers are loaded when a file asks for them: most children never see a mail. */
async function lookIntoPicture(bytes: Buffer, mediaType: string, tools: LookTools): Promise<Look> {
  return (await import('./lookImage.ts')).lookIntoImage(bytes, mediaType, tools);
}
