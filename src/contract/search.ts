import { z } from 'zod';
import { mostQueryText } from './caseQuery.ts';
import { Money } from './money.ts';
import { speakers, wordPlaces } from './queryFields.ts';
import { Id } from './text.ts';
import { CaseState, Reason } from './vocabulary.ts';

/** Where in a case words stand, as far as a screen needs it to open the case there. */
export const FoundSpot = z.discriminatedUnion('in', [
  /** Title, names, ids and tracking numbers: `part` says which. */
  z.object({ in: z.literal('head'), part: z.enum(['reference', 'source', 'order', 'title', 'item', 'buyer', 'seller', 'tracking']) }),
  z.object({ in: z.literal('claim'), claimId: Id }),
  z.object({ in: z.literal('message'), messageId: Id }),
  z.object({ in: z.literal('remedy'), remedyId: Id }),
  z.object({ in: z.literal('question'), questionId: Id }),
  z.object({ in: z.literal('answer'), answerId: Id }),
  /** What a mediator offered both sides; what a party said in its appeal. */
  z.object({ in: z.literal('offer'), offerId: Id }),
  z.object({ in: z.literal('appeal'), appealId: Id }),
  /** `offset` in UTF-16 units and `line` from 1, in the exhibit's text; both 0 in its name or its side's statement. */
  z.object({ in: z.literal('evidence'), evidenceId: Id, part: z.enum(['name', 'statement', 'text']), offset: z.int(), line: z.int() }),
  z.object({ in: z.literal('note'), noteId: Id }),
  z.object({ in: z.literal('letter'), letterId: Id }),
  z.object({ in: z.literal('ruling'), rulingId: Id }),
]);
export type FoundSpot = z.infer<typeof FoundSpot>;

/** Text around a find, in order; `isHit` pieces are the words looked for, as they are written there. */
export const Snippet = z.array(z.object({ text: z.string(), isHit: z.boolean() }));
export type Snippet = z.infer<typeof Snippet>;

/** A case that holds the words, with its best place. */
export const SearchHit = z.object({
  caseId: Id,
  reference: z.string(),
  state: CaseState,
  reason: Reason,
  title: z.string().nullable(),
  buyerName: z.string().nullable(),
  sellerName: z.string().nullable(),
  amount: Money.nullable(),
  place: z.enum(wordPlaces),
  /** Who said it or handed it in; null where nobody did, as in the head. */
  speaker: z.enum(speakers).nullable(),
  spot: FoundSpot,
  /** The exhibit the spot is in, as a person knows it. */
  exhibit: z.object({ label: z.string(), fileName: z.string() }).nullable(),
  /** About 160 characters; empty for a query of filters alone. */
  snippet: Snippet,
  /** How many other places of the case hold some of the words. */
  more: z.int(),
  /** It holds no word as it was typed, but an id or a name that is nearly the same. */
  isNear: z.boolean(),
});
export type SearchHit = z.infer<typeof SearchHit>;

export const SearchFault = z.object({ from: z.int(), to: z.int(), words: z.string() });

export const SearchFound = z.object({
  /** Best first. */
  hits: z.array(SearchHit),
  /** Of the cases that match; at least that many when it is not exact. */
  total: z.int(),
  isTotalExact: z.boolean(),
  /** What to pass as `before` for the hits after these; null: there are none. */
  nextBefore: z.string().nullable(),
  /** What of the query cannot be read; then nothing was looked for. */
  faults: z.array(SearchFault),
  /** Whole queries that would find something, with the reason in words. */
  didYouMean: z.array(z.object({ text: z.string(), why: z.string() })),
  /** Something changed in the last moment and is not in the index yet, or the index of an old desk is still being made. */
  isCatchingUp: z.boolean(),
  /** Cases that are not in the index as they are now. */
  pending: z.int(),
  /** A newer search of the same session took its place before it was done; it says nothing then. */
  isReplaced: z.boolean(),
  tookMs: z.number(),
});
export type SearchFound = z.infer<typeof SearchFound>;

/** One way to go on writing: `text` takes the place of the query's characters from `from` to `to`. */
export const Completion = z.object({
  from: z.int(),
  to: z.int(),
  text: z.string(),
  kind: z.enum(['field', 'value']),
  /** What it is, in words. */
  words: z.string(),
  /** How many cases have it, where the desk keeps count. */
  cases: z.int().nullable(),
});
export type Completion = z.infer<typeof Completion>;

const everyone = ['mediator', 'lead', 'triage', 'admin'] as const;
const query = z.string().max(10 * mostQueryText);

/** Finding cases by their words, and help with writing a query. */
export const searchMethods = {
  /** Cases that pass the query's filters and hold all its words, wherever they stand; see `parseCaseQuery`. A newer search of the same session takes the place of one that still runs. */
  'search.find': {
    roles: everyone,
    input: z.strictObject({ query, limit: z.int().min(1).max(50).default(50), before: z.string().max(100).nullable().default(null) }),
    output: SearchFound,
  },
  /** What could stand at the caret: fields, and values that this desk has. At most 12, likeliest first. */
  'search.complete': {
    roles: everyone,
    input: z.strictObject({ text: query, caret: z.int().min(0) }),
    output: z.array(Completion),
  },
} as const;
