/** A piece of a text: plain words, or the label of something that is cited. */
export type CitedPart = { words: string; label: string | null };

/** A text cut where it cites one of these labels, such as B-1 or B-1.2; put together again it is the same text. */
export function citedParts(text: string, labels: readonly string[]): CitedPart[] {
  if (labels.length === 0) return [{ words: text, label: null }];
  const names = [...labels].sort((a, b) => b.length - a.length).map((label) => label.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`));
  // B-1 is not cited by B-12, by B-1.2 nor inside a tracking number.
  const cited = new RegExp(String.raw`(?<![\p{L}\p{N}\-.])(?:${names.join('|')})(?![\p{L}\p{N}\-]|\.\p{N})`, 'gu');
  const parts: CitedPart[] = [];
  let from = 0;
  for (const match of text.matchAll(cited)) {
    if (match.index > from) parts.push({ words: text.slice(from, match.index), label: null });
    parts.push({ words: match[0], label: match[0] });
    from = match.index + match[0].length;
  }
  if (from < text.length) parts.push({ words: text.slice(from), label: null });
  return parts;
}
