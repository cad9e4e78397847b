import { mostExtraDays, type Deadline, type DeadlineMove, type Reckoning } from '../../contract/deadlines.ts';
import { afterPause, dueDate, extended, type WorkCalendar } from '../deadlines/workingDays.ts';
import { DeskError } from '../fault.ts';
import { pauseOf } from './deadlineMoves.ts';

export type DeadlineAct = 'extend' | 'pause' | 'resume';
/** A move about to be made. */
export type PlannedMove = Pick<DeadlineMove, 'kind' | 'days' | 'untilAt' | 'dueBefore' | 'dueAt' | 'reckoning'>;

/**
 * What an act does to a deadline at `now`: extend adds working days to its end (to now, when that is past); pause stops it for working days at
 * the most, so that its end moves to where it would be if nobody let it go on before; resume counts from now. Pure. Throws NOT_ALLOWED_NOW.
 */
export function planMove(deadline: Deadline, act: DeadlineAct, days: number, calendar: WorkCalendar, now: number): PlannedMove {
  requireMovable(deadline, act);
  const { moves, dueAt } = deadline;
  const move = (kind: DeadlineMove['kind'], reckoning: Reckoning, untilAt: number | null, given: number): PlannedMove => ({ kind, days: given, untilAt, dueBefore: dueAt, dueAt: reckoning.dueAt, reckoning });
  if (act === 'resume') {
    const pause = pauseOf(moves, now);
    if (!pause?.dueBefore) throw notNow('This time does not stand still.');
    const reckoning = afterPause(pause.dueBefore, pause.at, now, calendar);
    return move('resumed', reckoning, null, reckoning.days);
  }
  requireRoom(moves, act === 'extend' ? 'extended' : 'paused', days);
  if (act === 'extend') return move('extended', extended(Math.max(dueAt, now), days, calendar), null, days);
  const untilAt = dueDate(now, days, calendar).dueAt;
  return move('paused', afterPause(dueAt, now, untilAt, calendar), untilAt, days);
}

function requireMovable({ party, state, from }: Deadline, act: DeadlineAct): void {
  if (party !== 'buyer' && party !== 'seller') throw notNow('Only the time of the buyer or of the seller can be moved.');
  if (state === 'met') throw notNow('This time is over: the answer is there.');
  if (state === 'withdrawn') throw notNow('The question was taken back, so nobody has to answer it.');
  if (state === 'paused' && act !== 'resume') throw notNow('This time stands still. Let it go on first.');
  if (state === 'passed' && act === 'pause') throw notNow('This time is over and cannot be paused; it can be extended.');
  if (state === 'passed' && from === 'desk') throw notNow('The time of this question is over. Ask again.');
}

/** All extensions of a deadline together, and all its pauses, have a limit: a case must come to its end. */
function requireRoom(moves: readonly DeadlineMove[], kind: 'extended' | 'paused', days: number): void {
  const gone = moves.filter((one) => one.kind === kind).reduce((sum, one) => sum + one.days, 0);
  if (gone + days <= mostExtraDays) return;
  const what = kind === 'extended' ? 'extended by' : 'paused for';
  throw notNow(`A time can be ${what} ${mostExtraDays} working days in all; ${gone} are used, so ${mostExtraDays - gone} are left.`);
}

function notNow(message: string): DeskError {
  return new DeskError('NOT_ALLOWED_NOW', message);
}
