import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../projectRoot.ts';
import { toBook, type PolicyBook } from './book.ts';
import { readBook } from './readBook.ts';

/** A book with the document it was read from. */
export type WrittenBook = PolicyBook & { text: string };

let loaded: WrittenBook[] | null = null;

/** The versions that came with the program, oldest first. */
export function shippedBooks(): WrittenBook[] {
  loaded ??= loadBooks(join(projectRoot, 'resources/policy'));
  return loaded;
}

/** Every version in a folder, oldest first; throws with file, line and what is wrong when one, or all together, do not hold. */
export function loadBooks(folder: string): WrittenBook[] {
  const books = readdirSync(folder)
    .filter((name) => name.endsWith('.md'))
    .map((name) => loadBook(folder, name))
    .sort((a, b) => a.effectiveFrom - b.effectiveFrom);
  if (books.length === 0) throw new Error(`There is no policy book in ${folder}.`);
  for (const [index, book] of books.entries()) {
    const before = books[index - 1];
    const words = before && clash(before, book);
    if (words) throw new Error(`${folder}/${book.version}.md: ${words}`);
  }
  return books;
}

/** Why `book` cannot follow `before` in time; null when it can. A version is in force until the next one begins. */
export function clash(before: Pick<PolicyBook, 'version' | 'effectiveFrom'>, book: Pick<PolicyBook, 'version' | 'effectiveFrom'>): string | null {
  if (before.version === book.version) return `there is a version ${book.version} already`;
  if (before.effectiveFrom === book.effectiveFrom) return `version ${before.version} takes effect at the same moment, so the two overlap`;
  if (before.effectiveFrom > book.effectiveFrom) return `it would take effect before version ${before.version}, which is written already`;
  const isLater = before.version.localeCompare(book.version, 'en', { numeric: true }) < 0;
  return isLater ? null : `version ${before.version} has the higher number and takes effect earlier`;
}

function loadBook(folder: string, name: string): WrittenBook {
  const text = readFileSync(join(folder, name), 'utf8');
  const { book, problems } = readBook(text);
  if (!book) throw new Error(problems.map(({ line, words }) => `${join(folder, name)}${line === null ? '' : `:${line}`}: ${words}`).join('\n'));
  if (`${book.version}.md` !== name) throw new Error(`${join(folder, name)}: it says it is version ${book.version}`);
  return { ...toBook(book), text };
}
