import type { Db } from '../db/open.ts';
import { DeskError } from '../fault.ts';
import { bookOfCase } from './caseBook.ts';
import type { CaseRecord } from './lifeCycle.ts';

const dayMs = 24 * 60 * 60_000;
/** Nobody is given less or more time than this to answer. */
const leastMs = 60 * 60_000;
const mostDays = 90;

/** Until when a party may answer what it is asked now: the moment the mediator names (ms UTC), or what the policy gives. BAD_INPUT for one that nobody can keep. */
export async function answerDue(db: Db, row: Pick<CaseRecord, 'caseId' | 'openedAt' | 'receivedAt'>, named: number | null, now: number): Promise<number> {
  if (named === null) return now + (await bookOfCase(db, row)).timeLimits.informationRequest * dayMs;
  if (named < now + leastMs) throw new DeskError('BAD_INPUT', 'Give the party at least an hour: choose a later day.');
  if (named > now + mostDays * dayMs) throw new DeskError('BAD_INPUT', `A case waits for at most ${mostDays} days: choose an earlier day.`);
  return named;
}

/** Until when a case that came back is kept for whoever asked: about one working day. */
export function keptUntil(now: number): number {
  return now + dayMs;
}
