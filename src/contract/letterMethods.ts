import { z } from 'zod';
import { Letter } from './letters.ts';
import { RulingDraft, RulingProblem } from './rulings.ts';
import { Id, Sha256 } from './text.ts';
import { Adversary } from './vocabulary.ts';

/** A letter of a decision before it goes out. */
export const LetterPreview = z.object({
  to: Adversary,
  language: z.string(),
  subject: z.string(),
  /** As it would go out now. */
  body: z.string(),
  /** As it is kept: with marks for the moments that are filled in when the decision takes effect. */
  text: z.string(),
  /** The desk's own text of the facts as they are, with marks; the same as `text` unless the mediator changed the letter. */
  composed: z.string(),
  /** The text the mediator's change was made to; null when nothing was changed. It differs from `composed` when the facts changed since. */
  basedOn: z.string().nullable(),
  /** The desk's own letter in English; null when it is in English anyway. */
  english: z.object({ subject: z.string(), body: z.string() }).nullable(),
  /** Hash of side, language, subject and `text`. */
  sha256: Sha256,
});
export type LetterPreview = z.infer<typeof LetterPreview>;

const requestId = z.uuid();
const readers = ['mediator', 'lead', 'admin'] as const;
const everyone = ['mediator', 'lead', 'triage', 'admin'] as const;

export const letterMethods = {
  /**
   * Both letters of a ruling in the making, or of one that was staged. `missing`: what must be there before letters can be written;
   * `problems`: what keeps the mediator's changes from going out.
   */
  'letters.preview': {
    roles: readers,
    input: z.union([z.strictObject({ caseId: Id, draft: RulingDraft }), z.strictObject({ rulingId: Id })]),
    output: z.object({ letters: z.array(LetterPreview), missing: z.array(RulingProblem), problems: z.array(RulingProblem) }),
  },
  /** Every letter of a case, newest first. */
  'letters.ofCase': { roles: everyone, input: z.strictObject({ caseId: Id }), output: z.array(Letter) },
  /** Sends a letter that went out once more, as a new one with the same words. */
  'letters.resend': { roles: ['mediator', 'lead'], input: z.strictObject({ requestId, letterId: Id }), output: Letter },
  /** Tries a letter again that could not be sent; it still goes out once at most. */
  'letters.retry': { roles: ['mediator', 'lead'], input: z.strictObject({ requestId, letterId: Id }), output: Letter },
} as const;
