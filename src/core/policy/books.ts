import { asc, eq } from 'drizzle-orm';
import type { Db } from '../db/open.ts';
import { policyVersion } from '../db/schema/policy.ts';
import { toBook, type PolicyBook } from './book.ts';
import { readBook } from './readBook.ts';
import { shippedBooks, type WrittenBook } from './shippedBooks.ts';

/** The book in force at a moment (integer ms UTC); the oldest one for anything before it. Costs one small statement. */
export async function bookFor(db: Db, at: number): Promise<PolicyBook> {
  const books = await booksInForce(db);
  const book = books.findLast((one) => one.effectiveFrom <= at) ?? books[0];
  if (!book) throw new Error('There is no policy book in resources/policy.');
  return book;
}

/** The book of a version that a ruling was made under; throws when it is gone. */
export function bookOf(db: Db, version: string): Promise<PolicyBook> {
  return writtenBookOf(db, version);
}

/** The same with its document. */
export async function writtenBookOf(db: Db, version: string): Promise<WrittenBook> {
  const book = (await publishedBooks(db)).find((one) => one.version === version) ?? shippedBooks().find((one) => one.version === version);
  if (!book) throw new Error(`The policy book ${version} is neither in resources/policy nor published here any more.`);
  return book;
}

/**
 * The versions that follow each other at this desk, oldest first. From the first one a lead published on, only published ones count:
 * a book that comes with a later program must not change the rules of a desk by itself.
 */
export async function booksInForce(db: Db): Promise<WrittenBook[]> {
  const published = await publishedBooks(db);
  const [first] = published;
  const shipped = shippedBooks();
  return first ? [...shipped.filter((book) => book.effectiveFrom < first.effectiveFrom && book.version !== first.version), ...published] : shipped;
}

// By the hash of the text, which never changes: what another desk on the same database publishes is seen at once, and nothing has to be forgotten.
const read = new Map<string, WrittenBook>();

async function publishedBooks(db: Db): Promise<WrittenBook[]> {
  const rows = await db.select({ version: policyVersion.version, textSha256: policyVersion.textSha256 }).from(policyVersion).orderBy(asc(policyVersion.effectiveFrom));
  const books: WrittenBook[] = [];
  for (const row of rows) {
    const known = read.get(row.textSha256) ?? (await readPublished(db, row.version));
    read.set(row.textSha256, known);
    books.push(known);
  }
  return books;
}

async function readPublished(db: Db, version: string): Promise<WrittenBook> {
  const [row] = await db.select({ text: policyVersion.text }).from(policyVersion).where(eq(policyVersion.version, version));
  const { book, problems } = readBook(row?.text ?? '');
  if (!book) throw new Error(`The policy version ${version} cannot be read any more: line ${problems[0]?.line ?? 1}: ${problems[0]?.words ?? ''}`);
  return { ...toBook(book), text: row?.text ?? '' };
}
