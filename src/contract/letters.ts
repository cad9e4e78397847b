import { z } from 'zod';
import { Id, Millis, SomeText } from './text.ts';
import { Adversary } from './vocabulary.ts';

/** What a letter is: the decision, a question, a notice (of a time that was paused or extended), an offer, or news of an appeal. */
export const letterKinds = ['ruling', 'question', 'notice', 'offer', 'appeal'] as const;
export const LetterKind = z.enum(letterKinds);
export type LetterKind = z.infer<typeof LetterKind>;

/** `withdrawn`: what it was about was taken back before it went out, so it never does. */
export const letterStates = ['planned', 'sent', 'failed', 'withdrawn'] as const;
export const LetterState = z.enum(letterStates);
export type LetterState = z.infer<typeof LetterState>;

/** How far a letter that was sent has come, as the marketplace says. */
export const letterDeliveries = ['accepted', 'delivered', 'read', 'failed'] as const;

export const Letter = z.object({
  letterId: Id,
  kind: LetterKind,
  /** The ruling it tells of, when it does. */
  rulingId: Id.nullable(),
  to: Adversary,
  language: z.string(),
  subject: z.string(),
  body: z.string(),
  state: LetterState,
  /** Why it could not be sent; null unless `failed`. */
  error: z.string().nullable(),
  /** The letter of which this is the same once more. */
  resendOf: Id.nullable(),
  /** Null for letters from before this was kept. */
  createdAt: Millis.nullable(),
  sentAt: Millis.nullable(),
  delivery: z.enum(letterDeliveries).nullable(),
  /** When it came that far. */
  deliveredAt: Millis.nullable(),
  deliveryFault: z.string().nullable(),
  /** Why the last try to send it failed, and when it is tried again; only of a letter that is still tried. */
  retry: z.object({ error: z.string(), isAtWork: z.boolean(), nextTryAt: Millis.nullable() }).optional(),
});
export type Letter = z.infer<typeof Letter>;

/**
 * A letter of a decision as the mediator changed it. `body` and `basedOn` hold the marks of moments that are filled in when the decision takes
 * effect; `basedOn` is the desk's own text the change was made to, so that a change never outlives the facts it was made to.
 */
export const LetterEdit = z.strictObject({ to: Adversary, body: SomeText.max(50_000), basedOn: SomeText.max(50_000) });
export type LetterEdit = z.infer<typeof LetterEdit>;
