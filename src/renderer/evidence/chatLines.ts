/** One message of a chat log: who and when as the log says, or only words; and which lines of the log it stands in, from 1. */
export type ChatLine = { who: string | null; when: string | null; words: string; from: number; to: number };

const dated = /^\[?(\d{1,4}[-./]\d{1,2}[-./]\d{1,4}[T,\s]+\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?(?:\s?(?:Z|[AP]M|UTC|[+-]\d{2}:?\d{2}))?)\]?[\s,–-]*([^:\n]{1,80}):\s(.*)$/iu;
const named = /^([\p{L}][^:\n]{0,40}):\s(.+)$/u;

/** A chat log as messages; a line that names nobody belongs to the message above it. Nothing is dropped. */
export function chatLines(text: string): ChatLine[] {
  const lines: ChatLine[] = [];
  text.split('\n').forEach((whole, index) => {
    const at = { from: index + 1, to: index + 1 };
    // An old log ends its lines with a carriage return alone; for the count of lines they are one.
    for (const line of whole.replace(/\r$/, '').split('\r')) {
      const withTime = dated.exec(line);
      const withName = withTime ? null : named.exec(line);
      const last = lines.at(-1);
      if (withTime) lines.push({ who: withTime[2]!.trim(), when: withTime[1]!, words: withTime[3]!, ...at });
      else if (withName) lines.push({ who: withName[1]!.trim(), when: null, words: withName[2]!, ...at });
      else if (last) last.words += `\n${line}`;
      else if (line.trim() !== '') lines.push({ who: null, when: null, words: line, ...at });
      const now = lines.at(-1);
      if (now && line.trim() !== '') now.to = index + 1;
    }
  });
  for (const line of lines) line.words = line.words.replace(/\n+$/, '');
  return lines;
}
