import type { Db } from '../db/open.ts';
import { booksInForce } from '../policy/books.ts';

/** Milliseconds between the version a ruling was made under and its taking effect, when one of its clauses is new or changed in that version; else null. */
export type ClauseAge = (policyVersion: string, clauses: readonly string[], effectiveAt: number) => number | null;

/** What each version of the policy brought or changed against the one before it; the first one is nobody's news. */
export async function newClauses(db: Db): Promise<ClauseAge> {
  const books = await booksInForce(db);
  const news = new Map<string, { codes: Set<string>; from: number }>();
  for (const [index, book] of books.entries()) {
    const before = books[index - 1];
    if (before) news.set(book.version, { codes: changedCodes(before.clauses, book.clauses), from: book.effectiveFrom });
  }
  return (policyVersion, clauses, effectiveAt) => {
    const version = news.get(policyVersion);
    return version && clauses.some((code) => version.codes.has(code)) ? effectiveAt - version.from : null;
  };
}

type Clause = { code: string; title: string; text: string };

/** Codes of clauses that were not there before, or said something else. Pure. */
export function changedCodes(before: readonly Clause[], after: readonly Clause[]): Set<string> {
  const old = new Map(before.map((clause) => [clause.code, clause]));
  return new Set(after.filter(({ code, title, text }) => old.get(code)?.text !== text || old.get(code)?.title !== title).map(({ code }) => code));
}
