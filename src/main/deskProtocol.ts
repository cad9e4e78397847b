import type { CustomScheme } from 'electron';
import type { Caller, Core } from '../core/core.ts';
import { answerFile, fileTargetOf } from '../shell/fileAnswer.ts';
import { commonHeaders, contentSecurityPolicy } from '../shell/pageHeaders.ts';
import { readPageFile } from '../shell/pageFile.ts';
import { pdfFrameHeadersOf } from '../shell/pdfFrame.ts';
import { deskScheme, pageOrigin } from './address.ts';

/** What the scheme may: be an origin of its own, fetch and stream. It bypasses no policy. */
export const schemePrivileges: CustomScheme = {
  scheme: deskScheme,
  privileges: { standard: true, secure: true, supportFetchAPI: true, corsEnabled: true, stream: true, bypassCSP: false, allowServiceWorkers: false },
};

const pagePolicy = contentSecurityPolicy({ ownFiles: 'desk://evidence' });

/** Answers every `desk://` request: screens from the build, evidence and exports from the core, nothing else. */
export function createProtocolHandler({ core, caller, pageDir }: { core: Core; caller: Caller; pageDir: string }): (request: Request) => Promise<Response> {
  return async (request) => {
    const url = URL.parse(request.url);
    if (!url || (request.method !== 'GET' && request.method !== 'HEAD')) return refuse(405);
    // Any port, name or password in the address would be another origin in the eyes of some check.
    if (url.port || url.username || url.password) return refuse(404);
    if (url.host === 'app') return page(pageDir, rawPath(request.url));
    const target = fileTargetOf([url.host, ...rawPath(request.url).slice(1).split('/')]);
    if (!target) return refuse(404);
    const { status, headers, body } = await answerFile(core, caller, target, { range: request.headers.get('range'), method: request.method, ancestor: pageOrigin });
    // The screens have another host of the scheme, so they must be let in by name; no other page ever runs here.
    return new Response(body, { status, headers: { ...commonHeaders, ...headers, 'cross-origin-resource-policy': 'cross-origin', 'access-control-allow-origin': pageOrigin } });
  };
}

async function page(pageDir: string, path: string): Promise<Response> {
  const file = await readPageFile(pageDir, path);
  if (!file) return refuse(404);
  const own = pdfFrameHeadersOf(path, file.bytes, pageOrigin) ?? { 'content-security-policy': pagePolicy };
  const headers = { ...commonHeaders, ...own, 'cross-origin-resource-policy': 'same-origin', 'content-type': file.mediaType, 'cache-control': 'no-store' };
  return new Response(new Uint8Array(file.bytes), { status: 200, headers });
}

/** The path as it was written: a parser would already have resolved the dots that the path guard looks for. */
function rawPath(url: string): string {
  return /^desk:\/\/[^/?#]*(\/[^?#]*)?/.exec(url)?.[1] ?? '/';
}

function refuse(status: 404 | 405): Response {
  return new Response(null, { status, headers: { ...commonHeaders, 'content-security-policy': "default-src 'none'" } });
}
