import { z } from 'zod';
import { Money } from './money.ts';
import { Id, Millis, SomeText } from './text.ts';
import { CaseState, Reason, Role } from './vocabulary.ts';
import { Weights, PriorityPart } from './weights.ts';

/** Which cases a queue takes: every part that is given must fit; a list fits with any of its entries. Values are US cents by ordering rates. */
export const QueueRule = z.strictObject({
  reasons: z.array(Reason).max(9).default([]),
  /** Buyers' countries, ISO 3166-1 alpha-2. */
  markets: z.array(z.string().regex(/^[A-Z]{2}$/)).max(50).default([]),
  /** Buyers' languages, the first part of their BCP 47 tag. */
  languages: z.array(z.string().regex(/^[a-z]{2,3}$/)).max(50).default([]),
  sources: z.array(z.string().min(1).max(200)).max(50).default([]),
  valueFrom: z.int().min(0).nullable().default(null),
  valueBelow: z.int().min(0).nullable().default(null),
});
export type QueueRule = z.infer<typeof QueueRule>;


/** The most queues of a desk, and people of one queue. */
export const mostQueues = 50;
export const mostQueuePeople = 200;

/** Who works on a queue. `capacity`: the most of its cases the person has in hand at once; null: no limit. */
export const QueuePerson = z.object({
  personId: Id,
  personName: z.string(),
  role: Role,
  capacity: z.int().nullable(),
  /** How many of its cases they have in hand. */
  holds: z.int(),
  /** Why they are not served from it all the same, in words: inactive, without its skill or its languages; null when they are. */
  lacks: z.string().nullable(),
});
export type QueuePerson = z.infer<typeof QueuePerson>;

/** A queue with who works on it and how it stands. */
export const Queue = z.object({
  /** Null: the general queue, which takes what no other takes, is last and cannot be changed. */
  queueId: Id.nullable(),
  name: z.string(),
  place: z.int(),
  rule: QueueRule,
  /** The skill a person needs; null: none. */
  skill: z.string().nullable(),
  /** False: it takes no cases; those it had are in others. */
  isActive: z.boolean(),
  /** Nobody: everybody with the skill and the languages. */
  people: z.array(QueuePerson),
  waiting: z.int(),
  inReview: z.int(),
  /** Waiting cases past a deadline; counted up to 1,000, then `isMoreOverdue`. */
  overdue: z.int(),
  isMoreOverdue: z.boolean(),
  /** When the case that waits longest came in. */
  oldestAt: Millis.nullable(),
  /** Why its cases wait in vain, in words; null when somebody can be served them. */
  unserved: z.string().nullable(),
});
export type Queue = z.infer<typeof Queue>;

/** Cases are being put into other queues, or weighed anew; null: all stand where they belong. */
export const Placing = z.object({ why: z.enum(['weights', 'queues']), done: z.int(), total: z.int(), startedAt: Millis });
export type Placing = z.infer<typeof Placing>;

/** Why a case is in trouble. `waits`: for long though nobody has to answer; `lapsed`: leases on it ran out again and again; `taken`, `skipped`: again and again without a ruling. */
export const troubleCodes = ['waits', 'lapsed', 'taken', 'skipped'] as const;
export const TroubleCode = z.enum(troubleCodes);
export type TroubleCode = z.infer<typeof TroubleCode>;

/** A case that does not get on. */
export const Trouble = z.object({
  caseId: Id,
  reference: z.string(),
  title: z.string().nullable(),
  state: CaseState,
  queueId: Id.nullable(),
  queueName: z.string(),
  why: z.array(z.object({ code: TroubleCode, words: z.string() })).min(1),
  receivedAt: Millis,
  points: z.int(),
  takings: z.int(),
  skips: z.int(),
  lapses: z.int(),
});
export type Trouble = z.infer<typeof Trouble>;

/** A waiting case that a rule takes. */
export const RuleExample = z.object({
  caseId: Id,
  reference: z.string(),
  title: z.string().nullable(),
  reason: Reason,
  amount: Money.nullable(),
  market: z.string().nullable(),
  language: z.string().nullable(),
  source: z.string(),
  points: z.int(),
});
export type RuleExample = z.infer<typeof RuleExample>;

/** A running lease. */
export const RunningLease = z.object({
  caseId: Id,
  reference: z.string(),
  title: z.string().nullable(),
  version: z.int(),
  queueId: Id.nullable(),
  queueName: z.string(),
  personId: Id,
  personName: z.string(),
  isMine: z.boolean(),
  /** When the case was last taken, as far as the log tells. */
  takenAt: Millis.nullable(),
  endsAt: Millis,
});
export type RunningLease = z.infer<typeof RunningLease>;

