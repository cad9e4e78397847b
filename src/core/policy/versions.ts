import { asc } from 'drizzle-orm';
import type { OutputOf } from '../../contract/methods.ts';
import type { PolicyVersion } from '../../contract/policy.ts';
import type { Db } from '../db/open.ts';
import { policyDraft, policyVersion } from '../db/schema/policy.ts';
import type { SignedIn } from '../desk.ts';
import { notFound } from '../fault.ts';
import { booksInForce } from './books.ts';
import { shippedBooks } from './shippedBooks.ts';

/** A version as the time line shows it. */
export function toVersion(row: { version: string; title: string; effectiveFrom: number; basedOn?: string; personName?: string; publishedAt?: number }, isInForce: boolean): PolicyVersion {
  return { version: row.version, title: row.title, effectiveFrom: row.effectiveFrom, basedOn: row.basedOn ?? null, personName: row.personName ?? null, publishedAt: row.publishedAt ?? null, isInForce };
}

/** Every version that follows the others at this desk, newest first, and who is writing another one. */
export async function listVersions(db: Db, by: SignedIn, now: number): Promise<OutputOf<'policy.list'>> {
  const books = await booksInForce(db);
  const published = await db
    .select({ version: policyVersion.version, basedOn: policyVersion.basedOn, personName: policyVersion.personName, publishedAt: policyVersion.publishedAt })
    .from(policyVersion);
  const drafts = await db.select().from(policyDraft).orderBy(asc(policyDraft.savedAt));
  const inForce = books.findLast((book) => book.effectiveFrom <= now) ?? books[0];
  const versions = books.map((book) => toVersion({ ...book, ...published.find(({ version }) => version === book.version) }, book === inForce));
  return {
    versions: versions.reverse(),
    drafts: drafts.map(({ personId, personName, basedOn, savedAt }) => ({ personName, isMine: personId === by.personId, basedOn, savedAt })),
  };
}

/** One version whole, also a shipped one that is not in force here. NOT_FOUND. */
export async function getVersion(db: Db, version: string): Promise<OutputOf<'policy.get'>> {
  const book = [...(await booksInForce(db)), ...shippedBooks()].find((one) => one.version === version);
  if (!book) throw notFound('policy version', version);
  return { content: book, text: book.text };
}
