import { z } from 'zod';
import { goldenMethods } from './goldens.ts';
import { Money } from './money.ts';
import { Coverage, SamplePlan, SamplePreview, SampleSetup } from './samplePlan.ts';
import { scorecardMethods } from './scorecards.ts';
import { Id, Millis, Sha256, SomeText } from './text.ts';
import { Reason } from './vocabulary.ts';

/** How far the reviews of a sample are, counted in rulings. `left`: nobody began one. */
export const SampleProgress = z.object({ size: z.int(), reviewed: z.int(), open: z.int(), left: z.int(), mineOpen: z.int(), mineReviewed: z.int() });
export type SampleProgress = z.infer<typeof SampleProgress>;

export const SampleSummary = z.object({
  sampleId: Id,
  name: z.string(),
  fromAt: Millis,
  untilAt: Millis,
  populationSize: z.int(),
  drawnAt: Millis,
  drawnByName: z.string(),
  progress: SampleProgress,
});
export type SampleSummary = z.infer<typeof SampleSummary>;

/** The state of one's own review of a ruling; `reviewId` to go on with it. */
export const itemStates = ['open', 'viewed', 'decided', 'disputed', 'final'] as const;

/**
 * One ruling of a sample, without anything of the ruling itself: who reviews it sees the evidence first. Golden cases look like all others,
 * so neither the rule that drew an item nor its time is told.
 */
export const SampleItem = z.object({
  position: z.int(),
  rulingId: Id,
  caseId: Id,
  caseReference: z.string(),
  /** What the buyer complained of, and how much is disputed; both of the case. */
  reason: Reason,
  disputed: Money.nullable(),
  title: z.string().nullable(),
  mine: z.object({ reviewId: Id, state: z.enum(itemStates) }).nullable(),
  /** Others at it, within this sample. */
  others: z.array(z.object({ personName: z.string(), isDecided: z.boolean() })),
  /** Why the person who asks cannot review it; null when they can. */
  whyNot: z.string().nullable(),
});
export type SampleItem = z.infer<typeof SampleItem>;

export const SampleFile = z.object({
  summary: SampleSummary,
  seed: z.string(),
  populationSha256: Sha256,
  plan: SamplePlan,
  items: z.array(SampleItem),
});
export type SampleFile = z.infer<typeof SampleFile>;

/** Whether a sample is drawn again to the row, and exactly what differs where it is not. */
export const SampleCheck = z.object({
  isSame: z.boolean(),
  size: z.int(),
  words: z.string(),
  /** Rulings in the period now that were not in it when the sample was drawn, and those that were and are not; the first fifty of each. */
  added: z.array(z.object({ rulingId: Id, caseReference: z.string().nullable() })),
  gone: z.array(z.object({ rulingId: Id, caseReference: z.string().nullable() })),
  addedCount: z.int(),
  goneCount: z.int(),
  /** Places of the sample where another ruling would stand now, from 1; the first fifty. */
  places: z.array(z.int()),
  placesCount: z.int(),
});
export type SampleCheck = z.infer<typeof SampleCheck>;

const readers = ['lead', 'admin'] as const;
const requestId = z.uuid();

/** Samples of rulings to be reviewed, drawn by rule and by chance. */
export const sampleMethods = {
  /** What a plan would draw now; keeps nothing. BAD_INPUT when the period does not hold. */
  'samples.preview': { roles: readers, input: SampleSetup, output: SamplePreview },
  /** Draws a sample and keeps it for good. NOT_ALLOWED_NOW when nothing would be drawn. */
  'samples.draw': { roles: ['lead'], input: SampleSetup.extend({ requestId, name: SomeText.max(120) }), output: z.object({ sampleId: Id, size: z.int() }) },
  /** Samples, newest first. */
  'samples.list': {
    roles: readers,
    input: z.strictObject({ cursor: z.string().nullable().default(null), limit: z.int().min(1).max(100).default(50) }),
    output: z.object({ rows: z.array(SampleSummary), nextCursor: z.string().nullable() }),
  },
  /** One sample with its items in the order they were drawn. */
  'samples.get': { roles: readers, input: z.strictObject({ sampleId: Id }), output: SampleFile },
  /** How a sample covers what it was drawn from. */
  'samples.coverage': { roles: readers, input: z.strictObject({ sampleId: Id }), output: Coverage },
  /** Draws a sample again from what is stored and compares. */
  'samples.check': { roles: readers, input: z.strictObject({ sampleId: Id }), output: SampleCheck },
  ...goldenMethods,
  ...scorecardMethods,
} as const;
