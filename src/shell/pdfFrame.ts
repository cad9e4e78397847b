import { createHash } from 'node:crypto';
import { pdfFrameHeaders } from './pageHeaders.ts';

/** Where the frame that draws PDFs lies among the screens. */
const pdfFramePath = '/pdf-frame.html';

/**
 * The headers of the PDF frame, null for every other file of the screens. Its script is written into the document: a file of its own
 * would be asked for without the session's cookie (the frame has an origin of its own) and so would need a hole in the door.
 */
export function pdfFrameHeadersOf(urlPath: string, bytes: Buffer, ancestor: string): Record<string, string> | null {
  if (urlPath !== pdfFramePath) return null;
  const [, script = ''] = /<script>([^]*?)<\/script>/.exec(bytes.toString('utf8')) ?? [];
  return pdfFrameHeaders(`sha256-${createHash('sha256').update(script).digest('base64')}`, ancestor);
}
