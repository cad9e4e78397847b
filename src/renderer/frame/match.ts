/** How well words fit: the smaller the better. From `close` on they are only like what was typed. */
export type Fit = { rank: number; isClose: boolean; /** Marked stretches [from, to) of each field. */ marks: [number, number][][] };

type Hit = { tier: number; marks: [number, number][] };
/** Tiers: begins the text, begins a word, lies inside, initials; then letters left out, one letter wrong. */
const close = 4;

/** Text without case and accents; `at` gives the place in the text of each of its letters. */
function fold(text: string): { text: string; at: number[] } {
  let folded = '';
  const at: number[] = [];
  let place = 0;
  for (const sign of text) {
    const plain = sign.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('ß', 'ss');
    folded += plain;
    for (let unit = 0; unit < plain.length; unit += 1) at.push(place);
    place += sign.length;
  }
  at.push(place);
  return { text: folded, at };
}

/**
 * How the typed words fit the fields of an option, the first field being its name: every word must be found in some field.
 * Null when one is not. What was typed letter for letter always comes before what is only like it.
 */
export function fitOf(fields: readonly string[], typed: string): Fit | null {
  const parts = fold(typed).text.split(/\s+/).filter(Boolean);
  const marks: [number, number][][] = fields.map(() => []);
  const folded = fields.map(fold);
  let worst = 0;
  let sum = 0;
  for (const part of parts) {
    const hits = folded.flatMap((field, index) => {
      const hit = hitIn(field.text, part);
      // What is only like the words is looked for in the name alone, else half of everything is like them.
      return hit && (index === 0 || hit.tier < close) ? [{ ...hit, index, weight: hit.tier + (index === 0 ? 0 : 0.5) }] : [];
    });
    const best = hits.toSorted((a, b) => a.weight - b.weight)[0];
    if (!best) return null;
    worst = Math.max(worst, best.weight);
    sum += best.weight;
    const { at } = folded[best.index]!;
    marks[best.index]!.push(...best.marks.map(([from, to]): [number, number] => [at[from]!, at[to]!]));
  }
  return { rank: worst * 1_000 + sum, isClose: worst >= close, marks: marks.map(joined) };
}

function hitIn(text: string, part: string): Hit | null {
  const words = [...text.matchAll(/[\p{L}\p{N}]+/gu)];
  if (text.startsWith(part)) return { tier: 0, marks: [[0, part.length]] };
  const begun = words.find((word) => text.startsWith(part, word.index));
  if (begun) return { tier: 1, marks: [[begun.index, begun.index + part.length]] };
  const inside = text.indexOf(part);
  if (inside !== -1) return { tier: 2, marks: [[inside, inside + part.length]] };
  const first = part.length < 2 ? -1 : words.map((word) => word[0][0]).join('').indexOf(part);
  if (first !== -1) return { tier: 3, marks: words.slice(first, first + part.length).map((word) => [word.index, word.index + 1]) };
  for (const word of words) {
    const places = lettersIn(word[0], part);
    if (places) return { tier: 4, marks: places.map((place) => [word.index + place, word.index + place + 1]) };
  }
  const near = words.find((word) => isNear(word[0], part));
  return near ? { tier: 5, marks: [[near.index, near.index + near[0].length]] } : null;
}

/** Where the letters of `part` stand in a word that begins with the first and has them in order, at least half of it. */
function lettersIn(word: string, part: string): number[] | null {
  if (part.length < 3 || part.length * 2 < word.length || word[0] !== part[0]) return null;
  const places: number[] = [];
  for (const letter of part) {
    const place = word.indexOf(letter, (places.at(-1) ?? -1) + 1);
    if (place === -1) return null;
    places.push(place);
  }
  return places;
}

/** True when a word is `part` but for one letter wrong, missing, too many or two that changed places. */
function isNear(word: string, part: string): boolean {
  if (part.length < 4 || Math.abs(word.length - part.length) > 1) return false;
  let head = 0;
  while (head < word.length && word[head] === part[head]) head += 1;
  const rest = (text: string, skip: number) => text.slice(head + skip);
  const isSwapped = word[head] === part[head + 1] && word[head + 1] === part[head] && rest(word, 2) === rest(part, 2);
  return isSwapped || rest(word, 1) === rest(part, 1) || rest(word, 1) === rest(part, 0) || rest(word, 0) === rest(part, 1);
}

/** Marks in order, those that touch as one. */
function joined(marks: readonly [number, number][]): [number, number][] {
  const done: [number, number][] = [];
  for (const [from, to] of marks.toSorted((a, b) => a[0] - b[0] || a[1] - b[1])) {
    const last = done.at(-1);
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else done.push([from, to]);
  }
  return done;
}

/** Text cut where marks begin and end, in order, so that it can be shown as text alone. */
export function cutAt(text: string, marks: readonly [number, number][]): { words: string; isMarked: boolean }[] {
  const cuts = marks.flatMap(([from, to], index) => [
    { words: text.slice(marks[index - 1]?.[1] ?? 0, from), isMarked: false },
    { words: text.slice(from, to), isMarked: true },
  ]);
  return [...cuts, { words: text.slice(marks.at(-1)?.[1] ?? 0), isMarked: false }].filter((cut) => cut.words !== '');
}
