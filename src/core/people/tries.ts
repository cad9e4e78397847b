import { createHmac, randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { writeDurably } from '../durableFile.ts';
import { DeskError } from '../fault.ts';
import { jsonOrNull } from '../jsonOrNull.ts';
import { nameKey } from './nameKey.ts';

/** Name of the file in the data folder that counts wrong passphrases, so that a restart does not forget them. It names nobody. */
export const triesFile = 'tries.json';

const Count = z.strictObject({ wrong: z.int(), at: z.number(), until: z.number() });
const Tries = z.strictObject({ salt: z.string().regex(/^[0-9a-f]{64}$/), names: z.record(z.string(), Count), desk: Count });
type Count = z.infer<typeof Count>;
type Tries = z.infer<typeof Tries>;

/** Wrong tries that are answered at once: for one name, and for all names together. */
const free = { name: 5, desk: 50 };
const firstWaitMs = 30_000;
const longestWaitMs = 15 * 60_000;
/** Nobody tried for so long: counting begins anew. */
const forgottenAfterMs = { name: 24 * 3_600_000, desk: 15 * 60_000 };
const mostNames = 5_000;

/**
 * Counts a try before it is looked at, so that many at once are no way around; `tryIsRight` takes it back. Throws TOO_MANY_TRIES with the
 * moment from which on to try again.
 */
export function beginTry(dataDir: string, name: string, now: number): void {
  const tries = read(dataDir);
  const tag = tagOf(tries, name);
  const own = standing(tries.names[tag], now, forgottenAfterMs.name);
  const all = standing(tries.desk, now, forgottenAfterMs.desk);
  const until = Math.max(own.until, all.until);
  if (until > now) {
    const seconds = Math.ceil((until - now) / 1_000);
    throw new DeskError('TOO_MANY_TRIES', `Too many wrong passphrases. Wait ${seconds < 90 ? `${seconds} seconds` : `${Math.ceil(seconds / 60)} minutes`} and try again.`, { until });
  }
  const names = Object.entries({ ...tries.names, [tag]: counted(own, now, free.name) });
  const kept = names.filter(([, count]) => now - count.at < forgottenAfterMs.name).sort(([, a], [, b]) => b.at - a.at);
  write(dataDir, { ...tries, names: Object.fromEntries(kept.slice(0, mostNames)), desk: counted(all, now, free.desk) });
}

/** Forgets the wrong tries for a name, because the right passphrase came. Returns how many there were. */
export function tryIsRight(dataDir: string, name: string): number {
  const tries = read(dataDir);
  const tag = tagOf(tries, name);
  const { [tag]: own, ...names } = tries.names;
  write(dataDir, { ...tries, names, desk: { ...tries.desk, wrong: Math.max(0, tries.desk.wrong - 1), until: 0 } });
  return Math.max(0, (own?.wrong ?? 1) - 1);
}

const none: Count = { wrong: 0, at: 0, until: 0 };

/** What still counts; a clock that was set back cannot make a wait longer than the longest. */
function standing(count: Count | undefined, now: number, forgottenAfter: number): Count {
  if (!count || now - count.at >= forgottenAfter) return none;
  return { ...count, until: Math.min(count.until, now + longestWaitMs) };
}

function counted(count: Count, now: number, freeTries: number): Count {
  const wrong = count.wrong + 1;
  const waitMs = wrong < freeTries ? 0 : Math.min(longestWaitMs, firstWaitMs * 2 ** Math.min(20, wrong - freeTries));
  return { wrong, at: now, until: now + waitMs };
}

function tagOf(tries: Tries, name: string): string {
  return createHmac('sha256', Buffer.from(tries.salt, 'hex')).update(nameKey(name)).digest('hex');
}

function read(dataDir: string): Tries {
  const path = join(dataDir, triesFile);
  // One that is not as the desk wrote it begins anew: whoever can write into the folder needs no tries.
  const kept = existsSync(path) ? Tries.safeParse(jsonOrNull(readFileSync(path, 'utf8'))) : null;
  return kept?.success ? kept.data : { salt: randomBytes(32).toString('hex'), names: {}, desk: none };
}

function write(dataDir: string, tries: Tries): void {
  writeDurably(join(dataDir, triesFile), JSON.stringify(tries));
}
