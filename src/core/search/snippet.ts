import { wordPlaces, type Speaker, type WordPlace } from '../../contract/queryFields.ts';
import type { FoundSpot, Snippet } from '../../contract/search.ts';
import { columns } from './columns.ts';
import { atSign, fold, placeOf, placesOf } from './fold.ts';
import type { Piece } from './readPieces.ts';
import { findTerm, type Term, type Terms } from './terms.ts';

/** The best place of a case, as a screen shows it. */
export type Shown = { place: WordPlace; speaker: Speaker | null; spot: FoundSpot; snippet: Snippet; more: number };

/** About as long as a snippet is, and how much of it stands before the first find, in UTF-16 units. */
const length = 160;
const before = 50;
/** A word is looked up this often in one text. */
const mostFinds = 40;

type Find = { at: number; end: number; term: number };
type Found = { piece: Piece; finds: Find[]; terms: number; isTogether: boolean };

const placeOfColumn = new Map(columns.map((one): [string, (typeof columns)[number]] => [one.name, one]));

/** The best of the pieces of a case that hold words looked for: most of the words, then next to each other, then by place; null when none does. Pure. */
export function bestPlace(pieces: readonly Piece[], terms: Terms): Shown | null {
  const found = pieces.flatMap((piece) => lookInto(piece, terms) ?? []);
  const best = found.reduce<Found | null>((so, one) => (so === null || weigh(one) > weigh(so) ? one : so), null);
  if (best === null) return null;
  const { place, speaker } = placeOfColumn.get(best.piece.column) ?? columns[0];
  const at = placeOf(best.piece.text, bestFind(best.finds).at);
  return { place, speaker, spot: withOffset(best.piece, at), snippet: cutSnippet(best.piece.text, at, terms), more: found.length - 1 };
}

function lookInto(piece: Piece, { each, together }: Terms): Found | null {
  const folded = fold(piece.text);
  const joined = together === null ? [] : findAll(folded, together, 0);
  const finds = each.flatMap((pattern, term) => findAll(folded, pattern, term));
  if (finds.length === 0) return null;
  return { piece, finds: joined.length > 0 ? joined : finds, terms: new Set(finds.map(({ term }) => term)).size, isTogether: joined.length > 0 };
}

function findAll(folded: string, term: Term, at: number): Find[] {
  return findTerm(folded, term, mostFinds).map((find) => ({ ...find, term: at }));
}

function weigh({ terms, isTogether, piece }: Found): number {
  const place = placeOfColumn.get(piece.column)?.place ?? 'rulings';
  return terms * 100 + (isTogether ? 50 : 0) - wordPlaces.indexOf(place);
}

/** The find after which most of the words stand within a snippet. */
function bestFind(finds: readonly Find[]): Find {
  const sorted = finds.toSorted((a, b) => a.at - b.at);
  let [best, most] = [sorted[0] as Find, 0];
  for (const one of sorted) {
    const near = new Set(sorted.filter(({ at }) => at >= one.at && at < one.at + length - before).map(({ term }) => term)).size;
    if (near > most) [best, most] = [one, near];
  }
  return best;
}

function withOffset({ spot, text }: Piece, at: number): FoundSpot {
  if (spot.in !== 'evidence' || spot.part !== 'text') return spot;
  return { ...spot, offset: at, line: text.slice(0, at).split('\n').length };
}

/** The text around a place with its finds marked, and dots where it goes on. */
function cutSnippet(text: string, at: number, terms: Terms): Snippet {
  const from = at <= before ? 0 : startOfWord(text, at - before, at);
  const to = atSign(text, endOfWord(text, from + length));
  const shown = text.slice(from, to);
  const marked = markAll(shown, terms);
  return [...(from > 0 ? [{ text: '…', isHit: false }] : []), ...marked, ...(to < text.length ? [{ text: '…', isHit: false }] : [])];
}

function startOfWord(text: string, from: number, at: number): number {
  const blank = text.slice(from, at).search(/\s/);
  return blank === -1 ? atSign(text, from) : from + blank + 1;
}

function endOfWord(text: string, to: number): number {
  if (to >= text.length) return text.length;
  const blank = text.slice(to - 30, to).search(/\s\S*$/);
  return blank === -1 ? to : to - 30 + blank;
}

function markAll(text: string, { each }: Terms): Snippet {
  const folded = fold(text);
  const places = placesOf(text);
  const hits = each.flatMap((pattern, term) => findAll(folded, pattern, term)).sort((a, b) => a.at - b.at || b.end - a.end);
  const snippet: Snippet = [];
  let at = 0;
  for (const hit of hits) {
    const from = places[hit.at] ?? text.length;
    const to = atSign(text, places[hit.end] ?? text.length);
    if (from < at) continue;
    if (from > at) snippet.push({ text: plain(text.slice(at, from)), isHit: false });
    snippet.push({ text: plain(text.slice(from, to)), isHit: true });
    at = to;
  }
  if (at < text.length) snippet.push({ text: plain(text.slice(at)), isHit: false });
  return snippet;
}

const plain = (text: string): string => text.replace(/\s+/g, ' ');
