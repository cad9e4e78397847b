import type { CaseFile } from '../../contract/caseFile.ts';
import type { Deadline, Notice } from '../../contract/deadlines.ts';
import type { Question } from '../../contract/questions.ts';
import type { Actor, Adversary } from '../../contract/vocabulary.ts';

/** What may show that a side was told of its time. */
export type NoticeRecords = Pick<CaseFile, 'openedAt' | 'messages'> & {
  history: { at: number | null; by: Actor | null; action: string; words: string | null }[];
  /** Languages of the letters that carried questions, by what was asked together and its side. */
  letterLanguages: ReadonlyMap<string, string>;
};

const day = 24 * 60 * 60_000;

/** A question that went out to its side is notice by the desk, from the moment it was sent. One that waits to be sent is none. */
export function noticesOfQuestion(asked: Question, { letterLanguages }: NoticeRecords): Notice[] {
  if (asked.sentAt === null) return [];
  return [{ by: 'desk', kind: 'letter', at: asked.sentAt, language: letterLanguages.get(`${asked.askId}:${asked.to}`) ?? null, words: asked.text, refId: asked.questionId }];
}

/**
 * What the source recorded of telling a side of its time: a message of the platform or of a mediator to that side since the dispute was opened, or
 * an entry of its history that says so (`notice_served`, `seller_notified`). That the source states a date proves nothing: nobody need have been told.
 */
export function noticesOfSource(side: Adversary, { openedAt, messages, history }: NoticeRecords, dueAt: number): Notice[] {
  const isInTime = (at: number | null): at is number => at !== null && at <= dueAt && (openedAt === null || at >= openedAt);
  const told = messages.flatMap(({ from, to, sentAt, language, original, translation, messageId }): Notice[] =>
    (from === 'platform' || from === 'mediator') && to === side && isInTime(sentAt)
      ? [{ by: 'source', kind: 'message', at: sentAt, language, words: translation ?? original, refId: messageId }]
      : [],
  );
  const recorded = history.flatMap(({ at, by, action, words }): Notice[] =>
    isInTime(at) && by !== 'buyer' && by !== 'seller' && saysServed(side, action, words)
      ? [{ by: 'source', kind: 'record', at, language: null, words: words ?? action.replaceAll('_', ' '), refId: null }]
      : [],
  );
  return [...told, ...recorded].sort((a, b) => a.at - b.at);
}

/** Whether an entry tells of notice to this side; one that names neither is that of the dispute, which goes to the seller. */
function saysServed(side: Adversary, action: string, words: string | null): boolean {
  const said = action.replaceAll('_', ' ');
  if (!/\b(notice|notified|served)\b/i.test(said) || /\b(not|undelivered|failed|bounced)\b/i.test(said)) return false;
  const named = (['buyer', 'seller'] as const).filter((one) => new RegExp(`\\b${one}\\b`, 'i').test(`${said} ${words ?? ''}`));
  return named.length === 0 ? side === 'seller' : named.includes(side);
}

/**
 * The notice that lets a passed time count against its side: by the desk, sent so early that all the days it gave were left (to the day);
 * by the source, at least a day before the end. Null when there is none.
 */
export function proofOf({ notices, startedAt, dueAt, statedDueAt, from }: Deadline): Notice | null {
  const given = from === 'desk' && startedAt !== null ? (statedDueAt ?? dueAt) - startedAt : day;
  return notices.find((notice) => dueAt - notice.at >= (from === 'desk' ? given - day : given)) ?? null;
}
