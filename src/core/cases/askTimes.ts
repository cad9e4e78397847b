import { offBy } from '../deadlines/calendars.ts';
import { dueDate } from '../deadlines/workingDays.ts';
import { DeskError } from '../fault.ts';

const dayMs = 24 * 60 * 60_000;
/** Nobody is given less or more time than this to answer. */
const leastMs = 60 * 60_000;
const mostDays = 90;

/** The end a mediator names for an answer (ms UTC). BAD_INPUT for one that nobody can keep. */
export function requireKeepable(named: number, now: number): number {
  if (named < now + leastMs) throw new DeskError('BAD_INPUT', 'Give the party at least an hour: choose a later day.');
  if (named > now + mostDays * dayMs) throw new DeskError('BAD_INPUT', `A case waits for at most ${mostDays} days: choose an earlier day.`);
  return named;
}

/** The desk's own week: its people are of many places, so no holiday is free for all of them. */
const week = { country: null, zone: 'UTC', notes: [], dayOff: offBy(new Set([6, 7]), () => null) };

/** Until when a case that came back is kept for whoever asked: the end of the next working day. */
export function keptUntil(now: number): number {
  return dueDate(now, 1, week).dueAt;
}
