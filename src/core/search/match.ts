import type { QueryWord } from '../../contract/caseQuery.ts';
import { everyCase } from './facets.ts';
import { columns, type Column } from './columns.ts';
import { isUnspaced, wordsOf } from './fold.ts';
import { isLikeId } from './keys.ts';

/** What the words of a query ask of the index. `begun`: the last word may go on, `last` is its text; null when it is whole. Everything is quoted: no sign of a text is a command. */
export type Asked = { each: readonly string[]; begun: string | null; last: string | null; together: string | null; without: readonly string[] };

const isWord = /[\p{L}\p{N}]/u;
/** A single letter begins words of nearly every case: what it starts is not looked up (370 ms at a million). */
const leastBegun = 2;

/** The words of a query as parts of a MATCH; null when no sign of them is in any index, or only words to be left out are given. `isTyping`: the last is still being written. Pure. */
export function askedOf(words: readonly QueryWord[], isTyping: boolean): Asked | null {
  const wanted = words.filter(({ isNot, text }) => !isNot && isWord.test(text));
  const without = words.filter(({ isNot, text }) => isNot && isWord.test(text)).map(({ text }) => quote(text));
  const last = wanted.at(-1);
  if (last === undefined) return without.length > 0 ? { each: [], begun: null, last: null, together: null, without } : null;
  const each = wanted.map(({ text }) => quote(text));
  const mayGoOn = !last.isPhrase && !isLikeId(last.text) && (isUnspaced(last.text) || (isTyping && [...last.text].length >= leastBegun));
  return {
    each,
    begun: mayGoOn ? `${quote(last.text)} *` : null,
    last: mayGoOn ? last.text : null,
    together: wanted.length > 1 ? quoted(wanted.map(({ text }) => wordsOf(text)).join(' ')) : null,
    without,
  };
}

const quoted = (words: string): string => `"${words.replaceAll('"', ' ')}"`;
const quote = (text: string): string => quoted(wordsOf(text));

/** What is asked of the index, `beside` a fence or none; `passesOver`: cases that hold its words may be none of it, so that a walk needs a fence to end (see fence.ts). */
export type Match = { text: string; passesOver: boolean; beside(fence: string): string };

/**
 * Matches of the groups in which hits are shown, best first: all words in the title and the names, the last of them begun there, all next to each other,
 * all in what the sides said, all anywhere, the last begun anywhere. A case is shown in the first it is in. Order is by place and not by BM25: that counts
 * every case of every word on first use, 130 ms for a word in most of a million cases, against 0.1 to 4 ms for a group. Pure.
 */
export function tiersOf(asked: Asked, inside: readonly Column[], filters: readonly string[]): Match[] {
  const group = (where: readonly Column[], words: readonly string[]) => matchOf(where, words, filters, inside, asked.without);
  if (asked.each.length === 0) return [group(columns, everyOf(filters))].filter((one) => one !== null);
  const spoken = inside.filter(({ place }) => place === 'claims' || place === 'messages');
  const head = inside.filter(({ place }) => place === 'head');
  const begun = asked.begun === null ? null : [...asked.each.slice(0, -1), asked.begun];
  const groups = [
    group(head, asked.each),
    begun === null ? null : group(head, begun),
    asked.together === null ? null : group(inside, [asked.together]),
    group(spoken, asked.each),
    group(inside, asked.each),
    begun === null ? null : group(inside, begun),
  ].filter((one) => one !== null);
  return [...new Map(groups.map((one) => [one.text, one])).values()];
}

/** Every case that has the words, as one MATCH. Pure. */
export function allOf(asked: Asked, inside: readonly Column[], filters: readonly string[]): Match | null {
  const last = asked.begun ?? asked.each.at(-1);
  if (last === undefined) return matchOf(columns, everyOf(filters), filters, inside, asked.without);
  return matchOf(inside, [...asked.each.slice(0, -1), last], filters, inside, asked.without);
}

/** Without words, every case: what filters let through is told by them alone. */
const everyOf = (filters: readonly string[]): string[] => (filters.length > 0 ? [] : [quoted(everyCase)]);

/** All words in the columns. The fence stands beside each: what lies between cases that hold them all is passed over without a stop. */
function matchOf(where: readonly Column[], words: readonly string[], filters: readonly string[], inside: readonly Column[], without: readonly string[]): Match | null {
  if (where.length === 0) return null;
  const parts = [...words.map((word) => within(where, word)), ...filters];
  const left = inside.length === 0 ? [] : without.map((word) => within(inside, word));
  const text = (beside: (part: string) => string) => {
    const all = parts.map(beside).join(' AND ');
    return left.length === 0 ? all : beside(`(${[`(${all})`, ...left].join(' NOT ')})`);
  };
  const passesOver = where.length < columns.length || parts.length > 1 || left.length > 0 || words.some(isPhrase);
  return { text: text((part) => part), passesOver, beside: (fence) => text((part) => `(${part} OR ${fence})`) };
}

/** Whether quotes hold more than one word of the index. */
const isPhrase = (match: string): boolean => (match.match(/"[^"]*"/g) ?? []).some((one) => (one.match(/[\p{L}\p{N}\p{Co}\p{M}]+/gu) ?? []).length > 1);

function within(inside: readonly Column[], match: string): string {
  return inside.length === columns.length ? `(${match})` : `({${inside.map(({ name }) => name).join(' ')}} : (${match}))`;
}
