import type { CaseRow } from '../../contract/cases.ts';
import type { QueueRule } from '../../contract/queues.ts';
import type { Weights, PriorityPart } from '../../contract/weights.ts';
import { dayMs, hourMs } from './fakeParts.ts';

const perUsd: Record<string, number> = { USD: 1, EUR: 0.92, GBP: 0.79, BRL: 5.4, JPY: 1.5 };
const markets = ['DE', 'US', 'FR', 'JP', 'BR', 'AT'];
const languages = ['de', 'en', 'fr', 'ja', 'pt'];

/** A number that stays the same for a case. */
const numberOf = ({ caseId }: CaseRow): number => [...caseId].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 9_973, 7);

/** The value of a fake case in US cents, by made-up rates (JPY has no cents here). */
export function valueOf({ amount }: CaseRow): number {
  return amount === null ? 0 : Math.round(Number(amount.minor) / (perUsd[amount.currency] ?? 1));
}

/** Where a fake buyer lives and what they write, made up of the case's id. */
export function placeOf(row: CaseRow): { market: string; language: string } {
  return { market: markets[numberOf(row) % markets.length]!, language: languages[numberOf(row) % languages.length]! };
}

/** Whether a rule takes a fake case. */
export function takes(rule: QueueRule, row: CaseRow): boolean {
  const value = valueOf(row);
  const { market, language } = placeOf(row);
  const has = <One extends string>(list: readonly One[], one: One) => list.length === 0 || list.includes(one);
  return (
    has(rule.reasons, row.reason) && has(rule.markets, market) && has(rule.languages, language) && has(rule.sources, row.source) &&
    value >= (rule.valueFrom ?? 0) && value < (rule.valueBelow ?? Infinity)
  );
}

/** The points of a fake case by these weights, as the core gives them. */
export function weigh(row: CaseRow, weights: Weights, now: number): PriorityPart[] {
  const parts: PriorityPart[] = [];
  const left = row.dueAt === null ? Infinity : row.dueAt - now;
  const span = (ms: number) => (ms >= 2 * dayMs ? `${Math.floor(ms / dayMs)} d` : `${Math.max(1, Math.floor(ms / hourMs))} h`);
  const soon = weights.dueSoon.hours * hourMs;
  const age = now - row.receivedAt;
  const add = (code: PriorityPart['code'], words: string, points: number) => points !== 0 && parts.push({ code, words, points });
  if (left <= 0) add('overdue', `overdue by ${span(-left)}`, weights.overdue.base + Math.min(weights.overdue.most, Math.floor(-left / dayMs) * weights.overdue.perDay));
  else if (left <= soon) add('due_soon', `due in ${span(left)}`, Math.round(weights.dueSoon.most * (1 - (2 * left) / (3 * soon))));
  if (row.isHarmful) add('harm', 'somebody may come to harm', weights.harm);
  if (row.appealBy) add('appeal', 'an appeal waits', weights.appeal);
  add('value', 'value at stake', Math.min(weights.value.most, Math.round(weights.value.perPower * Math.log10(Math.max(1, valueOf(row) / 1_000)))));
  add('age', `waiting for ${span(age)}`, Math.min(weights.age.most, Math.floor(age / dayMs) * weights.age.perDay));
  return parts;
}

/** The sum of points. */
export const sumOf = (parts: readonly PriorityPart[]): number => parts.reduce((sum, { points }) => sum + points, 0);
