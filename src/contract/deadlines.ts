import { z } from 'zod';
import { Id, Millis, SomeText } from './text.ts';
import { Actor, Adversary } from './vocabulary.ts';

const words = z.string().nullable();

/** One day on the way to the end of a time: counted as the nth, or passed over because it is no working day. */
export const CalendarDay = z.object({
  /** `2026-10-01`, in the zone of the party. */
  date: z.string(),
  /** The how-manieth working day it is; null when it does not count. */
  counted: z.int().nullable(),
  /** Why it does not count; `start`: the day from which is counted. */
  off: z.enum(['start', 'weekend', 'holiday']).nullable(),
  /** The weekday or the holiday; a weekend day that is worked says so. */
  name: words,
});
export type CalendarDay = z.infer<typeof CalendarDay>;

/** How the end of a time was worked out, day by day. */
export const Reckoning = z.object({
  from: Millis,
  /** Working days. */
  days: z.int(),
  /** ISO 3166-1, with a region after a hyphen where one is known; null when nobody knows it. */
  country: words,
  /** IANA zone; the time ends with the last second of a day there. */
  zone: z.string(),
  /** What was not known and what was taken in its place. */
  notes: z.array(z.string()),
  steps: z.array(CalendarDay),
  dueAt: Millis,
});
export type Reckoning = z.infer<typeof Reckoning>;

export const deadlineMoveKinds = ['set', 'extended', 'paused', 'resumed'] as const;

/** One step in the life of a deadline at this desk. */
export const DeadlineMove = z.object({
  moveId: Id,
  kind: z.enum(deadlineMoveKinds),
  personName: z.string(),
  at: Millis,
  /** Told to both sides. */
  reason: words,
  /** Working days given, added, or for which it is paused at the most. */
  days: z.int(),
  /** When a pause ends by itself. */
  untilAt: Millis.nullable(),
  dueBefore: Millis.nullable(),
  dueAt: Millis,
  reckoning: Reckoning,
});
export type DeadlineMove = z.infer<typeof DeadlineMove>;

/** What shows that a party was told of its time: a letter of the desk, or what the source recorded. */
export const Notice = z.object({
  by: z.enum(['desk', 'source']),
  kind: z.enum(['letter', 'message', 'record']),
  at: Millis,
  language: words,
  words: z.string(),
  /** The question or message. */
  refId: Id.nullable(),
});
export type Notice = z.infer<typeof Notice>;

/** What met a deadline. */
export const MetBy = z.object({ kind: z.enum(['message', 'exhibit', 'remedy', 'claim', 'ruling', 'unknown']), at: Millis.nullable(), refId: Id.nullable() });
export type MetBy = z.infer<typeof MetBy>;

/** The time one party has for one action. */
export const Deadline = z.object({
  deadlineId: Id,
  party: Actor,
  action: z.string(),
  /** The end that counts: as stated, or later when the desk extended or paused it. */
  dueAt: Millis,
  isMandatory: z.boolean(),
  /** `desk`: set by a question of this desk, whose id it has. */
  from: z.enum(['source', 'rule', 'desk']),
  /** Since when it runs. */
  startedAt: Millis.nullable().default(null),
  /** The end as it was first stated. */
  statedDueAt: Millis.nullable().default(null),
  state: z.enum(['open', 'paused', 'met', 'passed', 'withdrawn']).default('open'),
  metBy: MetBy.nullable().default(null),
  /** How the end that counts was worked out; null when the source stated it. */
  reckoning: Reckoning.nullable().default(null),
  /** Oldest first. */
  moves: z.array(DeadlineMove).default([]),
  notices: z.array(Notice).default([]),
});
export type Deadline = z.infer<typeof Deadline>;

/** What follows from a time that passed in silence: whether a default ruling is possible, and the words it would rest on. A proposal, never applied by itself. */
export const DefaultProposal = z.object({
  party: Adversary,
  /** The deadline that passed; null when the side never had one. */
  deadlineId: Id.nullable(),
  isPossible: z.boolean(),
  words: z.string(),
  /** The named absence a finding may rest on. */
  absence: z.string(),
  clauseCode: z.string(),
  claimIds: z.array(Id),
});
export type DefaultProposal = z.infer<typeof DefaultProposal>;

/** The most working days all extensions of one deadline may add up to, and one pause may last. */
export const mostExtraDays = 30;

const mediators = ['mediator', 'lead'] as const;
const one = z.strictObject({ caseId: Id, deadlineId: Id });
const change = one.extend({ requestId: z.uuid(), reason: SomeText.max(1_000) });
const days = z.int().min(1).max(mostExtraDays);
const changed = z.object({ version: z.int(), dueAt: Millis });

export const deadlineMethods = {
  /** Works out where a change would lead, day by day; changes nothing. */
  'deadlines.preview': { roles: mediators, input: one.extend({ act: z.enum(['extend', 'pause', 'resume']), days: days.default(1) }), output: Reckoning },
  /** Until when a side may answer what it would be asked now. */
  'deadlines.answerTime': { roles: mediators, input: z.strictObject({ caseId: Id, to: Adversary }), output: Reckoning },
  /** Gives a party some working days more, and tells both sides why. */
  'deadlines.extend': { roles: mediators, input: change.extend({ days }), output: changed },
  /** Stops the clock for some working days at the most, and tells both sides why. */
  'deadlines.pause': { roles: mediators, input: change.extend({ days }), output: changed },
  /** Lets the clock go on before the pause ends by itself, and tells both sides why. */
  'deadlines.resume': { roles: mediators, input: change, output: changed },
} as const;
