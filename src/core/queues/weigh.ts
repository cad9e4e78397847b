import type { Weights, PriorityPart } from '../../contract/weights.ts';

const hour = 3_600_000;
const day = 24 * hour;
/** A near deadline counts in so many steps, so that a case changes its place a few dozen times in its life and not every minute. */
const steps = 12;

/** What the weight of a waiting case depends on; times in ms, value in US cents by ordering rates. */
export type Waiting = { dueAt: number | null; answerUntil: number | null; value: number; receivedAt: number; harm: string | null; hasAppeal: boolean };

/** Why a case is served before others, the parts that change with time in whole steps. Pure. */
export function weigh(waiting: Waiting, weights: Weights, now: number): PriorityPart[] {
  const parts: PriorityPart[] = [];
  const say = (code: PriorityPart['code'], points: number, words: string) => {
    if (points !== 0) parts.push({ code, words, points });
  };
  const left = waiting.dueAt === null ? Infinity : waiting.dueAt - now;
  if (left <= 0) say('overdue', weights.overdue.base + Math.min(weights.overdue.most, weights.overdue.perDay * Math.floor(-left / day)), `overdue by ${span(-left)}`);
  else if (left <= weights.dueSoon.hours * hour) say('due_soon', dueSoonPoints(left, weights.dueSoon), `due in ${span(left)}`);
  if (waiting.harm !== null) say('harm', weights.harm, 'somebody may come to harm');
  if (waiting.hasAppeal) say('appeal', weights.appeal, 'appeal or correction waits');
  if (waiting.answerUntil !== null && waiting.answerUntil > now) say('answer_open', -weights.answerOpen, `a party may still answer for ${span(waiting.answerUntil - now)}`);
  say('value', Math.max(0, Math.min(weights.value.most, Math.round(weights.value.perPower * Math.log10(Math.max(1, waiting.value / 1_000))))), 'value at stake');
  say('age', Math.min(weights.age.most, weights.age.perDay * Math.max(0, Math.floor((now - waiting.receivedAt) / day))), `waiting for ${span(now - waiting.receivedAt)}`);
  return parts;
}

/** All of `most` in the last step before a deadline, a third of it in the first. */
function dueSoonPoints(left: number, { most, hours }: Weights['dueSoon']): number {
  const step = Math.ceil((left * steps) / (hours * hour));
  return Math.round(most - ((most * 2) / 3) * ((step - 1) / (steps - 1)));
}

/** The sum of a case's points. */
export function pointsOf(parts: readonly PriorityPart[]): number {
  return parts.reduce((sum, part) => sum + part.points, 0);
}

/** The next moment (ms) at which time alone may change the points of a case; null: never. */
export function nextChange(waiting: Waiting, weights: Weights, now: number): number | null {
  const moments = [waiting.answerUntil ?? 0];
  if (waiting.dueAt !== null) {
    const window = weights.dueSoon.hours * hour;
    const left = waiting.dueAt - now;
    if (left > window) moments.push(waiting.dueAt - window);
    else if (left > 0) moments.push(waiting.dueAt - Math.floor((Math.ceil((left * steps) / window) - 1) * (window / steps)));
    else moments.push(nextDay(waiting.dueAt, weights.overdue, now));
  }
  moments.push(nextDay(waiting.receivedAt, weights.age, now));
  const next = Math.min(...moments.filter((moment) => moment > now));
  return Number.isFinite(next) ? next : null;
}

/** When a part that grows by the day since a moment grows next; never once it has all its points. */
function nextDay(since: number, { perDay, most }: { perDay: number; most: number }, now: number): number {
  const days = Math.max(0, Math.floor((now - since) / day));
  return perDay === 0 || perDay * days >= most ? Infinity : since + (days + 1) * day;
}

function span(ms: number): string {
  if (ms >= 2 * day) return `${Math.floor(ms / day)} d`;
  if (ms >= hour) return `${Math.floor(ms / hour)} h`;
  return `${Math.max(1, Math.floor(ms / 60_000))} min`;
}
