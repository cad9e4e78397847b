import { z } from 'zod';
import { Id, Millis } from './text.ts';

/** What an event of a marketplace can be about. */
export const feedThings = ['dispute', 'reply', 'letter', 'refund', 'return'] as const;
export const FeedThing = z.enum(feedThings);
export type FeedThing = z.infer<typeof FeedThing>;

/** The ways in: what the desk fetches, the bell of the marketplace, the exchange folder, and files that people bring. */
export const sourceKinds = ['pull', 'webhook', 'exchange', 'import'] as const;
export const SourceKind = z.enum(sourceKinds);
export type SourceKind = z.infer<typeof SourceKind>;

/**
 * How a way in stands. `behind`: it works and is not yet up to date; `paused`: nothing new is fetched until there is room again; `failing`: the
 * last look did not work; `off`: it is not used.
 */
export const sourceStates = ['fine', 'behind', 'paused', 'failing', 'off'] as const;
export const SourceState = z.enum(sourceStates);
export type SourceState = z.infer<typeof SourceState>;

/** One way in, as it stands. Times are null where there is nothing to tell. */
export const FeedSource = z.object({
  kind: SourceKind,
  /** The marketplace's own name, the folder, or what people do. */
  name: z.string(),
  state: SourceState,
  /** The state in one sentence. */
  words: z.string(),
  /** When something came for the last time. */
  newsAt: Millis.nullable(),
  /** When the desk looked for the last time, and when it looks again. */
  lookedAt: Millis.nullable(),
  nextLookAt: Millis.nullable(),
  /** How many things wait at the other side, as far as it says. */
  behind: z.int().nullable(),
  error: z.string().nullable(),
  errorSince: Millis.nullable(),
  taken: z.int(),
  unchanged: z.int(),
  refused: z.int(),
});
export type FeedSource = z.infer<typeof FeedSource>;

/** Something that was not taken in, and why. */
export const FeedRefusal = z.object({
  refusalId: Id,
  thing: FeedThing,
  about: z.string(),
  disputeId: z.string(),
  /** Its case, when the desk has one. */
  caseId: Id.nullable(),
  reference: z.string().nullable(),
  code: z.string(),
  words: z.string(),
  firstAt: Millis,
  lastAt: Millis,
  times: z.int(),
  /** When it is tried again by itself. */
  tryAt: Millis.nullable(),
});
export type FeedRefusal = z.infer<typeof FeedRefusal>;

/** Milliseconds a source fails before every window says so. */
export const longFailureMs = 15 * 60_000;

const everyone = ['mediator', 'lead', 'triage', 'admin'] as const;
const callers = ['mediator', 'lead', 'admin'] as const;

export const feedMethods = {
  /** Every way in, and how many things were not taken in. */
  'feed.status': { roles: everyone, input: z.strictObject({}), output: z.object({ sources: z.array(FeedSource), refusals: z.int(), hookPath: z.string() }) },
  /** Looks at the marketplace now. NOT_ALLOWED_NOW when the desk has no line to one. */
  'feed.pullNow': { roles: callers, input: z.strictObject({ requestId: z.uuid() }), output: z.object({ lookAt: Millis }) },
  /** What was not taken in, the latest first. */
  'feed.refusals': {
    roles: everyone,
    input: z.strictObject({ cursor: z.string().nullable().default(null), limit: z.int().min(1).max(200).default(50) }),
    output: z.object({ rows: z.array(FeedRefusal), nextCursor: z.string().nullable() }),
  },
  /** Fetches something that was refused again, at once. NOT_FOUND when it was taken in meanwhile. */
  'feed.tryAgain': { roles: callers, input: z.strictObject({ requestId: z.uuid(), refusalId: Id }), output: z.object({ lookAt: Millis }) },
} as const;
