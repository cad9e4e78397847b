import type { Message } from '../../contract/caseFile.ts';
import type { MessageTexts } from '../stores/recordChoices.ts';

/** Messages one party wrote after another on one day, to the same other. */
export type Turn = { from: Message['from']; to: Message['to']; messages: Message[] };

/** A line of the transcript: a new day, days without a word (both ends exclusive, ms), or a party's turn. */
export type TranscriptRow =
  | { type: 'day'; at: number; key: string }
  | { type: 'silence'; days: number; key: string }
  | { type: 'turn'; turn: Turn; key: string };

/** A hit of a search: which message, in which of its two texts, from where to where in UTF-16 units. */
export type TranscriptHit = { messageId: string; text: 'original' | 'translation'; from: number; to: number };

const dayMs = 86_400_000;

/** Turns under day heads; `dayOf` gives the start of a moment's day in the person's zone, so that days are theirs. */
export function transcriptRows(messages: readonly Message[], dayOf: (at: number) => number = startOfDay): TranscriptRow[] {
  const rows: TranscriptRow[] = [];
  let day: number | null = null;
  for (const message of inOrder(messages)) {
    if (message.sentAt !== null) {
      const itsDay = dayOf(message.sentAt);
      const silent = day === null ? 0 : Math.round((itsDay - day) / dayMs) - 1;
      if (silent > 0) rows.push({ type: 'silence', days: silent, key: `silence${itsDay}` });
      if (itsDay !== day) rows.push({ type: 'day', at: itsDay, key: `day${itsDay}` });
      day = itsDay;
    }
    const last = rows.at(-1);
    if (last?.type === 'turn' && last.turn.from === message.from && last.turn.to === message.to) last.turn.messages.push(message);
    else rows.push({ type: 'turn', turn: { from: message.from, to: message.to, messages: [message] }, key: message.messageId });
  }
  return rows;
}

/** The texts of a message that are shown: what was not translated is always shown as it was written. */
export function shownTexts(message: Pick<Message, 'translation'>, texts: MessageTexts): ('original' | 'translation')[] {
  if (message.translation === null) return ['original'];
  return texts === 'both' ? ['original', 'translation'] : [texts];
}

/** True for a text of more than about eight lines: it is folded until asked for. */
export function isLong(text: string): boolean {
  return text.length > 480 || text.split('\n').length > 8;
}

/** Every place where the words stand in what is shown, in reading order, without regard to case; nothing for blank words. */
export function transcriptHits(messages: readonly Message[], words: string, texts: MessageTexts = 'both'): TranscriptHit[] {
  const needle = words.trim();
  if (needle === '') return [];
  const pattern = new RegExp(needle.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`), 'giu');
  const hits: TranscriptHit[] = [];
  for (const message of inOrder(messages)) {
    for (const text of shownTexts(message, texts)) {
      for (const match of (message[text] ?? '').matchAll(pattern)) {
        hits.push({ messageId: message.messageId, text, from: match.index, to: match.index + match[0].length });
      }
    }
  }
  return hits;
}

/** Start of the day of a moment, in the zone of this machine. */
export function startOfDay(at: number): number {
  return new Date(at).setHours(0, 0, 0, 0);
}

function inOrder(messages: readonly Message[]): Message[] {
  let lastAt = Number.NEGATIVE_INFINITY;
  return messages
    .map((message) => ({ message, at: (lastAt = message.sentAt ?? lastAt) }))
    .sort((a, b) => (a.at === b.at ? 0 : a.at - b.at))
    .map(({ message }) => message);
}
