import type { Fault } from '../contract/reply.ts';
import type { Caller, Core, EvidenceVariant, FileRequest, OpenFile } from '../core/core.ts';
import { contentDisposition } from './disposition.ts';
import { evidencePageHeaders, evidencePolicy } from './pageHeaders.ts';
import { parseRange, type RangeWish } from './range.ts';

/** A file that a URL names. */
export type FileTarget =
  | { kind: 'evidence'; evidenceId: string; variant: EvidenceVariant }
  | { kind: 'export'; caseId: string }
  | { kind: 'log'; withWords: boolean }
  | { kind: 'letter'; letterId: string }
  | { kind: 'draftLetter'; caseId: string; to: 'buyer' | 'seller' }
  | { kind: 'report'; reportId: string };

/** How a file is asked for; `ancestor` is the origin of the desk's own screens, the only one that may frame a page. */
export type FileAsk = { range?: string | null | undefined; method: string; ancestor: string };

/** Status, headers and bytes for one file, in the words of HTTP, which `desk://` shares. */
export type FileAnswer = { status: number; headers: Record<string, string>; body: ReadableStream<Uint8Array> | string | null };

const variants: readonly EvidenceVariant[] = ['original', 'preview', 'thumbnail', 'pixels', 'page'];
const statusOf: Partial<Record<Fault['code'], number>> = { NOT_SIGNED_IN: 401, LOCKED: 401, PASSPHRASE_DUE: 403, NOT_PERMITTED: 403, NOT_ALLOWED_NOW: 409, NOT_FOUND: 404, BAD_INPUT: 400, DISK_FULL: 507 };

/** The file named by `evidence/<id>/<variant>`, `export/<caseId>`, `letter/<id>`, `letter/<caseId>/<side>` or `report/<id>`; null for any other path. Parts are still percent-encoded. */
export function fileTargetOf([place, id, variant, ...more]: string[]): FileTarget | null {
  if (!id || more.length > 0 || !/^[\w-]{1,100}$/.test(id)) return null;
  // No case has this id: they are all uuids.
  if (place === 'export' && id === 'log') return variant === undefined || variant === 'without-words' ? { kind: 'log', withWords: variant === undefined } : null;
  if (place === 'export' && variant === undefined) return { kind: 'export', caseId: id };
  if (place === 'report' && variant === undefined) return { kind: 'report', reportId: id };
  if (place === 'letter' && variant === undefined) return { kind: 'letter', letterId: id };
  if (place === 'letter') return variant === 'buyer' || variant === 'seller' ? { kind: 'draftLetter', caseId: id, to: variant } : null;
  const known = variants.find((one) => one === variant);
  return place === 'evidence' && known ? { kind: 'evidence', evidenceId: id, variant: known } : null;
}

/** Opens a file of the core and says it in HTTP: 200, 206, 416 or the fault. A method of HEAD gives no body. */
export async function answerFile(core: Core, caller: Caller, target: FileTarget, { range, method, ancestor }: FileAsk): Promise<FileAnswer> {
  // Parts are defined for GET alone (RFC 9110, 14.2).
  const wish = target.kind === 'evidence' && method === 'GET' ? parseRange(range) : null;
  const answer = await answerBytes(core, { ...target, caller }, wish, method);
  const isPage = target.kind === 'evidence' && target.variant === 'page';
  return { ...answer, headers: { ...answer.headers, ...(isPage ? evidencePageHeaders(ancestor) : {}) } };
}

async function answerBytes(core: Core, plain: FileRequest, wish: RangeWish | null, method: string): Promise<FileAnswer> {
  if (!wish) return whole(await core.openFile(plain), method);
  const part = 'last' in wish ? await lastBytes(core, plain, wish.last) : wish;
  if (!part) return notThere(await sizeOf(core, plain));
  const reply = await core.openFile({ ...plain, range: part });
  if (!reply.ok && reply.error.code === 'BAD_INPUT') return notThere(await sizeOf(core, plain));
  if (!reply.ok || reply.value.size === 0) return whole(reply, method);
  const { start, end, size } = reply.value;
  return send(reply.value, 206, { 'content-range': `bytes ${start}-${end}/${size}` }, method);
}

/** Where the last `count` bytes start; null when there are none. */
async function lastBytes(core: Core, request: FileRequest, count: number): Promise<{ start: number } | null> {
  const size = await sizeOf(core, request);
  return size === null || size === 0 || count === 0 ? null : { start: Math.max(0, size - count) };
}

async function sizeOf(core: Core, request: FileRequest): Promise<number | null> {
  const reply = await core.openFile(request);
  if (!reply.ok) return null;
  await reply.value.stream.cancel();
  return reply.value.size;
}

function notThere(size: number | null): FileAnswer {
  return { status: 416, headers: { 'content-range': `bytes */${size ?? '*'}` }, body: null };
}

async function whole(reply: Awaited<ReturnType<Core['openFile']>>, method: string): Promise<FileAnswer> {
  if (reply.ok) return send(reply.value, 200, {}, method);
  return { status: statusOf[reply.error.code] ?? 500, headers: { 'content-type': 'application/json', 'cache-control': 'no-store' }, body: JSON.stringify(reply) };
}

async function send(file: OpenFile, status: number, headers: Record<string, string>, method: string): Promise<FileAnswer> {
  if (method === 'HEAD') await file.stream.cancel();
  return {
    status,
    headers: {
      'content-type': file.mediaType,
      'content-length': String(Math.max(0, file.end - file.start + 1)),
      'content-disposition': contentDisposition(file.disposition, file.fileName),
      'accept-ranges': 'bytes',
      // Personal data: a browser's own cache on disk is not encrypted.
      'cache-control': 'private, no-store',
      'content-security-policy': evidencePolicy,
      ...headers,
    },
    body: method === 'HEAD' ? null : file.stream,
  };
}
