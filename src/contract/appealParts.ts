import { z } from 'zod';
import { Id, Millis, SomeText, Text } from './text.ts';
import { adversaries } from './vocabulary.ts';

/** `lapsed`: the case was closed at its source before the appeal was decided. */
export const appealStates = ['open', 'decided', 'lapsed'] as const;

/** What an appeal led to: the ruling stands, is replaced, or is changed in part. */
export const appealResults = ['confirmed', 'changed', 'partly'] as const;
export const AppealResult = z.enum(appealResults);
export type AppealResult = z.infer<typeof AppealResult>;

/** How an appeal reached the desk; `exchange`: as a document in the exchange folder. */
export const appealWays = ['exchange', 'letter', 'phone', 'message'] as const;
export const AppealWay = z.enum(appealWays);
export type AppealWay = z.infer<typeof AppealWay>;

/** Who asked for another look: a party by an appeal, or the desk itself by the review that overturned its ruling. */
export const AppealBy = z.enum([...adversaries, 'platform']);
export type AppealBy = z.infer<typeof AppealBy>;

/** What a ruling on an appeal says of it: what becomes of the ruling before, and what the new information shows. */
export const AppealAnswer = z.strictObject({ result: AppealResult, newInformation: SomeText.max(5_000) });
export type AppealAnswer = z.infer<typeof AppealAnswer>;

/** The answer to an appeal in the making. */
export const AppealDraft = z.strictObject({ result: AppealResult.optional(), newInformation: Text.max(5_000).optional() });
export type AppealDraft = z.infer<typeof AppealDraft>;

/** One appeal in the chain of a case's rulings, oldest first. */
export const AppealStep = z.object({
  appealId: Id,
  /** The ruling appealed. */
  rulingId: Id,
  by: AppealBy,
  /** `review`: a review of the desk, which is no appeal. */
  how: z.enum([...appealWays, 'review']),
  /** What the party says is new, or what the desk has to correct. */
  newInformation: z.string(),
  /** `evidenceId`s of exhibits the party points at. */
  exhibits: z.array(Id),
  receivedAt: Millis,
  /** Who recorded it. */
  personName: z.string(),
  state: z.enum(appealStates),
  result: AppealResult.nullable(),
  /** The ruling that decided it. */
  decidedRulingId: Id.nullable(),
});
export type AppealStep = z.infer<typeof AppealStep>;
