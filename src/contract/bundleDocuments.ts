import { z } from 'zod';
import { Money } from './money.ts';
import { RefundSheet } from './refunds.ts';
import { RulingInput, WorkingLine } from './rulings.ts';
import { SpotPlace } from './spots.ts';
import { Id, Instant, Sha256, Text } from './text.ts';
import { Admissibility, Reason } from './vocabulary.ts';

/** The document `data/ruling.json` of a bundle that travels back. */
export const RulingDocument = z.strictObject({
  schema: z.literal('dispute-ruling/1'),
  ruling: RulingInput,
  amount: Money.nullable(),
  working: z.array(WorkingLine),
  sheet: RefundSheet.nullable().default(null),
  personName: Text,
  /** Both sides agreed on it: a settlement, offered by the person named, and no ruling. */
  isAgreed: z.boolean().optional(),
  decidedAt: Instant,
  policyVersion: Text,
  /** Evidence ids of case.json by this desk's exhibit labels, with the SHA-256 of the file that was ruled on, where there was one. */
  exhibits: z.array(z.strictObject({ label: z.string(), evidenceId: Id, sha256: Sha256.optional() })),
  /** The cited places; `evidenceId` is that of case.json, null for a message or a scan. */
  spots: z.array(z.strictObject({ spotId: Id, label: z.string(), evidenceId: Id.nullable(), name: Text, place: SpotPlace })).default([]),
});
export type RulingDocument = z.infer<typeof RulingDocument>;

/** The document `data/triage.json`: what people of a desk noted, for the next desk. */
export const TriageDocument = z.strictObject({
  schema: z.literal('dispute-triage/1'),
  notes: z.array(z.strictObject({ noteId: Id, personName: Text, at: Instant, text: Text })),
  admissibility: z.array(z.strictObject({ evidenceId: Id, admissibility: Admissibility, reason: Text.nullable() })),
  relabelled: z.array(z.strictObject({ claimId: Id, reason: Reason })),
});
export type TriageDocument = z.infer<typeof TriageDocument>;
