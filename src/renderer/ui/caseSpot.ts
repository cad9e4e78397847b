import type { LocationQuery, LocationQueryRaw } from 'vue-router';
import type { FoundSpot } from '../../contract/search.ts';

const kinds = ['head', 'claim', 'message', 'remedy', 'question', 'answer', 'offer', 'appeal', 'evidence', 'note', 'letter', 'ruling'] as const satisfies readonly FoundSpot['in'][];

/** A place in a case that something leads to: the record or exhibit with this id, a line of its text from 1, and the words to mark there. */
export type CaseSpot = { in: (typeof kinds)[number]; id: string | null; line: number | null; words: readonly string[] };

const mostWords = 8;

/** The part of an address that leads to a place; a link, Back and reload keep it. */
export function writeSpot({ in: kind, id, line, words }: CaseSpot): LocationQueryRaw {
  return { at: id === null ? kind : `${kind}:${id}`, ...(line !== null && { line: String(line) }), ...(words.length > 0 && { find: words.slice(0, mostWords) }) };
}

/** Reads the address; null where it leads to no place. */
export function readSpot(query: LocationQuery): CaseSpot | null {
  const at = typeof query['at'] === 'string' ? query['at'] : '';
  const kind = kinds.find((one) => one === at.split(':', 1)[0]);
  if (!kind) return null;
  const id = at.slice(kind.length + 1, kind.length + 201);
  const line = typeof query['line'] === 'string' && /^[1-9]\d{0,6}$/.test(query['line']) ? Number(query['line']) : null;
  const words = [query['find']].flat().filter((one): one is string => typeof one === 'string' && one.trim() !== '');
  return { in: kind, id: id === '' ? null : id, line, words: words.slice(0, mostWords).map((one) => one.slice(0, 100)) };
}

/** The address without the place, for going on to another case. */
export function withoutSpot({ at: _at, line: _line, find: _find, ...rest }: LocationQuery): LocationQuery {
  return rest;
}
