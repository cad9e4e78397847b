import type { QueryWord } from '../../contract/caseQuery.ts';
import { everyCase } from './facets.ts';
import { columns, type Column } from './columns.ts';
import { isUnspaced, wordsOf } from './fold.ts';
import { isLikeId } from './keys.ts';

/** What the words of a query ask of the index. `begun`: the last word may go on; null when it is whole. Everything is quoted: no sign of a text is a command. */
export type Asked = { each: readonly string[]; begun: string | null; together: string | null; without: readonly string[] };

const isWord = /[\p{L}\p{N}]/u;
/** A single letter begins words of nearly every case: what it starts is not looked up (370 ms at a million). */
const leastBegun = 2;

/** The words of a query as parts of a MATCH; null when no sign of them is in any index, or only words to be left out are given. `isTyping`: the last is still being written. Pure. */
export function askedOf(words: readonly QueryWord[], isTyping: boolean): Asked | null {
  const wanted = words.filter(({ isNot, text }) => !isNot && isWord.test(text));
  const without = words.filter(({ isNot, text }) => isNot && isWord.test(text)).map(({ text }) => quote(text));
  const last = wanted.at(-1);
  if (last === undefined) return without.length > 0 ? { each: [], begun: null, together: null, without } : null;
  const each = wanted.map(({ text }) => quote(text));
  const mayGoOn = !last.isPhrase && !isLikeId(last.text) && (isUnspaced(last.text) || (isTyping && [...last.text].length >= leastBegun));
  return {
    each,
    begun: mayGoOn ? `${quote(last.text)} *` : null,
    together: wanted.length > 1 ? quoted(wanted.map(({ text }) => wordsOf(text)).join(' ')) : null,
    without,
  };
}

const quoted = (words: string): string => `"${words.replaceAll('"', ' ')}"`;
const quote = (text: string): string => quoted(wordsOf(text));

/**
 * Matches of the groups in which hits are shown, best first: all words in the title and the names, the last of them begun there, all next to each other,
 * all in what the sides said, all anywhere, the last begun anywhere. A case is shown in the first it is in. Order is by place and not by BM25: that counts
 * every case of every word on first use, 130 ms for a word in most of a million cases, against 0.1 to 4 ms for a group. Pure.
 */
export function tiersOf(asked: Asked, inside: readonly Column[], filters: readonly string[]): string[] {
  const without = asked.without.flatMap((word) => within(inside, word) ?? []);
  const narrow = (match: string) => [narrowed(match, filters), ...without].join(' NOT ');
  if (asked.each.length === 0) return [narrow(quoted(everyCase))];
  const spoken = inside.filter(({ place }) => place === 'claims' || place === 'messages');
  const head = inside.filter(({ place }) => place === 'head');
  const exact = asked.each.join(' AND ');
  const begun = asked.begun === null ? null : [...asked.each.slice(0, -1), asked.begun].join(' AND ');
  const groups = [
    within(head, exact),
    begun === null ? null : within(head, begun),
    asked.together === null ? null : within(inside, asked.together),
    within(spoken, exact),
    within(inside, exact),
    begun === null ? null : within(inside, begun),
  ].filter((one) => one !== null);
  return [...new Set(groups)].map(narrow);
}

/** Every case that has the words, as one MATCH. Pure. */
export function allOf(asked: Asked, inside: readonly Column[], filters: readonly string[]): string | null {
  const last = asked.begun ?? asked.each.at(-1);
  const found = last === undefined ? quoted(everyCase) : within(inside, [...asked.each.slice(0, -1), last].join(' AND '));
  return found === null ? null : [narrowed(found, filters), ...asked.without.flatMap((word) => within(inside, word) ?? [])].join(' NOT ');
}

const narrowed = (match: string, filters: readonly string[]): string => (filters.length === 0 ? match : `(${[match, ...filters].join(' AND ')})`);

function within(inside: readonly Column[], match: string): string | null {
  if (inside.length === 0) return null;
  return inside.length === columns.length ? `(${match})` : `{${inside.map(({ name }) => name).join(' ')}} : (${match})`;
}
