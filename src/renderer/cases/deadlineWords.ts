import type { CalendarDay, Deadline, DeadlineMove, Notice, Reckoning } from '../../contract/deadlines.ts';
import { exactWords } from '../ui/time.ts';
import type { Tone } from '../ui/tone.ts';
import { languageWords } from './languageWords.ts';

export const deadlineStateWords: Record<Deadline['state'], string> = { open: 'Runs', paused: 'Stands still', met: 'Answered', passed: 'Passed', withdrawn: 'Taken back' };
export const deadlineStateTones: Record<Deadline['state'], Tone> = { open: 'info', paused: 'attention', met: 'done', passed: 'danger', withdrawn: 'plain' };
export const deadlineFromWords: Record<Deadline['from'], string> = { source: 'from the source', rule: 'from the rules', desk: 'set by this desk' };

const dayFormat = new Intl.DateTimeFormat('en-GB', { weekday: 'short', day: 'numeric', month: 'short', timeZone: 'UTC' });

/** A date of a calendar, whatever zone it is in: 'Thu 1 Oct'. */
export function dayWords(date: string): string {
  return dayFormat.format(Date.parse(`${date}T00:00:00Z`)).replace(',', '');
}

/** What a day does on the way to the end: 'day 2', 'National Day', 'day 3: Saturday, worked in return for National Day'. */
export function stepWords({ counted, off, name, date }: CalendarDay): string {
  if (off === 'start') return 'begins';
  if (counted === null) return name ?? 'free';
  const isPlain = name === null || dayWords(date).startsWith(name.slice(0, 3)) && !name.includes(',');
  const day = counted === 0 ? 'the same day' : `day ${counted}`;
  return isPlain ? day : `${day}: ${name}`;
}

/** How many working days, in whose calendar and zone: the line above the days. */
export function reckoningWords({ days, country, zone }: Reckoning): string {
  return `${workingDays(days)} after the day it begins, as worked in ${country ?? 'an unknown country'}; the day ends in ${zone.replaceAll('_', ' ')}.`;
}

/** The way to the end in lines, for hovering; days passed over next to each other for the same reason share a line. */
export function reckoningLines(reckoning: Reckoning): string[] {
  const lines = reckoning.steps.map((step) => `${dayWords(step.date)}: ${step.counted === null && step.off !== 'start' ? `skipped, ${stepWords(step)}` : stepWords(step)}`);
  const shown = lines.length > 12 ? [...lines.slice(0, 6), `${lines.length - 11} more days`, ...lines.slice(-5)] : lines;
  return [reckoningWords(reckoning), ...shown, ...reckoning.notes];
}

/** '1 working day', '3 working days'. */
export function workingDays(days: number): string {
  return `${days} working ${days === 1 ? 'day' : 'days'}`;
}

/** What a move did: 'Extended by 2 working days'. */
export function moveWords({ kind, days }: Pick<DeadlineMove, 'kind' | 'days'>): string {
  if (kind === 'set') return `Set to ${workingDays(days)}`;
  if (kind === 'extended') return `Extended by ${workingDays(days)}`;
  return kind === 'paused' ? `Paused for ${workingDays(days)} at the most` : `Goes on with ${workingDays(days)} left`;
}

/** What a notice was and in which language: 'Letter of this desk, in Japanese'. */
export function noticeWords({ by, kind, language }: Pick<Notice, 'by' | 'kind' | 'language'>): string {
  const what = kind === 'letter' ? 'Letter' : kind === 'message' ? 'Message' : 'Record';
  return `${what} of ${by === 'desk' ? 'this desk' : 'the source'}${language === null ? '' : `, in ${languageWords(language)}`}`;
}

/** Sums of what extensions and pauses gave so far; null where there are none. */
export function movedSoFar(moves: readonly DeadlineMove[]): string | null {
  const some = (kind: DeadlineMove['kind'], one: string) => {
    const count = moves.filter((move) => move.kind === kind).length;
    return count === 0 ? null : `${one} ${count === 1 ? 'once' : count === 2 ? 'twice' : `${count} times`}`;
  };
  return [some('extended', 'extended'), some('paused', 'paused')].filter((part) => part !== null).join(', ') || null;
}

/** A stretch of a deadline's time, in ms UTC and as shares of the whole. */
export type Stretch = { kind: 'runs' | 'rests'; from: number; to: number; start: number; share: number };

/** The time of a deadline as stretches in which it ran or stood still, from its beginning to its end; empty when its beginning is not known. */
export function stretchesOf({ startedAt, dueAt, moves }: Pick<Deadline, 'startedAt' | 'dueAt' | 'moves'>): Stretch[] {
  if (startedAt === null || startedAt >= dueAt) return [];
  const rests = moves.flatMap((move, index) => {
    if (move.kind !== 'paused' || move.untilAt === null) return [];
    const next = moves[index + 1];
    return [{ from: Math.max(startedAt, move.at), to: Math.min(next?.kind === 'resumed' ? next.at : move.untilAt, dueAt) }];
  });
  const stretches: Stretch[] = [];
  const add = (kind: Stretch['kind'], from: number, to: number) => {
    if (to > from) stretches.push({ kind, from, to, start: (from - startedAt) / (dueAt - startedAt), share: (to - from) / (dueAt - startedAt) });
  };
  let at = startedAt;
  for (const rest of rests) {
    add('runs', at, rest.from);
    add('rests', rest.from, rest.to);
    at = Math.max(at, rest.to);
  }
  add('runs', at, dueAt);
  return stretches;
}

/** The end of a deadline with the day of its party, for reading aloud and hovering. */
export function endWords({ dueAt, reckoning }: Pick<Deadline, 'dueAt' | 'reckoning'>): string {
  return reckoning ? `${exactWords(dueAt, reckoning.zone)} in ${reckoning.zone.replaceAll('_', ' ')}` : exactWords(dueAt);
}
