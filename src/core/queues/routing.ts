import type { QueueRule } from '../../contract/queues.ts';
import type { unservedWhy } from '../../contract/queueParts.ts';
import type { Reason } from '../../contract/vocabulary.ts';
import type { Plan, PlannedQueue } from './plan.ts';

/** What a rule asks of a case; value in US cents by ordering rates. */
export type Routed = { reason: Reason; market: string | null; language: string | null; source: string; value: number };

/** Whether a rule takes a case: every part that is given must fit. Pure. */
export function takes(rule: QueueRule, { reason, market, language, source, value }: Routed): boolean {
  const fits = <Word extends string>(words: readonly Word[], word: Word | null) => words.length === 0 || (word !== null && words.includes(word));
  return (
    fits(rule.reasons, reason) &&
    fits(rule.markets, market) &&
    fits(rule.languages, language) &&
    fits(rule.sources, source) &&
    (rule.valueFrom === null || value >= rule.valueFrom) &&
    (rule.valueBelow === null || value < rule.valueBelow)
  );
}

/** The queue a case belongs to: the first by place that takes it; null: the general one. Pure. */
export function queueOf(plan: Pick<Plan, 'queues'>, routed: Routed): PlannedQueue | null {
  return plan.queues.find((queue) => queue.isActive && takes(queue.rule, routed)) ?? null;
}

/** What is known of a person to be served: their languages and skills as their account says. */
export type Servant = { personId: string; languages: readonly string[]; skills: readonly string[] };
/** Why a person is not served from a queue, with the reason in words. */
export type Unserved = { why: (typeof unservedWhy)[number]; words: string };

/** Why a person is not served from a queue, whatever they have in hand; null when they are. Pure. */
export function whyNotServed(queue: Pick<PlannedQueue, 'rule' | 'skill' | 'people'>, { personId, languages, skills }: Servant): Unserved | null {
  if (queue.people.size > 0 && !queue.people.has(personId)) return { why: 'not_assigned', words: 'others are assigned to it' };
  const skill = queue.skill?.trim().toLowerCase();
  if (skill && !skills.some((one) => one.trim().toLowerCase() === skill)) return { why: 'skill', words: `it needs the skill "${queue.skill}"` };
  const asked = queue.rule.languages;
  if (asked.length > 0 && !asked.some((one) => languages.includes(one))) return { why: 'language', words: `it needs ${asked.join(' or ')}` };
  return null;
}

/** Whether a person may have a case of a queue by its language: a queue that asks for languages gives each case to who reads it. Pure. */
export function reads(queue: Pick<PlannedQueue, 'rule'> | null, language: string | null, { languages }: Servant): boolean {
  return queue === null || queue.rule.languages.length === 0 || language === null || languages.includes(language);
}
