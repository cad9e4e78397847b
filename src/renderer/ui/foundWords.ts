/** Most that is marked: a book that has the word on every line is not searched to its end. */
const mostMarks = 400;
const markName = 'found';

/** Where words stand in a text, in order, without regard to case; of words that overlap the longer wins. */
export function placesOf(text: string, words: readonly string[]): [from: number, to: number][] {
  const given = [...new Set(words.map((word) => word.trim()).filter((word) => word !== ''))].toSorted((a, b) => b.length - a.length);
  if (given.length === 0) return [];
  const pattern = new RegExp(given.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)).join('|'), 'giu');
  return [...text.matchAll(pattern)].slice(0, mostMarks).map((match) => [match.index, match.index + match[0].length]);
}

/** Marks words in what an element shows and gives the first mark. It is a mark of the page, not of its elements: nothing is put into them. Null when none is there. */
export function markFound(root: Element, words: readonly string[]): Range | null {
  const ranges: Range[] = [];
  const walk = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  while (ranges.length < mostMarks && walk.nextNode()) {
    const node = walk.currentNode as Text;
    for (const [from, to] of placesOf(node.data, words)) {
      const range = document.createRange();
      range.setStart(node, from);
      range.setEnd(node, to);
      ranges.push(range);
    }
  }
  CSS.highlights.delete(markName);
  if (ranges.length > 0) CSS.highlights.set(markName, new Highlight(...ranges));
  return ranges[0] ?? null;
}

/** Takes the marks away. */
export function unmarkFound(): void {
  CSS.highlights.delete(markName);
}
