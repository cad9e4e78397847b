import { z } from 'zod';
import { FoundLine, ReturnEventKind } from './returnParts.ts';
import { Id, Instant, Millis, Sha256, SomeText, Text } from './text.ts';
import { Adversary, EvidenceKind } from './vocabulary.ts';

// Documents that a marketplace, or whoever carries for it, lays into `<data>/exchange/in`.

/** A file that comes along: its path from the folder of the document, or inside the bundle the document names. */
export const ExchangeFile = z.strictObject({
  path: SomeText.max(1_024),
  sha256: Sha256,
  kind: EvidenceKind,
  /** What the party calls it; the last part of the path when left out. */
  fileName: SomeText.max(255).nullable().default(null),
  mediaType: Text.max(200).nullable().default(null),
  /** What the party says it proves. */
  statement: Text.max(20_000).nullable().default(null),
});
export type ExchangeFile = z.infer<typeof ExchangeFile>;

/** What every document with files may say of them; `bundle`: a BagIt bag beside the document, as a .zip or a folder, that holds the files. */
export const exchangeFiles = {
  evidence: z.array(ExchangeFile).max(50).default([]),
  bundle: SomeText.max(1_024).nullable().default(null),
};

/** What a party said, and when it said so at the marketplace. */
const said = {
  from: Adversary,
  at: Instant,
  words: Text.max(50_000).nullable().default(null),
  language: Text.max(35).nullable().default(null),
};

/** `dispute-answer/1`: a party answers one question, or all that stood in one letter. */
export const AnswerDocument = z
  .strictObject({ schema: z.literal('dispute-answer/1'), questionId: Id.nullable().default(null), letterId: Id.nullable().default(null), ...said, ...exchangeFiles })
  .refine((one) => (one.questionId === null) !== (one.letterId === null), 'name either questionId or letterId, not both')
  .refine((one) => (one.words ?? '').trim() !== '' || one.evidence.length > 0, 'an answer has words, evidence, or both');
export type AnswerDocument = z.infer<typeof AnswerDocument>;

/** `dispute-offer-reply/1`: a party accepts or rejects an offer. */
export const OfferReplyDocument = z.strictObject({ schema: z.literal('dispute-offer-reply/1'), offerId: Id, reply: z.enum(['accepted', 'rejected']), ...said });
export type OfferReplyDocument = z.infer<typeof OfferReplyDocument>;

/** `dispute-appeal/1`: a party appeals the ruling in effect on its case and names what is new. */
export const AppealDocument = z.strictObject({
  schema: z.literal('dispute-appeal/1'),
  /** The case, as letters and payouts of the desk name it. */
  source: Id,
  sourceId: Id,
  from: Adversary,
  /** When the party appealed at the marketplace; the time to appeal counts this moment. */
  at: Instant,
  /** The fact or evidence the ruling did not have, in the party's words. */
  newInformation: SomeText.max(20_000),
  ...exchangeFiles,
});
export type AppealDocument = z.infer<typeof AppealDocument>;

/** `dispute-return/1`: what happened to goods on their way back by a ruling of the desk. */
export const ReturnDocument = z
  .strictObject({
    schema: z.literal('dispute-return/1'),
    /** The key of the return, as the desk ordered it; or the case, which has one return under way. */
    returnId: Id.nullable().default(null),
    source: Id.nullable().default(null),
    sourceId: Id.nullable().default(null),
    /** The teller's own id of the event: told again, it counts once. */
    eventId: Id,
    kind: ReturnEventKind,
    at: Instant,
    /** Whose pictures they are. */
    from: z.enum(['seller', 'platform']).default('platform'),
    words: Text.max(2_000).nullable().default(null),
    /** What an inspection found, item by item. */
    lines: z.array(FoundLine).max(200).default([]),
    ...exchangeFiles,
  })
  .refine((one) => (one.returnId === null) === (one.source !== null && one.sourceId !== null), 'name either returnId, or source and sourceId')
  .refine((one) => (one.kind === 'inspected') === (one.lines.length > 0), 'an inspection says what it found, line by line, and nothing else does');
export type ReturnDocument = z.infer<typeof ReturnDocument>;

/** What became of a document of the exchange folder. */
export const ExchangeEntry = z.object({
  sha256: Sha256,
  fileName: z.string(),
  schema: z.string().nullable(),
  caseId: Id.nullable(),
  reference: z.string().nullable(),
  state: z.enum(['taken', 'refused']),
  /** Why it was refused. */
  code: z.string().nullable(),
  words: z.string(),
  at: Millis,
});
export type ExchangeEntry = z.infer<typeof ExchangeEntry>;

export const exchangeMethods = {
  /** Documents that came by the exchange folder, newest first. */
  'exchange.list': {
    roles: ['mediator', 'lead', 'triage', 'admin'],
    input: z.strictObject({ cursor: z.string().nullable().default(null), limit: z.int().min(1).max(200).default(50) }),
    output: z.object({ rows: z.array(ExchangeEntry), nextCursor: z.string().nullable(), total: z.int(), folder: z.string() }),
  },
  /** Looks into the folder now; `waiting` are documents whose files are still being written. */
  'exchange.look': {
    roles: ['mediator', 'lead', 'triage', 'admin'],
    input: z.strictObject({}),
    output: z.object({ taken: z.array(ExchangeEntry), refused: z.array(ExchangeEntry), again: z.array(z.string()), waiting: z.array(z.string()) }),
  },
} as const;
