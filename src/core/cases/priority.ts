import type { PriorityPart } from '../../contract/caseFile.ts';

const hour = 3_600_000;
const day = 24 * hour;

/** What the weight of a waiting case depends on; times in ms, value in US cents by ordering rates. */
export type Waiting = { dueAt: number | null; answerUntil: number | null; value: number; receivedAt: number };

/**
 * Why a case is served before others: overdue 100 and 1 a day more, due within two days up to 60, value up to 30 (10 for each
 * power of ten above USD 10), age 2 a day up to 20; a case that cannot be ruled yet, because a party may still answer, 200 less. Pure.
 */
export function weigh(waiting: Waiting, now: number): PriorityPart[] {
  const parts: PriorityPart[] = [];
  const left = waiting.dueAt === null ? Infinity : waiting.dueAt - now;
  if (left <= 0) parts.push({ code: 'overdue', words: `overdue by ${span(-left)}`, points: 100 + Math.min(30, Math.floor(-left / day)) });
  else if (left <= 2 * day) parts.push({ code: 'due_soon', words: `due in ${span(left)}`, points: Math.round(60 - (40 * left) / (2 * day)) });
  if (waiting.answerUntil !== null && waiting.answerUntil > now) {
    parts.push({ code: 'answer_open', words: `a party may still answer for ${span(waiting.answerUntil - now)}`, points: -200 });
  }
  const value = Math.min(30, Math.round(10 * Math.log10(Math.max(1, waiting.value / 1_000))));
  if (value > 0) parts.push({ code: 'value', words: 'value at stake', points: value });
  const age = Math.min(20, 2 * Math.floor((now - waiting.receivedAt) / day));
  if (age > 0) parts.push({ code: 'age', words: `waiting for ${span(now - waiting.receivedAt)}`, points: age });
  return parts;
}

/** The sum of a case's points. */
export function pointsOf(parts: PriorityPart[]): number {
  return parts.reduce((sum, part) => sum + part.points, 0);
}

function span(ms: number): string {
  if (ms >= 2 * day) return `${Math.floor(ms / day)} d`;
  if (ms >= hour) return `${Math.floor(ms / hour)} h`;
  return `${Math.max(1, Math.floor(ms / 60_000))} min`;
}
