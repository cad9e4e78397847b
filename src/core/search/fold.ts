// Signs that tell no words apart: what joins to Latin, Greek and Cyrillic letters, the vowel points of Hebrew and Arabic, the Arabic tatweel.
const points = /[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed]/g;
// What is not seen (joiners, soft hyphens, turns of direction), and private signs, which the index keeps for itself.
const unseen = /[\p{Cf}\p{Co}\p{Cs}]/gu;
const isPlain = (text: string): boolean => /^[\x00-\x7f]*$/.test(text);

/** A text as the index knows it: without case, width, accents and vowel points. Sign by sign, so that places in it can be told. Pure. */
export function fold(text: string): string {
  if (isPlain(text)) return text.toLowerCase();
  return text.replace(unseen, '').normalize('NFKD').toLowerCase().replace(points, '').replaceAll('ß', 'ss').replaceAll('ς', 'σ');
}

const foldedSigns = new Map<string, string>();
const mostSigns = 5_000;

function foldSign(sign: string): string {
  const known = foldedSigns.get(sign);
  if (known !== undefined) return known;
  if (foldedSigns.size >= mostSigns) foldedSigns.clear();
  const folded = fold(sign);
  foldedSigns.set(sign, folded);
  return folded;
}

/** The place in a text that each UTF-16 unit of `fold(text)` came from, and one more for its end. */
export function placesOf(text: string): number[] {
  const places: number[] = [];
  let at = 0;
  for (const sign of text) {
    for (let unit = foldSign(sign).length; unit > 0; unit -= 1) places.push(at);
    at += sign.length;
  }
  places.push(at);
  return places;
}

/** Texts are walked in blocks of this many units, so that a place deep in one is found without walking it sign by sign. */
const block = 256;

/** The place in a text that a unit of `fold(text)` came from. */
export function placeOf(text: string, foldedAt: number): number {
  let [at, passed] = [0, 0];
  while (at < text.length) {
    const end = atSign(text, at + block);
    const length = fold(text.slice(at, end)).length;
    if (passed + length > foldedAt) return at + (placesOf(text.slice(at, end))[foldedAt - passed] ?? 0);
    passed += length;
    at = end;
  }
  return text.length;
}

/** A place in a text that parts no pair of units and no letter from its marks: the one given, or the next after it. */
export function atSign(text: string, at: number): number {
  let place = Math.min(at, text.length);
  while (place < text.length && /[\p{M}\p{Cf}\udc00-\udfff]/u.test(text.charAt(place))) place += 1;
  return place;
}

const unspaced = String.raw`\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー々〆\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}`;
const unspacedRun = new RegExp(`[${unspaced}]+`, 'gu');
const hasUnspaced = new RegExp(`[${unspaced}]`, 'u');
let segmenter: Intl.Segmenter | undefined;

/** Whether a text is, in part, in writing that puts no blanks between words. */
export function isUnspaced(text: string): boolean {
  return hasUnspaced.test(text);
}

/** A text for the index: folded, and cut into words by a dictionary where its writing has no blanks. Pure. */
export function wordsOf(text: string): string {
  if (isPlain(text)) return text.toLowerCase();
  const wide = text.normalize('NFKC');
  return fold(isUnspaced(wide) ? wide.replace(unspacedRun, (run) => ` ${cut(run)} `) : wide);
}

function cut(run: string): string {
  segmenter ??= new Intl.Segmenter('ja', { granularity: 'word' });
  return Array.from(segmenter.segment(run), ({ segment }) => segment).join(' ');
}
