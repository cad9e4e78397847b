import { z } from 'zod';
import { Money } from './money.ts';
import { Refund } from './refundStates.ts';
import { Id, Millis, SomeText } from './text.ts';

/**
 * How the marketplace's ledger and the desk's refunds can differ. `PAID_TWICE`: more than one payment under one key; `NOT_IN_LEDGER`: settled
 * here, nothing there; `PAID_NOT_SETTLED`: paid there, not known as settled here; `UNKNOWN_KEY`: paid under a key no refund here has;
 * `AMOUNT_DIFFERS`: another amount or currency; `REVERSED`: taken back there; `PAID_CANCELLED`: paid there, cancelled here; `OUTSIDE`: a refund on
 * an order of ours that no desk ordered.
 */
export const differenceCodes = ['PAID_TWICE', 'NOT_IN_LEDGER', 'PAID_NOT_SETTLED', 'UNKNOWN_KEY', 'AMOUNT_DIFFERS', 'REVERSED', 'PAID_CANCELLED', 'OUTSIDE'] as const;
export const DifferenceCode = z.enum(differenceCodes);
export type DifferenceCode = z.infer<typeof DifferenceCode>;

/** `gone`: a later check did not find it any more; `settled`: a person looked into it and said what became of it. */
export const differenceStates = ['open', 'gone', 'settled'] as const;
export const DifferenceState = z.enum(differenceStates);
export type DifferenceState = z.infer<typeof DifferenceState>;

export const LedgerDifference = z.object({
  differenceId: Id,
  code: DifferenceCode,
  state: DifferenceState,
  /** The key both sides know the payout by; null for money that no desk ordered. */
  key: Id.nullable(),
  /** Its entries in the ledger, ten at most. */
  entryIds: z.array(z.string()),
  /** When the money moved there; null when it is not there. */
  movedAt: Millis.nullable(),
  here: Money.nullable(),
  hereState: Refund.shape.state.nullable(),
  /** What the ledger says was paid, less what was taken back; null when nothing was paid or the currencies are several. */
  there: Money.nullable(),
  /** What it means, and what to do about it. */
  meaning: z.string(),
  advice: z.string(),
  caseId: Id.nullable(),
  caseReference: z.string().nullable(),
  orderId: z.string().nullable(),
  /** Looks the desk took at the payout by its key because of this. */
  lookedAgain: z.int(),
  firstSeenAt: Millis,
  lastSeenAt: Millis,
  closedAt: Millis.nullable(),
  closedBy: z.string().nullable(),
  closedWords: z.string().nullable(),
});
export type LedgerDifference = z.infer<typeof LedgerDifference>;

/** What was compared in one currency: refunds settled here, and what the ledger paid for them. */
export const LedgerSum = z.object({ here: Money, there: Money });
export type LedgerSum = z.infer<typeof LedgerSum>;

export const checkStates = ['running', 'done', 'failed'] as const;

export const LedgerCheck = z.object({
  checkId: Id,
  state: z.enum(checkStates),
  /** Money that moved from this moment on ... */
  from: Millis,
  /** ... until before this one. */
  until: Millis,
  /** The span was asked for by a person; else it follows on the last check. */
  isSpanAsked: z.boolean(),
  personName: z.string(),
  startedAt: Millis,
  finishedAt: Millis.nullable(),
  /** Entries of the ledger read. */
  entries: z.int(),
  /** Payouts compared, and those of them on which both sides agree. */
  payouts: z.int(),
  agreed: z.int(),
  /** Differences found first by this check, found at all by it, and gone since the one before. */
  opened: z.int(),
  found: z.int(),
  gone: z.int(),
  /** Null while a ruling is hidden from the person who asks: a sum of few would tell it. */
  sums: z.array(LedgerSum).nullable(),
  error: z.string().nullable(),
});
export type LedgerCheck = z.infer<typeof LedgerCheck>;

/** The hour of the day, in a time zone, at which the desk compares by itself. */
export const CheckSchedule = z.strictObject({ hour: z.int().min(0).max(23), timeZone: z.string().min(1).max(64) });
export type CheckSchedule = z.infer<typeof CheckSchedule>;

/** How checking stands now. */
export const CheckStanding = z.object({
  /** The newest check that came to its end. */
  last: LedgerCheck.nullable(),
  /** The check under way: how far it is (0 to 100), and, after a failed try, why it failed and when it is tried again. */
  running: z.object({ check: LedgerCheck, progress: z.int().nullable(), error: z.string().nullable(), nextTryAt: Millis.nullable() }).nullable(),
  open: z.int(),
  schedule: CheckSchedule,
  /** When the desk checks next by itself. */
  nextAt: Millis.nullable(),
  /** The line it is compared over. */
  line: z.enum(['folder', 'api']),
});
export type CheckStanding = z.infer<typeof CheckStanding>;

const readers = ['mediator', 'lead', 'admin'] as const;
const leads = ['lead', 'admin'] as const;
const requestId = z.uuid();
const paging = { cursor: z.string().max(200).nullable().default(null), limit: z.int().min(1).max(200).default(50) };

export const reconciliationMethods = {
  /** Checks, newest first, and how checking stands. */
  'reconciliation.list': {
    roles: readers,
    input: z.strictObject(paging),
    output: z.object({ rows: z.array(LedgerCheck), nextCursor: z.string().nullable(), standing: CheckStanding }),
  },
  /** Differences: the open ones newest first, then those that are closed. */
  'reconciliation.differences': {
    roles: readers,
    input: z.strictObject({ state: z.enum(['open', 'closed']).nullable().default(null), ...paging }),
    output: z.object({ rows: z.array(LedgerDifference), nextCursor: z.string().nullable(), open: z.int(), closed: z.int() }),
  },
  /** Checks now: a span of days (ms UTC, the end left out; up to now when left out), or what follows on the last check. NOT_ALLOWED_NOW while a check runs. */
  'reconciliation.run': {
    roles: leads,
    input: z.strictObject({ requestId, from: Millis.optional(), until: Millis.optional() }),
    output: z.object({ checkId: Id }),
  },
  /** Closes a difference by hand, with what became of it. */
  'reconciliation.resolve': {
    roles: leads,
    input: z.strictObject({ requestId, differenceId: Id, words: SomeText.max(2_000) }),
    output: LedgerDifference,
  },
  /** Sets when the desk compares by itself. */
  'reconciliation.schedule': { roles: leads, input: CheckSchedule.extend({ requestId }).strict(), output: CheckSchedule },
} as const;
