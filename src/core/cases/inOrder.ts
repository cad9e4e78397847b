import type { PriorityPart } from '../../contract/weights.ts';
import type { Db } from '../db/open.ts';
import type { Tx } from '../db/write.ts';
import { queueOf, reads } from '../queues/routing.ts';
import { pointsOf, weigh } from '../queues/weigh.ts';
import { readHeads, readOn, type Candidate, type Found, type Reach } from './candidates.ts';
import type { Asker } from './servant.ts';

/** A case that may be served, with what it weighs at this moment. */
export type Weighed = { row: Found; because: PriorityPart[]; points: number; /** 0: kept for the person, 2: handed back by them, served last. */ rank: 0 | 1 | 2 };

/** While cases are being put into other queues, so many of each line are gone through for one that is for the person; whatever is left comes when they stand where they belong. */
const mostWhilePlacing = 20_000;

/**
 * The cases that may be served to a person, to the last one: what is kept for them, then what is free, each heaviest first, and last what
 * they handed back themselves. Lines are read on as far as it takes. `turnedAway` is told how many were met that are in queues the person
 * is not served, by their ids.
 */
export async function* inOrder(db: Db | Tx, asker: Asker, now: number, turnedAway: Map<string, number>): AsyncGenerator<Weighed> {
  const seen = new Set<string>();
  const { rows, lines } = await readHeads(db, asker, now);
  const found: Weighed[] = [];
  const add = (more: readonly Found[]) => {
    for (const row of more) {
      if (seen.has(row.caseId)) continue;
      seen.add(row.caseId);
      if (isFor(row, asker, now, turnedAway)) found.push(weighed(row, asker, now));
    }
    found.sort((a, b) => a.rank - b.rank || b.points - a.points || a.row.number - b.row.number);
  };
  add(rows);
  for (;;) {
    const [best] = found;
    const behind = lines.filter((line) => isToRead(line, asker) && mayHoldBetter(line, best, found, asker));
    for (const line of behind) add(await readOn(db, asker, line, now));
    if (behind.length > 0) continue;
    if (best === undefined) return;
    found.shift();
    yield best;
  }
}

function isToRead({ isDone, read }: Reach, { plan }: Asker): boolean {
  return !isDone && !(plan.isPlacing && read >= mostWhilePlacing);
}

/** Whether what was not read yet of a line may come before the best that was found. */
function mayHoldBetter({ place, after }: Reach, best: Weighed | undefined, found: readonly Weighed[], { plan }: Asker): boolean {
  if (best === undefined || best.rank === 2) return true;
  // Kept points are of two kinds while cases are being weighed anew, and say nothing.
  if (best.rank === 0 || plan.isPlacing || found.some(({ row }) => row.line === place)) return false;
  return after === null || after.priority > best.points || (after.priority === best.points && after.number < best.row.number);
}

function weighed(row: Found, asker: Asker, now: number): Weighed {
  const isOwn = isKept(row, asker, now);
  const because = [...(isOwn ? [keptPart(row)] : []), ...weigh(row, asker.plan.weights, now)];
  return { row, because, points: pointsOf(because), rank: isOwn ? 0 : asker.skipped.has(row.caseId) ? 2 : 1 };
}

function isKept(row: Candidate, { personId }: Asker, now: number): boolean {
  return row.keptForPersonId === personId && row.keptUntil !== null && row.keptUntil > now;
}

/** Whether a case may be served to a person as far as their queues and what they passed on say. */
function isFor(row: Candidate, asker: Asker, now: number, turnedAway: Map<string, number>): boolean {
  if (asker.closed.has(row.caseId) || (row.isForLead && !asker.isLead)) return false;
  // Its queue by its facts: while cases are being put into other queues, the one it stands in may not be its own any more.
  const queue = queueOf(asker.plan, row);
  const unserved = queue && asker.unserved.get(queue.queueId);
  if (isKept(row, asker, now)) return unserved?.why !== 'full';
  const isUnread = !reads(queue, row.language, asker);
  if (queue && (unserved || isUnread)) turnedAway.set(queue.queueId, (turnedAway.get(queue.queueId) ?? 0) + 1);
  return asker.skipped.get(row.caseId) !== false && !unserved && !isUnread;
}

function keptPart(row: Candidate): PriorityPart {
  return { code: 'kept', words: row.cameBackWords === null ? 'kept for you' : `kept for you: ${lowerFirst(row.cameBackWords)}`, points: 300 };
}

function lowerFirst(words: string): string {
  return words.charAt(0).toLowerCase() + words.slice(1);
}
