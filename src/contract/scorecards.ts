import { z } from 'zod';
import { Millis, SomeText, Text } from './text.ts';

const Code = z.string().regex(/^[a-z][a-z0-9_]{0,39}$/, 'small letters, digits and _, beginning with a letter');

/** One question of a scorecard: nought to `points` are given. */
export const ScorecardQuestion = z.strictObject({ code: Code, question: SomeText.max(120), hint: Text.max(400).default(''), points: z.int().min(1).max(20) });
export type ScorecardQuestion = z.infer<typeof ScorecardQuestion>;

/** Where a ruling went wrong. */
export const RootCause = z.strictObject({ code: Code, words: SomeText.max(80) });
export type RootCause = z.infer<typeof RootCause>;

const isDistinct = (list: readonly { code: string }[]) => new Set(list.map(({ code }) => code)).size === list.length;

/** What reviews are measured by. */
export const ScorecardContent = z.strictObject({
  schema: z.literal('scorecard/1'),
  questions: z.array(ScorecardQuestion).min(1).max(20).refine(isDistinct, 'each question needs a code of its own'),
  rootCauses: z.array(RootCause).min(1).max(20).refine(isDistinct, 'each root cause needs a code of its own'),
});
export type ScorecardContent = z.infer<typeof ScorecardContent>;

/** One difference between two versions. */
export const ScorecardChange = z.object({ is: z.enum(['new', 'gone', 'changed', 'moved']), what: z.enum(['question', 'root cause']), code: z.string(), before: z.string(), after: z.string() });
export type ScorecardChange = z.infer<typeof ScorecardChange>;

/** A version; reviews keep the one they were made on. */
export const Scorecard = z.object({ version: z.int(), content: ScorecardContent, publishedAt: Millis.nullable(), publishedByName: z.string(), isCurrent: z.boolean() });
export type Scorecard = z.infer<typeof Scorecard>;

type Line = { code: string; text: string };

const linesOf = (content: ScorecardContent): [ScorecardChange['what'], Line[]][] => [
  ['question', content.questions.map(({ code, question, hint, points }) => ({ code, text: `${question} (${points})${hint === '' ? '' : ` ${hint}`}` }))],
  ['root cause', content.rootCauses.map(({ code, words }) => ({ code, text: words }))],
];

/** What changes from one content to another, by code; empty when they are the same. Pure. */
export function scorecardChanges(before: ScorecardContent, after: ScorecardContent): ScorecardChange[] {
  const later = linesOf(after);
  return linesOf(before).flatMap(([what, old], index) => compareLines(what, old, later[index]?.[1] ?? []));
}

function compareLines(what: ScorecardChange['what'], before: Line[], after: Line[]): ScorecardChange[] {
  const gone = before.filter(({ code }) => !after.some((one) => one.code === code));
  const kept = before.filter((one) => !gone.includes(one)).map(({ code }) => code);
  const order = after.map(({ code }) => code).filter((code) => kept.includes(code));
  const changes = after.flatMap(({ code, text }): ScorecardChange[] => {
    const old = before.find((one) => one.code === code);
    if (!old) return [{ is: 'new', what, code, before: '', after: text }];
    if (old.text !== text) return [{ is: 'changed', what, code, before: old.text, after: text }];
    return kept.indexOf(code) === order.indexOf(code) ? [] : [{ is: 'moved', what, code, before: text, after: text }];
  });
  return [...gone.map(({ code, text }): ScorecardChange => ({ is: 'gone', what, code, before: text, after: '' })), ...changes];
}

const readers = ['mediator', 'lead', 'admin'] as const;

/** Versions of the scorecard; mediators read them too, because their rulings are measured by them. */
export const scorecardMethods = {
  /** The version reviews are made on now. */
  'scorecards.current': { roles: readers, input: z.strictObject({}), output: Scorecard },
  'scorecards.get': { roles: readers, input: z.strictObject({ version: z.int().min(1) }), output: Scorecard },
  /** Every version, newest first. */
  'scorecards.list': { roles: readers, input: z.strictObject({}), output: z.array(Scorecard) },
  /** Publishes the next version over the one with the number given; CONFLICT when another one came first, NOT_ALLOWED_NOW when nothing changes. */
  'scorecards.publish': { roles: ['lead'], input: z.strictObject({ requestId: z.uuid(), basedOn: z.int(), content: ScorecardContent }), output: Scorecard },
} as const;
