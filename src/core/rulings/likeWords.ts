/** Words kept of one case: what is told beyond that tells it from no other. */
const mostWords = 60;

const segmenter = new Intl.Segmenter(undefined, { granularity: 'word' });

/**
 * The words of a text for likening cases: lower case, each once, in any script (writing without blanks is cut by a dictionary). Words of one
 * or two letters are left out where letters are letters; in Chinese and Japanese two signs are a word. Pure.
 */
export function likeWords(...texts: (string | null)[]): string[] {
  const found = new Set<string>();
  for (const text of texts) {
    if (text === null) continue;
    for (const { segment, isWordLike } of segmenter.segment(text.slice(0, 4_000).normalize('NFKC').toLowerCase())) {
      if (isWordLike && /\p{Letter}/u.test(segment) && isTelling(segment)) found.add(segment);
      if (found.size === mostWords) return [...found];
    }
  }
  return [...found];
}

function isTelling(word: string): boolean {
  const length = [...word].length;
  return /\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}/u.test(word) ? length >= 2 : length >= 3;
}
