import { z } from 'zod';
import { AppealBy } from './appealParts.ts';
export { CaseScope } from './caseViews.ts';
import { CaseGroup, CaseQueryText, CaseScope, CaseSort, Facet, QueryFaultRow } from './caseViews.ts';
import { CaseFile, Lease, Note, Reminder } from './caseFile.ts';
import { PriorityPart } from './weights.ts';
import { Escalation } from './exits.ts';
import { Money } from './money.ts';
import { HeldCase, UnservedQueue } from './queueParts.ts';
import { Id, Millis, SomeText } from './text.ts';
import { CameBack } from './questions.ts';
import { RulingSummary } from './rulings.ts';
import { Admissibility, Adversary, CaseState, Reason } from './vocabulary.ts';

/** The end of what is kept for one person until they take it: a moment no clock reaches. */
export const untilTaken = 8_640_000_000_000_000;

/** A row of the queue and of the list of all cases. */
export const CaseRow = z.object({
  caseId: Id,
  reference: z.string(),
  version: z.int(),
  state: CaseState,
  source: z.string(),
  sourceId: z.string(),
  reason: Reason,
  claims: z.int(),
  title: z.string().nullable(),
  buyerName: z.string().nullable(),
  sellerName: z.string().nullable(),
  amount: Money.nullable(),
  openedAt: Millis.nullable(),
  receivedAt: Millis,
  dueAt: Millis.nullable(),
  hasFaults: z.boolean(),
  /** Somebody may come to harm if it waits, as a person marked it. */
  isHarmful: z.boolean().default(false),
  /** Set while it waits for a lead. */
  escalation: Escalation.nullable().default(null),
  /** The side whose appeal waits for a decision, or the platform for a correction that a review led to. */
  appealBy: AppealBy.nullable().default(null),
  /** The person who asks must not decide it: they ruled on it, stepped back, or have a conflict of interest. */
  isBarred: z.boolean().default(false),
  lease: Lease.nullable(),
  /** Why it came back, after it had waited for a party. */
  cameBack: CameBack.nullable().default(null),
  /** Served to one person alone until then. */
  keptFor: z.object({ personName: z.string(), isMine: z.boolean(), until: Millis }).nullable().default(null),
  /** Something happened to it, by somebody else, since the person who asks looked at it last, or since it was assigned to them. */
  isUnread: z.boolean().default(false),
  /** What happened to it last, in words ("seller answered"), and when; null where that would tell of a ruling that is hidden from the person who asks. */
  lastActivity: z.string().nullable().default(null),
  lastActivityAt: Millis.nullable().default(null),
  tags: z.array(z.string()).default([]),
  /** The buyer's country and language. */
  market: z.string().nullable().default(null),
  language: z.string().nullable().default(null),
  /** The queue its facts put it into; null: the general one. */
  queueName: z.string().nullable().default(null),
  /** Its points when it was weighed last; the queue serves the highest first. */
  priority: z.int().default(0),
});
export type CaseRow = z.infer<typeof CaseRow>;

/** Another case of a party, with the ruling in force. */
export const PartyCase = z.object({
  caseId: Id,
  reference: z.string(),
  state: CaseState,
  reason: Reason,
  title: z.string().nullable(),
  openedAt: Millis.nullable(),
  ruling: RulingSummary.nullable(),
  /** The person who asks made that ruling. */
  isRuledByMe: z.boolean(),
});
export type PartyCase = z.infer<typeof PartyCase>;

const everyone = ['mediator', 'lead', 'triage', 'admin'] as const;
const mediators = ['mediator', 'lead'] as const;
const requestId = z.uuid();
const oneCase = z.strictObject({ caseId: Id });

