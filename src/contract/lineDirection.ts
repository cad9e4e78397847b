/** Languages whose letters run from the right. */
const fromTheRight = new Set(['ar', 'he', 'fa', 'ur']);
const rightLetters = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}]/u;

/**
 * The direction one line of a letter runs in. A line runs as its letter does, unless all its writing runs the other way: then it is somebody's
 * own words, such as reasons in English in an Arabic letter. What stands in isolates says nothing (UAX 9, P2).
 */
export function lineDirection(line: string, language: string): 'ltr' | 'rtl' {
  const letters = line.replaceAll(/[\u2066-\u2068][^\u2066-\u2069]*\u2069/g, '').match(/\p{L}/gu) ?? [];
  const right = letters.filter((one) => rightLetters.test(one)).length;
  if (fromTheRight.has(language)) return right > 0 || letters.length === 0 ? 'rtl' : 'ltr';
  return right === letters.length && right > 0 ? 'rtl' : 'ltr';
}
