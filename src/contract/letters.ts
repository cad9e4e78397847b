import { z } from 'zod';
import { Id, Millis } from './text.ts';
import { Adversary } from './vocabulary.ts';

/** What a letter is: the decision, a question, a notice (of a time that was paused or extended), an offer, or news of an appeal. */
export const letterKinds = ['ruling', 'question', 'notice', 'offer', 'appeal'] as const;
export const LetterKind = z.enum(letterKinds);
export type LetterKind = z.infer<typeof LetterKind>;

/** `withdrawn`: what it was about was taken back before it went out, so it never does. */
export const letterStates = ['planned', 'sent', 'failed', 'withdrawn'] as const;
export const LetterState = z.enum(letterStates);
export type LetterState = z.infer<typeof LetterState>;

export const Letter = z.object({
  letterId: Id,
  kind: LetterKind,
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
});
export type Letter = z.infer<typeof Letter>;
