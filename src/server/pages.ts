import type { IncomingMessage, ServerResponse } from 'node:http';
import { readPageFile } from '../shell/pageFile.ts';
import { pdfFrameHeadersOf } from '../shell/pdfFrame.ts';
import { pagePolicy, sendSentence } from './answers.ts';

/** Sends the screens: from the build, or from the development server. */
export type Pages = (request: IncomingMessage, response: ServerResponse, urlPath: string, port: number) => Promise<void>;

/** The built screens of a folder. */
export function builtPages(pageDir: string): Pages {
  return async (request, response, urlPath, port) => {
    const file = await readPageFile(pageDir, urlPath);
    if (!file) return sendSentence(response, 404, 'There is no such page on this desk.');
    const own = pdfFrameHeadersOf(urlPath, file.bytes, "'self'") ?? { 'content-security-policy': pagePolicy(port) };
    for (const [name, value] of Object.entries(own)) response.setHeader(name, value);
    if (file.isForever) response.setHeader('cache-control', 'private, max-age=31536000, immutable');
    response.writeHead(200, { 'content-type': file.mediaType, 'content-length': file.bytes.length });
    response.end(request.method === 'HEAD' ? undefined : file.bytes);
  };
}
