import { z } from 'zod';
import { Money } from './money.ts';
import { Id } from './text.ts';
import { Bearer, FindingResult, Outcome, Reason } from './vocabulary.ts';

/** What a step rests on: a fact of the file, the admitted exhibits that show it (`evidenceId`s), or evidence that is named as missing. */
export const Ground = z.object({ words: z.string(), exhibits: z.array(Id), isAbsence: z.boolean() });
export type Ground = z.infer<typeof Ground>;

/** A step that was asked about a claim: what spoke for it when it fits, what spoke against it when it does not. */
export const WalkedStep = z.object({ code: z.string(), question: z.string(), fits: z.boolean(), grounds: z.array(Ground) });
export type WalkedStep = z.infer<typeof WalkedStep>;

/** Where the steps lead for one claim; `step` null: none fits, and `words` says what is open. */
export const ClaimSuggestion = z.object({
  claimId: Id,
  step: z.string().nullable(),
  outcome: Outcome.nullable(),
  result: FindingResult.nullable(),
  words: z.string(),
  because: z.array(Ground),
  /** What a finding on it would cite. */
  exhibits: z.array(Id),
  absence: z.string().nullable(),
  /** The line of the tariff, in words with its range. */
  tariff: z.object({ code: z.string(), words: z.string(), fromPercent: z.int(), upToPercent: z.int() }).nullable(),
  clause: z.string().nullable(),
  walked: z.array(WalkedStep),
});
export type ClaimSuggestion = z.infer<typeof ClaimSuggestion>;

/** What the desk would decide by the steps of the policy, and why; never applied by itself. `outcome` null: it suggests nothing, for the reason in `why`. */
export const Suggestion = z.object({
  policyVersion: z.string(),
  outcome: Outcome.nullable(),
  why: z.string(),
  reason: Reason.nullable(),
  withReturn: z.boolean(),
  bearers: z.array(z.object({ bearer: Bearer, percent: z.int() })),
  clauses: z.array(z.string()),
  /** The least and the most that fits the tariff, within the cap and what the buyer asks; null without a refund. */
  range: z.object({ from: Money, upTo: Money }).nullable(),
  claims: z.array(ClaimSuggestion),
});
export type Suggestion = z.infer<typeof Suggestion>;

/** How a ruling stands to what was suggested when it was staged. */
export const followedWords = ['yes', 'partly', 'no'] as const;
export const Followed = z.enum(followedWords);
export type Followed = z.infer<typeof Followed>;