const everyone = ['mediator', 'lead', 'triage', 'admin'] as const;
const leads = ['lead', 'admin'] as const;
const requestId = z.uuid();
const changedAt = { at: Millis.nullable(), personName: z.string().nullable() };

/** Queues by rule, their people, and what makes a case come first. */
export const queueMethods = {
  /** The weights in force, and who set them when; nobody: those of a new desk. */
  'queues.weights': { roles: everyone, input: z.strictObject({}), output: z.object({ weights: Weights, ...changedAt, placing: Placing.nullable() }) },
  /** Sets the weights; every waiting case is weighed anew, soon. CONFLICT when somebody else set them since `setAt` (their `at`). */
  'queues.setWeights': {
    roles: leads,
    input: z.strictObject({ requestId, weights: Weights, setAt: Millis.nullable() }),
    output: z.object({ weights: Weights, ...changedAt, placing: Placing.nullable() }),
  },
  /** The first cases of all queues by these weights, each with its points and its place by those in force (null: not among the first 200). */
  'queues.previewWeights': {
    roles: leads,
    input: z.strictObject({ weights: Weights, limit: z.int().min(1).max(50).default(20) }),
    output: z.object({
      rows: z.array(z.object({ caseId: Id, reference: z.string(), title: z.string().nullable(), queueName: z.string(), because: z.array(PriorityPart), points: z.int(), pointsNow: z.int(), place: z.int(), placeNow: z.int().nullable() })),
    }),
  },
  /** All queues by place, the general one last. */
  'queues.list': { roles: everyone, input: z.strictObject({}), output: z.object({ queues: z.array(Queue), placing: Placing.nullable() }) },
  /** Makes a queue (`queueId` null: at the last place) or changes one; its cases find their place soon. CONFLICT when the name is taken. */
  'queues.save': {
    roles: leads,
    input: z.strictObject({
      requestId,
      queueId: Id.nullable(),
      name: SomeText.max(60),
      rule: QueueRule,
      skill: SomeText.max(40).nullable(),
      isActive: z.boolean(),
      people: z.array(z.strictObject({ personId: Id, capacity: z.int().min(1).max(100).nullable() })).max(mostQueuePeople),
    }),
    output: Queue,
  },
  /** Takes a queue away; its cases go to the first other that takes them. */
  'queues.remove': { roles: leads, input: z.strictObject({ requestId, queueId: Id }), output: z.null() },
  /** Sets the order in which queues are asked for a case: all of them, each once, without the general one. CONFLICT when they are others by now. */
  'queues.order': { roles: leads, input: z.strictObject({ requestId, queueIds: z.array(Id).max(mostQueues) }), output: z.null() },
  /** What a rule would take of the cases that wait now (a queue before it may take them all the same): counted up to 10,000, then `isMore`; with the heaviest as examples. */
  'queues.previewRule': {
    roles: leads,
    input: z.strictObject({ rule: QueueRule, queueId: Id.nullable().default(null) }),
    output: z.object({ count: z.int(), isMore: z.boolean(), examples: z.array(RuleExample) }),
  },
  /** Cases that do not get on: `stuck` waits or lapses, the longest waiting first; `bouncing` is taken or skipped again and again, the newest first. `days`: how long is long. */
  'queues.troubles': {
    roles: everyone,
    input: z.strictObject({
      list: z.enum(['stuck', 'bouncing']),
      cursor: z.string().max(60).nullable().default(null),
      limit: z.int().min(1).max(100).default(50),
    }),
    output: z.object({ rows: z.array(Trouble), nextCursor: z.string().nullable(), stuckDays: z.int() }),
  },
  /** Queues in which cases wait that nobody can be served, and people who have as many cases in hand as they may. */
  'queues.gaps': {
    roles: everyone,
    input: z.strictObject({}),
    output: z.object({
      queues: z.array(z.object({ queueId: Id, name: z.string(), waiting: z.int(), words: z.string() })),
      people: z.array(z.object({ personId: Id, personName: z.string(), queueId: Id, queueName: z.string(), holds: z.int(), capacity: z.int() })),
    }),
  },
  /** Running leases, the soonest to end first: up to 500. */
  'queues.leases': { roles: everyone, input: z.strictObject({}), output: z.object({ rows: z.array(RunningLease), isMore: z.boolean() }) },
  /** Ends somebody's lease, openly: the reason stands at the top of the case, which waits again; their draft is kept. */
  'queues.endLease': { roles: ['lead'], input: z.strictObject({ requestId, caseId: Id, reason: SomeText.max(2_000) }), output: z.object({ version: z.int() }) },
} as const;
