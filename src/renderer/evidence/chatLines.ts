/** One line of a chat log: who and when as the log says, or only words. */
export type ChatLine = { who: string | null; when: string | null; words: string };

const dated = /^\[?(\d{1,4}[-./]\d{1,2}[-./]\d{1,4}[T,\s]+\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?(?:\s?(?:Z|[AP]M|UTC|[+-]\d{2}:?\d{2}))?)\]?[\s,–-]*([^:\n]{1,80}):\s(.*)$/iu;
const named = /^([\p{L}][^:\n]{0,40}):\s(.+)$/u;

/** A chat log as lines; a line that names nobody belongs to the message above it. Nothing is dropped. */
export function chatLines(text: string): ChatLine[] {
  const lines: ChatLine[] = [];
  for (const line of text.replace(/\r\n?/g, '\n').split('\n')) {
    const withTime = dated.exec(line);
    const withName = withTime ? null : named.exec(line);
    const last = lines.at(-1);
    if (withTime) lines.push({ who: withTime[2]!.trim(), when: withTime[1]!, words: withTime[3]! });
    else if (withName) lines.push({ who: withName[1]!.trim(), when: null, words: withName[2]! });
    else if (last) last.words += `\n${line}`;
    else if (line.trim() !== '') lines.push({ who: null, when: null, words: line });
  }
  for (const line of lines) line.words = line.words.replace(/\n+$/, '');
  return lines;
}
