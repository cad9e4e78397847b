import { eq } from 'drizzle-orm';
import { adversaries, type Adversary } from '../../contract/vocabulary.ts';
import { disputeCase } from '../db/schema/disputeCase.ts';
import type { Tx } from '../db/write.ts';
import { deskItself } from '../desk.ts';

/** `{side}` and `{name}` are filled in; `tells`: it tells of a ruling, and is hidden from whom rulings are hidden. */
type Activity = { words: string; tells?: true };

/**
 * What counts as news of a case, by action of the log. Whose hands a case is in, what it is called or tagged, and reviews of rulings are no
 * news: a case that was taken and handed back has nothing in it that somebody missed.
 */
const activities: Readonly<Record<string, Activity>> = {
  'case.received': { words: 'came in' },
  'case.updated': { words: 'sent again by its source' },
  'case.accepted': { words: 'accepted as it is by {name}' },
  'case.triageCame': { words: 'triage notes came' },
  'case.escalated': { words: 'handed to a lead by {name}' },
  'case.escalationEnded': { words: 'given back by {name}' },
  'case.freed': { words: 'freed by {name}' },
  'case.mergedHere': { words: 'another case merged into it' },
  'case.withdrawn': { words: 'withdrawn' },
  'case.ineligible': { words: 'closed as ineligible by {name}' },
  'case.merged': { words: 'merged into another case' },
  'case.closed': { words: 'final' },
  'note.added': { words: 'note by {name}' },
  'exhibit.erased': { words: 'exhibit erased by {name}' },
  'exhibits.disclosed': { words: 'exhibits shown by {name}' },
  'deadline.extended': { words: 'time extended by {name}' },
  'deadline.paused': { words: 'time paused by {name}' },
  'deadline.resumed': { words: 'time goes on' },
  'question.asked': { words: 'question by {name}' },
  'question.undone': { words: 'question taken back by {name}' },
  'question.withdrawn': { words: 'question taken back by {name}' },
  'question.lapsed': { words: 'no answer in time' },
  'answer.received': { words: '{side} answered' },
  'offer.put': { words: 'offer put by {name}' },
  'offer.undone': { words: 'offer taken back by {name}' },
  'offer.withdrawn': { words: 'offer taken back by {name}' },
  'offer.accepted': { words: '{side} accepted the offer' },
  'offer.rejected': { words: '{side} rejected the offer' },
  'offer.lapsed': { words: 'offer lapsed' },
  'appeal.received': { words: '{side} appealed' },
  'correction.opened': { words: 'correction opened' },
  'settlement.staged': { words: 'settlement staged', tells: true },
  'settlement.refused': { words: 'settlement cannot be paid', tells: true },
  'settlement.tookEffect': { words: 'settled', tells: true },
  'ruling.staged': { words: 'ruling staged by {name}', tells: true },
  'ruling.undone': { words: 'ruling taken back by {name}', tells: true },
  'ruling.tookEffect': { words: 'ruling took effect', tells: true },
  'ruling.fellBack': { words: 'ruling fell back', tells: true },
  'ruling.held': { words: 'ruling held', tells: true },
  'ruling.approved': { words: 'ruling approved by {name}', tells: true },
  'ruling.returned': { words: 'ruling returned by {name}', tells: true },
  'ruling.takenOver': { words: '{name} rules otherwise', tells: true },
  'approval.voided': { words: 'ruling held again', tells: true },
  'approval.undone': { words: 'approval taken back by {name}', tells: true },
  'refund.settled': { words: 'refund paid', tells: true },
  'refund.failed': { words: 'refund failed', tells: true },
  'refund.unknown': { words: 'refund not known to have arrived', tells: true },
  'letter.failed': { words: 'letter could not be delivered', tells: true },
  'return.noted': { words: 'news of the return', tells: true },
  'return.decided': { words: 'return decided by {name}', tells: true },
  'return.extended': { words: 'return extended by {name}', tells: true },
  'return.lapsed': { words: 'return did not come', tells: true },
};

/** Keeps on the case what an entry of the log says happened to it, in the transaction of the entry. A derived fact: no new version. */
export async function noteActivity(tx: Tx, note: { by: { personId: string }; action: string; caseId?: string; side?: Adversary }): Promise<void> {
  if (note.caseId === undefined || !Object.hasOwn(activities, note.action)) return;
  const lastActivity = note.side === undefined ? note.action : `${note.action}:${note.side}`;
  const lastActivityBy = note.by.personId === deskItself.personId ? null : note.by.personId;
  await tx.update(disputeCase).set({ lastActivityAt: tx.now, lastActivity, lastActivityBy }).where(eq(disputeCase.caseId, note.caseId));
}

/** A kept activity in words for people, "seller answered"; null for one that is not known. `name`: who did it, of the desk. */
export function sayActivity(kept: string | null, name: string | null): string | null {
  const [action = '', side = ''] = kept?.split(':') ?? [];
  const words = Object.hasOwn(activities, action) ? activities[action]?.words : undefined;
  if (words === undefined) return null;
  const who = adversaries.find((one) => one === side);
  return words.replace('{side}', who ?? 'a side').replace('{name}', name ?? 'the desk');
}

/** The kept activities that tell of a ruling. */
export const tellingActivities: readonly string[] = Object.entries(activities).flatMap(([action, { tells }]) => (tells ? [action] : []));