export const caseMethods = {
  /**
   * Cases a page at a time. `total` counts what the query and the group let through, exactly or (`isTotalExact` false) at least so many;
   * `totalInScope` what they hide too. A query with faults finds nothing and says them. A page may be short though another follows.
   */
  'cases.list': {
    roles: everyone,
    input: z.strictObject({
      scope: CaseScope,
      /** In words: see caseQuery.ts. */
      query: CaseQueryText.default(''),
      sort: CaseSort.default('priority'),
      /** The largest first; without a word the usual direction of the order. */
      isDescending: z.boolean().optional(),
      /** Only the cases of one group. */
      group: CaseGroup.optional(),
      cursor: z.string().nullable().default(null),
      limit: z.int().min(1).max(200).default(50),
    }),
    output: z.object({
      rows: z.array(CaseRow),
      nextCursor: z.string().nullable(),
      total: z.int(),
      isTotalExact: z.boolean(),
      totalInScope: z.int(),
      faults: z.array(QueryFaultRow),
    }),
  },
  /** How many cases there are of each value of each facet, under the rest of the query: what choosing that value would show. */
  'cases.facets': {
    roles: everyone,
    input: z.strictObject({ scope: CaseScope, query: CaseQueryText.default('') }),
    output: z.object({
      facets: z.array(Facet),
      total: z.int(),
      /** False: counted over the first 10,000 cases alone. */
      isExact: z.boolean(),
      faults: z.array(QueryFaultRow),
    }),
  },
  /** Serves the most urgent free case and leases it to the session; or says why there is none. */
  'cases.next': {
    roles: mediators,
    input: z.strictObject({ requestId }),
    output: z.discriminatedUnion('served', [
      /** `points`: the sum of the parts of `because`. */
      z.object({ served: z.literal(true), caseId: Id, because: z.array(PriorityPart), points: z.int() }),
      z.object({
        served: z.literal(false),
        why: z.enum(['all_done', 'leased_by_others', 'for_others', 'at_capacity', 'not_in_a_queue', 'nothing_received']),
        holders: z.array(Lease),
        /** `at_capacity`: what the person has in hand, and why that is the most they may have. */
        held: z.array(HeldCase).default([]),
        /** Queues in which cases wait that the person is not served, each with the reason; named whenever there are any. */
        queues: z.array(UnservedQueue).default([]),
      }),
    ]),
  },
  /** Says, or with null unsays, that somebody may come to harm if the case waits; it is served earlier. Whoever works on it, a lead or triage. */
  'cases.setHarm': {
    roles: ['mediator', 'lead', 'triage'],
    input: z.strictObject({ requestId, caseId: Id, words: SomeText.max(500).nullable() }),
    output: z.object({ version: z.int() }),
  },
  'cases.get': { roles: everyone, input: oneCase, output: CaseFile },
  /** Leases one chosen case to the session. */
  'cases.claim': { roles: mediators, input: z.strictObject({ requestId, caseId: Id }), output: Lease },
  /** Sets the lease to its full length again; also the heartbeat of an open workspace. */
  'cases.extend': { roles: mediators, input: oneCase, output: Lease },
  /** Hands a case back to the queue, with a word for whoever is next. */
  'cases.handBack': {
    roles: mediators,
    input: z.strictObject({ requestId, caseId: Id, note: SomeText.nullable().default(null) }),
    output: z.null(),
  },
  /** Hands a case back with a reason and keeps it from the same person until others had their turn. */
  'cases.skip': { roles: mediators, input: z.strictObject({ requestId, caseId: Id, reason: SomeText }), output: z.null() },
  /** The cases that would be served to the person who asks next, so that a screen can fetch them ahead; nothing is leased. */
  'cases.upNext': { roles: mediators, input: z.strictObject({}), output: z.object({ caseIds: z.array(Id) }) },
  /**
   * Other cases at this desk of the case's buyer and seller, newest first: up to 20 of each. `total` counts up to 1,000 (`isMore`: there are more);
   * `ruledByMe` how many rulings of who asks there are among the `ruledAmong` newest, 100 at most.
   */
  'cases.ofParties': {
    roles: everyone,
    input: oneCase,
    output: z.array(z.object({ role: Adversary, total: z.int(), isMore: z.boolean(), ruledByMe: z.int(), ruledAmong: z.int(), rows: z.array(PartyCase) })),
  },
  /** Sets, moves or (null) takes away the reminder of the person who asks. */
  'cases.setReminder': {
    roles: everyone,
    input: z.strictObject({ caseId: Id, reminder: Reminder.extend({ words: SomeText.max(500) }).nullable() }),
    output: z.null(),
  },
  /** Reminders of the person who asks, soonest first. */
  'cases.reminders': {
    roles: everyone,
    input: z.strictObject({}),
    output: z.array(Reminder.extend({ caseId: Id, reference: z.string(), title: z.string().nullable() })),
  },
  /** Marks an exhibit as opened by the person who asks; the fair-process check reads it. */
  'cases.openExhibit': {
    roles: everyone,
    input: z.strictObject({ caseId: Id, evidenceId: Id }),
    output: z.object({ openedAt: Millis }),
  },
  'cases.setAdmissibility': {
    roles: mediators,
    input: z.strictObject({ requestId, caseId: Id, evidenceId: Id, admissibility: Admissibility, reason: SomeText.nullable() }),
    output: z.object({ version: z.int() }),
  },
  /** Forgets an exhibit's file for good, for the law or a party's right; what it was called and why it went stay. `stillIn` names where the same bytes can still be read. */
  'cases.eraseExhibit': {
    roles: ['lead', 'admin'],
    input: z.strictObject({ requestId, caseId: Id, evidenceId: Id, reason: SomeText.max(500) }),
    output: z.object({ version: z.int(), stillIn: z.array(z.string()) }),
  },
  /** Gives a claim another reason code; the first one is kept. */
  'cases.relabelClaim': {
    roles: mediators,
    input: z.strictObject({ requestId, caseId: Id, claimId: Id, reason: Reason }),
    output: z.object({ version: z.int() }),
  },
  'cases.addNote': {
    roles: everyone,
    input: z.strictObject({ requestId, caseId: Id, text: SomeText.max(20_000) }),
    output: Note,
  },
  /** Lets a case with a faulty bundle into the queue as it is; its broken files stay marked. */
  'cases.accept': {
    roles: ['lead', 'triage', 'admin'],
    input: z.strictObject({ requestId, caseId: Id, reason: SomeText }),
    output: z.object({ version: z.int() }),
  },
} as const;
