import { DeskError, diskFault, hasCode, sayError } from '../fault.ts';
import { LineFault } from '../refunds/lineFault.ts';
import type { Thing } from './refusals.ts';
import { FeedRefused, firstRetryMs } from './refused.ts';
import { takeDispute, type Came, type Look } from './takeDispute.ts';
import { takeReply } from './takeReply.ts';
import { takeReturn } from './takeReturn.ts';
import type { Told } from './told.ts';

/** Fetches what an event names, as it is now, and does what follows from it; doing it twice changes nothing. */
export async function takeThing(look: Look, told: Told, { thing, about }: Thing): Promise<Came> {
  if (thing === 'dispute') return takeDispute(look, about);
  if (thing === 'reply') return takeReply(look, about);
  if (thing === 'return') return takeReturn(look, told, about);
  await told[thing](look.desk, about);
  return 'taken';
}

/** The things in the order of their first mention, each once; disputes first, because all else is about them. */
export function distinct(things: readonly Thing[]): Thing[] {
  const byKey = new Map(things.map((one) => [keyOf(one), one]));
  const all = [...byKey.values()];
  return [...all.filter(({ thing }) => thing === 'dispute'), ...all.filter(({ thing }) => thing !== 'dispute')];
}

/** One thing in one word. */
export function keyOf({ thing, about }: Pick<Thing, 'thing' | 'about'>): string {
  return `${thing} ${about}`;
}

/**
 * Whether a fault is that of the thing and of nothing else, so that the feed goes on without it; null for faults of the line and of the disk.
 * `tries`: how often the feed broke off at this thing before.
 */
export function asRefusal(error: unknown, tries: number): FeedRefused | null {
  if (error instanceof FeedRefused) return error;
  if (error instanceof LineFault) {
    if (error.verdict === 'refused') return new FeedRefused(error.code, error.message);
    if (error.code === 'BAD_ANSWER') return new FeedRefused(error.code, error.message, firstRetryMs);
    // A marketplace that fails at one thing again and again must not keep all others from the desk.
    return error.verdict === 'unsure' && tries >= mostTries ? new FeedRefused(error.code, error.message, firstRetryMs) : null;
  }
  if (diskFault(error) !== null || ['DISK_FULL', 'SQLITE_IOERR', 'SQLITE_BUSY', 'EIO', 'EROFS', 'EDQUOT'].some((code) => hasCode(error, code))) return null;
  return error instanceof DeskError ? new FeedRefused(error.code, error.message) : new FeedRefused('NOT_STORED', `This could not be taken in: ${sayError(error)}`, firstRetryMs);
}

const mostTries = 2;
