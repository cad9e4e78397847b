import type { RulingLimit } from '../../contract/limits.ts';
import type { ComingOrder } from '../db/seed/made/coming.ts';
import type { KeptPhoto } from '../db/seed/made/photos.ts';
import type { inspection } from '../db/schema/evidence.ts';
import type { SignedIn } from '../desk.ts';
import type { PolicyBook } from '../policy/book.ts';
import type { Plan } from '../queues/plan.ts';
import type { WrittenBook } from '../policy/shippedBooks.ts';

/** What a look found in the files that cases share, by hash. */
export type Found = ReadonlyMap<string, typeof inspection.$inferSelect>;

/** The desk generated cases come to, without its database. */
export type Setting = ComingOrder & {
  /** The number of the first case. */
  firstNumber: number;
  /** Those who rule. */
  mediators: readonly SignedIn[];
  limits: readonly RulingLimit[];
  /** By which waiting cases are weighed and put into queues. */
  plan: Plan;
  /** When they are (ms UTC). */
  now: number;
  /** In force one after the other, oldest first. */
  books: readonly WrittenBook[];
  photos: ReadonlyMap<string, KeptPhoto>;
  found: Found;
};

/** The book in force at a moment (ms UTC), as `bookFor` finds it. */
export function bookAt({ books }: Pick<Setting, 'books'>, at: number): WrittenBook {
  const book = books.findLast((one) => one.effectiveFrom <= at) ?? books[0];
  if (!book) throw new Error('There is no policy book.');
  return book;
}

/** The book by its version. */
export function bookCalled({ books }: Pick<Setting, 'books'>, { version }: Pick<PolicyBook, 'version'>): WrittenBook {
  const book = books.find((one) => one.version === version);
  if (!book) throw new Error(`There is no policy book ${version}.`);
  return book;
}
