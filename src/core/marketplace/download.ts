import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { LineFault } from '../refunds/lineFault.ts';
import { notAsDescribed, type Tried } from './answerFault.ts';
import { brokenLine } from './brokenLine.ts';
import { faultOfAnswer, open, type Line } from './call.ts';

/** A file as a dispute, a reply or a return names it: lower-case hexadecimal SHA-256, size in bytes. */
export type WantedFile = { sha256: string; size: number };

/** The largest file that is fetched, as for a file of a bundle. */
export const mostFileBytes = 1024 * 1024 * 1024;
/** Tries that bring nothing new before the desk gives up for this time; the job that wants the file tries again later. */
const mostFruitlessTries = 4;
const firstPauseMs = 200;
/** Bytes a second that a download brings at least, after a first while: one that drips would keep everything else waiting for years. */
const leastBytesPerS = 32 * 1024;
/** That while, in times of the longest time without a byte. */
const patience = 3;
const tried: Tried = { what: 'Fetching a file', acts: false };

/**
 * The bytes of a file. A download that breaks off goes on where it stopped. After the last byte size and SHA-256 are proved: when they differ
 * it throws, so whoever keeps the bytes must wait for the end. Throws LineFault.
 */
export async function* download(line: Line, { sha256, size }: WantedFile, stop?: AbortSignal): AsyncGenerator<Uint8Array> {
  if (size > mostFileBytes) throw new LineFault('refused', 'FILE_TOO_LARGE', `A file of ${size} bytes is larger than the desk takes (${mostFileBytes}). It was not fetched.`);
  const hash = createHash('sha256');
  const startedAt = performance.now();
  let done = 0;
  for (let fruitless = 0; ; ) {
    const before = done;
    let fault: LineFault = notAsDescribed(tried, 'a file is shorter than it was named');
    try {
      for await (const part of readFrom(line, { sha256, size }, done, stop)) {
        hash.update(part);
        done += part.length;
        if (performance.now() - startedAt > patience * line.limitMs + (1_000 * done) / leastBytesPerS) throw tooSlow(done, size);
        yield part;
      }
    } catch (error) {
      fault = brokenLine(tried, error);
      if ((error instanceof LineFault && isFinal(error)) || stop?.aborted || line.signal?.aborted) throw fault;
    }
    if (done >= size) break;
    fruitless = done > before ? 0 : fruitless + 1;
    if (fruitless >= mostFruitlessTries) throw fault;
    if (fruitless > 0) await pause(firstPauseMs * 2 ** fruitless);
  }
  if (hash.digest('hex') !== sha256) throw new LineFault('unsure', 'FILE_DIFFERS', 'A file from the marketplace is not the one it named: its SHA-256 differs. Nothing of it was kept; it is fetched again.');
}

/** Answers that would be the same again; a server that failed may do better when it is asked to go on. */
function isFinal({ verdict, code }: LineFault): boolean {
  return verdict !== 'unsure' || code === 'BAD_ANSWER' || code === 'REDIRECTED' || code === 'TOO_SLOW';
}

function tooSlow(done: number, size: number): LineFault {
  return new LineFault('unsure', 'TOO_SLOW', `A file from the marketplace comes too slowly: ${done} of ${size} bytes so far. Nothing of it was kept; it is fetched again.`);
}

async function* readFrom(line: Line, { sha256, size }: WantedFile, from: number, stop?: AbortSignal): AsyncGenerator<Uint8Array> {
  // Time without a byte, not time in all: a large file over a slow line is no fault.
  const idle = new AbortController();
  const late = () => idle.abort(new DOMException('no byte came', 'TimeoutError'));
  let timer = setTimeout(late, line.limitMs);
  try {
    const signal = AbortSignal.any([idle.signal, ...[line.signal, stop].filter((one) => one !== undefined)]);
    const response = await open(line, { ...tried, path: ['files', sha256], range: from > 0 ? `bytes=${from}-` : undefined }, signal);
    let skip = skipOf(response, from, size);
    if (skip === null) throw await faultOfAnswer(line, tried, response);
    let left = size - from;
    for await (const part of response.body ?? []) {
      clearTimeout(timer);
      const wanted = skip > 0 ? part.subarray(Math.min(skip, part.length)) : part;
      skip -= part.length - wanted.length;
      left -= wanted.length;
      if (left < 0) throw notAsDescribed(tried, 'a file is longer than it was named');
      if (wanted.length > 0) yield wanted;
      timer = setTimeout(late, line.limitMs);
    }
  } finally {
    clearTimeout(timer);
  }
}

/** How many bytes of an answer the desk has already; null when it is no answer with the file. */
function skipOf(response: Response, from: number, size: number): number | null {
  // A server that does not know ranges sends the whole again.
  if (response.status === 200) return from;
  if (response.status !== 206) return null;
  const range = /^bytes (\d+)-\d+\/(\d+|\*)$/.exec(response.headers.get('content-range') ?? '');
  if (Number(range?.[1] ?? NaN) !== from || (range?.[2] !== '*' && Number(range?.[2]) !== size)) throw notAsDescribed(tried, 'a part of a file is not the part that was asked for');
  return 0;
}
