import { z } from 'zod';
import { Id, Millis, SomeText } from './text.ts';

const page = z.int().min(1).max(100_000);
const fraction = z.number().min(0).max(1);
/** On a film, and only there: the moment of the picture the place is in. */
const atMs = z.int().min(0).optional();

/**
 * Where in an exhibit or a record of the case. Places on a picture or page are fractions of its upright width and height, so that they
 * hold at every size; pages, lines and scans count from 1.
 */
export const SpotPlace = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('area'), page, x: fraction, y: fraction, width: fraction, height: fraction, atMs }),
  z.strictObject({ type: z.literal('point'), page, x: fraction, y: fraction, atMs }),
  z.strictObject({ type: z.literal('span'), startMs: z.int().min(0), endMs: z.int().min(0) }),
  z.strictObject({ type: z.literal('lines'), from: z.int().min(1), to: z.int().min(1), quote: SomeText.max(2_000) }),
  z.strictObject({ type: z.literal('message'), messageId: Id, quote: SomeText.max(2_000) }),
  z.strictObject({ type: z.literal('scan'), parcelId: Id, scan: z.int().min(1), quote: SomeText.max(2_000) }),
]);
export type SpotPlace = z.infer<typeof SpotPlace>;

/** A named place that a finding can cite. */
export const Spot = z.object({
  spotId: Id,
  /** B-1.2 on an exhibit, M-1 for a message, T-1 for a scan of the tracking: given once, also when it is taken away. */
  label: z.string(),
  /** Null for a message or a scan: they are records of the case, not exhibits. */
  evidenceId: Id.nullable(),
  name: z.string(),
  place: SpotPlace,
  personName: z.string(),
  at: Millis,
});
export type Spot = z.infer<typeof Spot>;

const mediators = ['mediator', 'lead'] as const;
const oneSpot = z.strictObject({ requestId: z.uuid(), caseId: Id, spotId: Id });
const Name = SomeText.max(200);
const version = z.int();

export const spotMethods = {
  /** Names a place in an exhibit, or in a record of the case when `evidenceId` is null. */
  'cases.addSpot': {
    roles: mediators,
    input: z.strictObject({ requestId: z.uuid(), caseId: Id, evidenceId: Id.nullable(), name: Name, place: SpotPlace }),
    output: z.object({ spotId: Id, label: z.string(), version }),
  },
  'cases.renameSpot': { roles: mediators, input: oneSpot.extend({ name: Name }), output: z.object({ version }) },
  /** Takes a spot away; rulings that cite it keep it in their frozen file. */
  'cases.removeSpot': { roles: mediators, input: oneSpot, output: z.object({ version }) },
  /** Puts back a spot that was taken away, under its old label. */
  'cases.restoreSpot': { roles: mediators, input: oneSpot, output: z.object({ version }) },
} as const;
