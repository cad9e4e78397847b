import canonicalize from 'canonicalize';
import { createHash } from 'node:crypto';
import { zIdempotencyKey } from '../../marketplaceApi/zod.gen.ts';
import type { Marketplace } from '../marketplace.ts';
import { ApiFault } from './problem.ts';

/** An answer and whether it was given before. */
export type Answer = { status: number; body: unknown; isReplayed: boolean };

/** The key of an acting request. Throws 400 when it has none, or one that is no key. */
export function keyOf(header: string | undefined): string {
  if (header === undefined || header === '') throw new ApiFault(400, 'KEY_MISSING', 'A request that acts carries an Idempotency-Key.');
  const key = zIdempotencyKey.safeParse(header);
  if (!key.success) throw new ApiFault(400, 'KEY_INVALID', 'An Idempotency-Key is 1 to 100 letters, digits and hyphens.');
  return key.data;
}

/** What a key stands for: the operation and the content as it came, whatever the order of its members. */
export function contentHash(operation: string, body: unknown): string {
  return createHash('sha256').update(canonicalize({ operation, body }) ?? '').digest('hex');
}

/** The answer that a key has already; null for a new one. Throws 422 when the key stood for something else. */
export function recall({ store }: Marketplace, key: string, hash: string): Answer | null {
  const known = store.one<{ hash: string; status: number | null; answer: string | null }>('SELECT hash, status, answer FROM request WHERE key = ?', key);
  if (!known) return null;
  if (known.hash !== hash) throw new ApiFault(422, 'KEY_REUSED', 'This key was used for another request.');
  if (known.status === null || known.answer === null) return null;
  return { status: known.status, body: JSON.parse(known.answer), isReplayed: true };
}

/** Lets a key do its work once more: it stays bound to its content. Inside a transaction. */
export function forgetAnswer({ store }: Marketplace, key: string): void {
  store.run('UPDATE request SET status = NULL, answer = NULL WHERE key = ?', key);
}

/**
 * Does `work` once for a key: what it changes and the answer are one transaction. A 402 is no answer for good: nothing was done, the key
 * stays bound to its content and may be sent again. Any other fault leaves no trace of the key.
 */
export function once(market: Marketplace, { key, operation, hash }: { key: string; operation: string; hash: string }, work: () => unknown): Answer {
  const { store } = market;
  const bind = (status: number | null, answer: string | null): void => {
    store.run(
      `INSERT INTO request (key, operation, hash, status, answer, at) VALUES (?, ?, ?, ?, ?, ?)
       ON CONFLICT (key) DO UPDATE SET status = excluded.status, answer = excluded.answer`,
      key, operation, hash, status, answer, market.now(),
    );
  };
  try {
    return store.transaction(() => {
      const known = recall(market, key, hash);
      if (known) return known;
      const body = work();
      bind(201, JSON.stringify(body));
      return { status: 201, body, isReplayed: false };
    });
  } catch (error) {
    if (error instanceof ApiFault && error.status === 402) bind(null, null);
    throw error;
  }
}
