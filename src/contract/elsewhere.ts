import { z } from 'zod';
import { Id, Millis } from './text.ts';
import { EvidenceKind, Side } from './vocabulary.ts';

/** An exhibit of another case that holds the same file, or a picture that looks nearly the same; a hint, never a proof. */
export const ElsewhereRow = z.object({
  caseId: Id,
  reference: z.string(),
  evidenceId: Id,
  label: z.string(),
  side: Side,
  kind: EvidenceKind,
  /** The party that handed it in, as it was called there; null when the source gave no name, or it came from nobody of the two. */
  partyName: z.string().nullable(),
  /** When it was handed in; when its case came, where the source does not say. */
  at: Millis,
  match: z.enum(['same', 'near']),
});
export type ElsewhereRow = z.infer<typeof ElsewhereRow>;

/** The most exhibits listed, and counted. */
export const mostElsewhere = 20;
export const mostElsewhereCounted = 1_000;

export const Elsewhere = z.object({
  /**
   * What was looked for: `looks` the same file and what looks nearly like it, `blank` the same file alone, because nearly blank pictures all look
   * alike, `waiting` the same file alone so far, `file` the same file alone, because it is no picture.
   */
  compared: z.enum(['looks', 'blank', 'waiting', 'file']),
  /** Of all, not of those listed; counted to one more than `mostElsewhereCounted`. */
  same: z.int(),
  near: z.int(),
  /** The same file first, then what looks the most like it, the newest case first. */
  rows: z.array(ElsewhereRow).max(mostElsewhere),
});
export type Elsewhere = z.infer<typeof Elsewhere>;

const everyone = ['mediator', 'lead', 'triage', 'admin'] as const;

export const elsewhereMethods = {
  /** Exhibits of other cases with the same file as this one or nearly the same picture; an erased one has none and is none. */
  'cases.exhibitElsewhere': { roles: everyone, input: z.strictObject({ caseId: Id, evidenceId: Id }), output: Elsewhere },
} as const;
