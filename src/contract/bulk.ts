import { z } from 'zod';
import { CaseQueryText, CaseScope } from './caseViews.ts';
import { Tag } from './tags.ts';
import { Id, Millis, SomeText } from './text.ts';
import { Adversary, EvidenceKind } from './vocabulary.ts';

/** The most cases one bulk takes. */
export const mostInBulk = 5_000;

/** What is done to each case. Each is one command of the desk, with the rules of that command. */
export const BulkOrder = z.discriminatedUnion('action', [
  /** Keeps waiting cases for one person until they take them; null: gives them to everybody again. */
  z.strictObject({ action: z.literal('assign'), personId: Id.nullable() }),
  z.strictObject({ action: z.literal('tag'), tags: z.array(Tag).min(1).max(20) }),
  z.strictObject({ action: z.literal('untag'), tags: z.array(Tag).min(1).max(20) }),
  /** Asks one or both parties of each case the same; a case is held for the moment of asking only, so it must be free. */
  z.strictObject({
    action: z.literal('ask'),
    to: z.array(Adversary).min(1).max(2).refine((to) => new Set(to).size === to.length, 'a side stands twice'),
    questions: z.array(z.strictObject({ text: SomeText.max(5_000), kinds: z.array(EvidenceKind).max(9).default([]) })).min(1).max(8),
    dueAt: Millis.nullable().default(null),
  }),
]);
export type BulkOrder = z.infer<typeof BulkOrder>;
export type BulkAction = BulkOrder['action'];

/** The cases it is about: chosen ones, or all that a query finds in a scope, the first `mostInBulk` by number. */
export const BulkOf = z.union([
  z.strictObject({ caseIds: z.array(Id).min(1).max(mostInBulk).refine((ids) => new Set(ids).size === ids.length, 'a case stands twice') }),
  z.strictObject({ scope: CaseScope, query: CaseQueryText }),
]);
export type BulkOf = z.infer<typeof BulkOf>;

export const BulkItemState = z.enum(['waiting', 'done', 'refused', 'failed']);
export type BulkItemState = z.infer<typeof BulkItemState>;

/** One thing done to many cases, and how far it is. `total` is the sum of the other four counts. */
export const Bulk = z.object({
  bulkId: Id,
  order: BulkOrder,
  /** What it does, in words: "Tag safety". */
  words: z.string(),
  personName: z.string(),
  isMine: z.boolean(),
  total: z.int(),
  waiting: z.int(),
  done: z.int(),
  refused: z.int(),
  failed: z.int(),
  startedAt: Millis,
  stoppedAt: Millis.nullable(),
  finishedAt: Millis.nullable(),
});
export type Bulk = z.infer<typeof Bulk>;

/** One case of it; `words` say why it was refused or failed. */
export const BulkItem = z.object({ place: z.int(), caseId: Id, reference: z.string(), title: z.string().nullable(), state: BulkItemState, words: z.string().nullable() });
export type BulkItem = z.infer<typeof BulkItem>;

/** Whether a case can be done as it stands now; null words: it can. */
export const BulkForecast = z.object({ caseId: Id, reference: z.string(), title: z.string().nullable(), words: z.string().nullable() });
export type BulkForecast = z.infer<typeof BulkForecast>;

export const exportColumns = ['reference', 'state', 'reason', 'amount', 'currency', 'buyer', 'seller', 'title', 'source', 'sourceId', 'market', 'language', 'opened', 'received', 'due', 'tags', 'lastActivity', 'holder', 'keptFor'] as const;
export const ExportColumn = z.enum(exportColumns);
export type ExportColumn = z.infer<typeof ExportColumn>;

const everyone = ['mediator', 'lead', 'triage', 'admin'] as const;
const workers = ['mediator', 'lead', 'triage'] as const;
const bulkId = z.strictObject({ bulkId: Id });

/** One thing done to many cases: looked at first, done one by one, each with its own result. */
export const bulkMethods = {
  /**
   * What would come of it now, nothing is done: how many can be done, and why others cannot, grouped. Rows of those that cannot come first,
   * a page at a time; `isMore`: the query finds more cases than one bulk takes.
   */
  'bulk.preview': {
    roles: workers,
    input: z.strictObject({ order: BulkOrder, of: BulkOf, cursor: z.string().nullable().default(null), limit: z.int().min(1).max(200).default(100) }),
    output: z.object({
      total: z.int(),
      isMore: z.boolean(),
      can: z.int(),
      cannot: z.array(z.object({ words: z.string(), count: z.int() })),
      rows: z.array(BulkForecast),
      nextCursor: z.string().nullable(),
      /** The cases themselves, so that what was looked at is what is started. */
      caseIds: z.array(Id),
      /** Of an ask, with the first page: the letter as the first case would send it to the first side asked. */
      letter: z.object({ reference: z.string(), to: Adversary, language: z.string(), subject: z.string(), body: z.string() }).nullable(),
    }),
  },
  /** Begins it: a job goes from case to case, on through a crash, and does none twice. NOT_PERMITTED where the single command is. */
  'bulk.start': { roles: workers, input: z.strictObject({ requestId: z.uuid(), order: BulkOrder, of: BulkOf }), output: Bulk },
  /** Stops it after the case it is at; what is done stays done. The person who began it, or a lead. */
  'bulk.stop': { roles: workers, input: bulkId, output: Bulk },
  /** How far it is, with a page of its cases in their order. */
  'bulk.get': {
    roles: workers,
    input: bulkId.extend({ state: BulkItemState.nullable().default(null), cursor: z.string().nullable().default(null), limit: z.int().min(1).max(200).default(100) }),
    output: z.object({ bulk: Bulk, items: z.array(BulkItem), nextCursor: z.string().nullable() }),
  },
  /** The newest first: one's own; a lead sees everybody's. */
  'bulk.list': {
    roles: workers,
    input: z.strictObject({ cursor: z.string().nullable().default(null), limit: z.int().min(1).max(200).default(50) }),
    output: z.object({ rows: z.array(Bulk), nextCursor: z.string().nullable() }),
  },
  /** Rows of cases as cells, for a table that leaves the desk, a page at a time; the first page is a log entry. Cells are plain text. */
  'bulk.export': {
    roles: everyone,
    input: z.strictObject({ of: BulkOf, columns: z.array(ExportColumn).min(1).max(exportColumns.length), cursor: z.string().nullable().default(null) }),
    output: z.object({ total: z.int(), rows: z.array(z.array(z.string())), nextCursor: z.string().nullable() }),
  },
} as const;
