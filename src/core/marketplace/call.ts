import type { z } from 'zod';
import { zProblem } from '../../marketplaceApi/zod.gen.ts';
import { LineFault } from '../refunds/lineFault.ts';
import { version } from '../version.ts';
import { AnsweredFault, answerFault, notAsDescribed, type Tried } from './answerFault.ts';
import { brokenLine } from './brokenLine.ts';
import { parseOutside } from './outsideText.ts';
import { retryAfterMs } from './retryAfter.ts';

/** Milliseconds a call may take, from its start to the last byte of its answer. */
export const callLimitMs = 20_000;
/** The largest answer in bytes that is read: a case document at its limits fits. */
const mostAnswerBytes = 20 * 1024 * 1024;
/** Shorter ones could stand in an answer by chance. */
const leastEchoLength = 16;

/** The way to one marketplace: its address without `/v1`, and the token that goes into the header of every call. */
export type Line = { base: string; token: string; fetch: typeof fetch; signal?: AbortSignal | undefined; limitMs: number };

/** One call: what it tries, how, and what its answer has to look like. */
export type Call<Schema extends z.ZodType> = Tried & {
  method?: 'GET' | 'POST' | 'DELETE';
  path: string[];
  query?: { [name: string]: string | number | null | undefined };
  key?: string;
  body?: unknown;
  answer: Schema;
};

/** Makes one call and gives its answer, checked. Throws LineFault and nothing else. */
export async function callFor<Schema extends z.ZodType>(line: Line, call: Call<Schema>): Promise<z.output<Schema>> {
  const { response, bytes } = await brokenInto(call, async () => {
    const signal = AbortSignal.any([AbortSignal.timeout(line.limitMs), ...(line.signal ? [line.signal] : [])]);
    const sent = await open(line, call, signal);
    return { response: sent, bytes: await readLimited(sent, call) };
  });
  if (response.status !== 200 && response.status !== 201) throw faultIn(line, call, response, bytes);
  const value = readSafe(bytes, line);
  if (value === undefined) throw notAsDescribed(call, 'it is no JSON text that is safe to read');
  const parsed = call.answer.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw notAsDescribed(call, `${issue?.path.join('.') || 'the answer'} is wrong (${issue?.code ?? 'invalid'})`);
}

/** The same for reads of one thing: null when the marketplace says that it does not know it. */
export async function callOrNull<Schema extends z.ZodType>(line: Line, call: Call<Schema>): Promise<z.output<Schema> | null> {
  try {
    return await callFor(line, call);
  } catch (error) {
    // `refused` only with a problem document: a 404 of some machine on the way must not read as an unknown key.
    if (error instanceof AnsweredFault && error.status === 404 && error.verdict === 'refused') return null;
    throw error;
  }
}

/** Sends a request and gives the answer with its body unread. Redirections are not followed: they would take the token elsewhere. */
export function open(line: Line, call: Omit<Call<z.ZodType>, 'answer'> & { range?: string | undefined }, signal: AbortSignal): Promise<Response> {
  return line.fetch(addressOf(line, call), {
    method: call.method ?? 'GET',
    redirect: 'manual',
    credentials: 'omit',
    signal,
    headers: {
      authorization: `Bearer ${line.token}`,
      accept: 'application/json, application/problem+json, application/octet-stream',
      'user-agent': `mediation-desk/${version}`,
      // A range is one of the bytes as they are, and a small answer must not unpack to a huge one.
      'accept-encoding': 'identity',
      ...(call.key === undefined ? {} : { 'idempotency-key': call.key }),
      ...(call.body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(call.range === undefined ? {} : { range: call.range }),
    },
    ...(call.body === undefined ? {} : { body: JSON.stringify(call.body) }),
  });
}

/** Runs a step of a call; whatever it throws becomes a LineFault. */
export async function brokenInto<Value>(tried: Tried, run: () => Promise<Value>): Promise<Value> {
  try {
    return await run();
  } catch (error) {
    throw brokenLine(tried, error);
  }
}

/** The fault that an answer which is no success stands for; its body is read. */
export async function faultOfAnswer(line: Line, tried: Tried, response: Response): Promise<LineFault> {
  return faultIn(line, tried, response, await readLimited(response, tried));
}

function faultIn(line: Line, tried: Tried, { status, headers }: Response, bytes: Uint8Array): LineFault {
  const parsed = zProblem.safeParse(readSafe(bytes, line));
  const problem = parsed.success && parsed.data.status === status ? parsed.data : null;
  return answerFault(tried, { status, problem, retryAfterMs: retryAfterMs(headers.get('retry-after'), Date.now()) });
}

function addressOf(line: Line, call: Pick<Call<z.ZodType>, 'path' | 'query'> & Tried): string {
  // An address with these parts would be shortened to that of something else.
  if (call.path.some((part) => part === '' || part === '.' || part === '..')) throw new LineFault('refused', 'BAD_ORDER', `${call.what} names something that no address can name. Nothing was sent.`);
  const url = new URL(`${line.base}/v1/${call.path.map(encodeURIComponent).join('/')}`);
  for (const [name, value] of Object.entries(call.query ?? {})) if (value !== null && value !== undefined) url.searchParams.set(name, String(value));
  return url.href;
}

async function readLimited(response: Response, tried: Tried): Promise<Uint8Array> {
  const tooLarge = () => notAsDescribed(tried, `it is larger than ${mostAnswerBytes / 1024 / 1024} MB`);
  if (Number(response.headers.get('content-length') ?? 0) > mostAnswerBytes) {
    await response.body?.cancel();
    throw tooLarge();
  }
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of response.body ?? []) {
    size += part.length;
    // Leaving the loop ends the connection.
    if (size > mostAnswerBytes) throw tooLarge();
    parts.push(part);
  }
  return Buffer.concat(parts);
}

/** The value of an answer; undefined when it is not safe to read, or when it says the desk's own token, which must reach no log and no screen. */
function readSafe(bytes: Uint8Array, { token }: Line): unknown {
  const value = parseOutside(bytes);
  return token.length >= leastEchoLength && JSON.stringify(value ?? null).includes(JSON.stringify(token).slice(1, -1)) ? undefined : value;
}
