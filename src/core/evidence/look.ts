import { fileTypeFromBuffer } from 'file-type';
import { lookIntoEmail } from './lookEmail.ts';
import { lookIntoImage } from './lookImage.ts';
import { plainLook, type Look } from './plainLook.ts';
import { startsAsMail, startsAsSvg } from './sniffText.ts';
import { decodeText, hasUtf16Mark, toShownText } from './text.ts';

/** Files above this are judged by their first 64 KiB and never decoded here. */
export const mostBytes = 64 * 1024 * 1024;

const videoTypes = new Set(['video/mp4', 'video/webm', 'video/quicktime', 'video/ogg']);
const audioTypes = new Set(['audio/mpeg', 'audio/ogg', 'audio/wav', 'audio/mp4', 'audio/x-m4a', 'audio/flac', 'audio/aac']);
const imageTypes = new Set(['image/jpeg', 'image/png', 'image/webp', 'image/gif', 'image/avif', 'image/heic', 'image/heif', 'image/tiff', 'image/bmp']);

/** Judges a file by its content, never by its name alone. Never throws: what cannot be shown says why. */
export async function lookInto(bytes: Buffer, fileName: string, size: number): Promise<Look> {
  if (size === 0) return plainLook('application/x-empty', 'none', { error: 'The file is empty.' });
  // The mark of UTF-16 looks like the first bytes of an MP3.
  const found = hasUtf16Mark(bytes) ? undefined : await fileTypeFromBuffer(bytes);
  const isWhole = bytes.length === size;
  if (found && imageTypes.has(found.mime)) {
    return isWhole ? lookIntoImage(bytes, found.mime) : plainLook(found.mime, 'none', { error: 'The picture is larger than 64 MB and is not opened here.' });
  }
  if (found && videoTypes.has(found.mime)) return plainLook(found.mime, 'video');
  if (found && audioTypes.has(found.mime)) return plainLook(found.mime, 'audio');
  if (found?.mime === 'application/pdf') return plainLook(found.mime, 'pdf');
  if (found && found.mime !== 'application/xml') return plainLook(found.mime, 'none');
  const text = decodeText(bytes);
  if (text === null) return plainLook('application/octet-stream', 'none');
  if (startsAsSvg(text)) {
    // A filter of a hundred bytes can draw for hours, in native code that nothing can end.
    if (/<(?:[\w.-]+:)?fe[A-Z]/.test(text)) return plainLook('image/svg+xml', 'none', { error: 'The drawing uses filters, which are not drawn here. The original is kept as it came and can be saved.' });
    return isWhole ? lookIntoImage(bytes, 'image/svg+xml') : plainLook('image/svg+xml', 'none');
  }
  if (/\.eml$/i.test(fileName) || startsAsMail(text)) return lookIntoEmail(bytes);
  const type = /<html[\s>]/i.test(text.slice(0, 1_000)) ? 'text/html' : 'text/plain';
  return plainLook(type, 'text', { text: toShownText(text) });
}
