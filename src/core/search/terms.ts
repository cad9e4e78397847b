import type { QueryWord } from '../../contract/caseQuery.ts';
import { fold, isUnspaced } from './fold.ts';
import { isLikeId, keyOf } from './keys.ts';

/** What to look for in a folded text: `isBound`: only as whole words; `mayGoOn`: words that begin so as well. */
export type Term = { pattern: RegExp; isBound: boolean; mayGoOn: boolean };
/** One term for each word of a query, and one for all of them next to each other. `plain`: plain words of which each place holds one; empty when that cannot be said. */
export type Terms = { each: readonly Term[]; together: Term | null; plain: readonly string[] };

const letter = /[\p{L}\p{N}\p{M}]/u;
const lettersRun = /[\p{L}\p{N}\p{M}]+/gu;
// Signs between words, named one by one: a class of all that are no letters takes V8 milliseconds to compile in every new pattern.
const gap = String.raw`[\s\u0000-\u002f\u003a-\u0060\u007b-\u00bf\u2000-\u206f\u3000-\u303f]`;

/** The terms by which the words of a query are found again in a text that was folded. `isBegun`: the last may go on. Pure. */
export function termsOf(words: readonly QueryWord[], isBegun: boolean): Terms {
  const wanted = words.filter(({ isNot }) => !isNot).flatMap(({ text }) => patternOf(text) ?? []);
  const each = wanted.map((one, at) => toTerm(one, at === wanted.length - 1 && isBegun));
  const joined: Pattern = { body: wanted.map(({ body }) => body).join(`${gap}{1,12}`), isBound: wanted.every(({ isBound }) => isBound) };
  return { each, together: wanted.length > 1 ? toTerm(joined, isBegun) : null, plain: plainOf(words) };
}

const toTerm = ({ body, isBound }: Pattern, mayGoOn: boolean): Term => ({ pattern: new RegExp(body, 'gu'), isBound, mayGoOn });

/** Where a term stands in a folded text, at most so many times. Pure. */
export function findTerm(folded: string, { pattern, isBound, mayGoOn }: Term, most: number): { at: number; end: number }[] {
  const found: { at: number; end: number }[] = [];
  for (const match of folded.matchAll(pattern)) {
    let end = match.index + match[0].length;
    if (isBound && match.index > 0 && letter.test(folded.charAt(match.index - 1))) continue;
    if (isBound && mayGoOn) while (end < folded.length && letter.test(folded.charAt(end))) end += 1;
    if (isBound && end < folded.length && letter.test(folded.charAt(end))) continue;
    found.push({ at: match.index, end });
    if (found.length === most) break;
  }
  return found;
}

function plainOf(words: readonly QueryWord[]): string[] {
  const longest = words.filter(({ isNot }) => !isNot).map(({ text }) => (fold(text).match(lettersRun) ?? []).reduce((so, run) => (run.length > so.length ? run : so), ''));
  return longest.every((run) => /^[a-z0-9]+$/.test(run)) ? longest : [];
}

type Pattern = { body: string; isBound: boolean };

function patternOf(text: string): Pattern | null {
  const runs = fold(text).match(lettersRun);
  if (runs === null) return null;
  // Where words are not parted by blanks a word has no bounds that could be seen.
  const isBound = !isUnspaced(text.normalize('NFKC'));
  return { body: runs.map(escape).join(isBound ? `${gap}{1,12}` : `${gap}{0,12}`), isBound };
}

/** The pattern of a part of an id, whatever signs stand between its letters and digits there. Pure. */
export function idTerm(text: string): Terms {
  return { each: [toTerm({ body: [...keyOf(text)].map(escape).join(`${gap}{0,3}`), isBound: false }, false)], together: null, plain: [] };
}

/** A word that may be a part of a name or an id: the only one of its query, and no phrase. Pure. */
export function askedPart(words: readonly QueryWord[]): string | null {
  const [only, ...others] = words.filter(({ isNot }) => !isNot);
  return only !== undefined && others.length === 0 && !only.isPhrase ? only.text : null;
}

/** Whether a query of these words asks for an id or a part of one. Pure. */
export function askedId(words: readonly QueryWord[]): string | null {
  const [only, ...others] = words.filter(({ isNot }) => !isNot);
  return only !== undefined && others.length === 0 && isLikeId(only.text) ? only.text : null;
}

const escape = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/-]/g, String.raw`\$&`);
