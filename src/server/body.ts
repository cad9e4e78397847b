import type { IncomingMessage } from 'node:http';

/** The body was longer than allowed. */
export class BodyTooLarge extends Error {}

/** A whole body of at most `most` bytes. Throws BodyTooLarge, before reading when the sender says its length. */
export async function readBody(request: IncomingMessage, most: number): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of limitedBody(request, most)) parts.push(part);
  return Buffer.concat(parts);
}

/** A body as it comes, cut off with BodyTooLarge after `most` bytes. */
export async function* limitedBody(request: IncomingMessage, most: number): AsyncGenerator<Buffer, void, void> {
  if (Number(request.headers['content-length'] ?? 0) > most) throw new BodyTooLarge();
  let size = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > most) throw new BodyTooLarge();
    yield part;
  }
}
