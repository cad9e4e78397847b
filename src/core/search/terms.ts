import type { QueryWord } from '../../contract/caseQuery.ts';
import { fold, isUnspaced } from './fold.ts';
import { isLikeId, keyOf } from './keys.ts';

/** What to mark in a folded text: one pattern for each word of the query, and one for all of them next to each other. */
export type Terms = { each: readonly RegExp[]; together: RegExp | null; /** Plain words of which each place holds one; empty when that cannot be said. */ plain: readonly string[] };

const letters = String.raw`\p{L}\p{N}\p{M}`;
const lettersRun = new RegExp(`[${letters}]+`, 'gu');

/** The patterns by which the words of a query are found again in a text that was folded. `isBegun`: the last may go on. Pure. */
export function termsOf(words: readonly QueryWord[], isBegun: boolean): Terms {
  const wanted = words.filter(({ isNot }) => !isNot).flatMap(({ text }) => patternOf(text) ?? []);
  const last = wanted.length - 1;
  const each = wanted.map((one, at) => toRegExp(one, at === last && isBegun));
  const joined = wanted.map(({ body }) => body).join(gap);
  return { each, together: wanted.length > 1 ? toRegExp({ body: joined, isBound: wanted.every(({ isBound }) => isBound) }, isBegun) : null, plain: plainOf(words) };
}

function plainOf(words: readonly QueryWord[]): string[] {
  const longest = words.filter(({ isNot }) => !isNot).map(({ text }) => (fold(text).match(lettersRun) ?? []).reduce((so, run) => (run.length > so.length ? run : so), ''));
  return longest.every((run) => /^[a-z0-9]+$/.test(run)) ? longest : [];
}

type Pattern = { body: string; isBound: boolean };
const gap = `[^${letters}]+`;

function patternOf(text: string): Pattern | null {
  const runs = fold(text).match(lettersRun);
  if (runs === null) return null;
  // Where words are not parted by blanks a word has no bounds that could be seen.
  const isBound = !isUnspaced(text.normalize('NFKC'));
  return { body: runs.map(escape).join(isBound ? gap : `[^${letters}]*`), isBound };
}

function toRegExp({ body, isBound }: Pattern, mayGoOn: boolean): RegExp {
  if (!isBound) return new RegExp(body, 'gu');
  return new RegExp(`(?<![${letters}])${body}${mayGoOn ? `[${letters}]*` : `(?![${letters}])`}`, 'gu');
}

/** The pattern of a part of an id, whatever signs stand between its letters and digits there. Pure. */
export function idTerm(text: string): Terms {
  return { each: [new RegExp([...fold(keyOf(text))].map(escape).join(`[^${letters}]{0,3}`), 'gu')], together: null, plain: [] };
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
