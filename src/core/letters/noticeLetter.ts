import type { Adversary } from '../../contract/vocabulary.ts';
import { compose, type ComposedLetter, type LetterAddress } from './compose.ts';
import { oneLine, paragraphs } from './templates.ts';

/** A time that was moved; moments are ms UTC. */
export type NoticeFacts = LetterAddress & {
  act: 'extended' | 'paused' | 'resumed';
  /** Whose time it is. */
  whose: Adversary;
  /** What the time is for, in the words of the source; null for a question of the desk. */
  action: string | null;
  reason: string;
  dueBefore: number;
  dueAt: number;
  /** When a pause ends by itself. */
  untilAt: number | null;
};

/** The letter that tells one side that a time, its own or the other's, was extended, paused or goes on, and why. */
export function composeNotice({ act, whose, action, reason, dueBefore, dueAt, untilAt, ...address }: NoticeFacts): ComposedLetter {
  return compose('notice', address, ({ moment }) => ({
    act,
    whose,
    isOwn: whose === address.to,
    action: oneLine(action ?? ''),
    reason: paragraphs(reason),
    dueBefore: moment(dueBefore),
    dueAt: moment(dueAt),
    untilAt: untilAt === null ? '' : moment(untilAt),
  }));
}
