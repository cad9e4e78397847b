import { createHash, timingSafeEqual } from 'node:crypto';
import { ApiFault } from './problem.ts';

/** Throws 401 unless the header bears the token; compared as hashes, so that neither time nor length tells of it. */
export function mustBear(header: string | undefined, token: string): void {
  const [, given = ''] = /^Bearer ([\x21-\x7e]{1,500})$/.exec(header ?? '') ?? [];
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  if (!timingSafeEqual(digest(given), digest(token))) throw new ApiFault(401, 'TOKEN_WRONG', 'This token is not known here.', { 'www-authenticate': 'Bearer' });
}
