import { safeFileName } from '../contract/fileName.ts';

/**
 * A Content-Disposition header for a name that a stranger chose (RFC 6266 with the encoding of RFC 5987): the plain form holds
 * harmless ASCII only, the full name is percent-encoded, so that quotes, line ends and paths cannot break out of the header.
 */
export function contentDisposition(disposition: 'inline' | 'attachment', fileName: string): string {
  const name = safeFileName(fileName);
  const plain = name.replace(/[^A-Za-z0-9._ ()-]/g, '_');
  const full = encodeURIComponent(name).replace(/['()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
  return `${disposition}; filename="${plain}"; filename*=UTF-8''${full}`;
}
