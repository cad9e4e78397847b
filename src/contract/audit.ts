import { z } from 'zod';
import { Id, Millis } from './text.ts';

/** One entry of the hash-chained log, as a person reads it. */
export const AuditEntry = z.object({
  seq: z.int(),
  at: Millis,
  personName: z.string(),
  action: z.string(),
  subject: z.string(),
  words: z.string(),
  hash: z.string(),
});
export type AuditEntry = z.infer<typeof AuditEntry>;

export const VerifyResult = z.object({
  ok: z.boolean(),
  entries: z.int(),
  /** The first entry that does not hold, and what is wrong with it. */
  firstBroken: z.object({ seq: z.int(), message: z.string() }).nullable(),
  evidence: z.object({
    checked: z.int(),
    broken: z.array(z.object({ evidenceId: Id, caseId: Id, label: z.string(), message: z.string() })),
  }),
});
export type VerifyResult = z.infer<typeof VerifyResult>;

export const auditMethods = {
  /** Checks the whole log, the rows it covers, and every evidence file. */
  'audit.verify': { roles: ['lead', 'admin'], input: z.strictObject({}), output: VerifyResult },
  /** What was done to one case, oldest first. */
  'audit.ofCase': {
    roles: ['mediator', 'lead', 'triage', 'admin'],
    input: z.strictObject({ caseId: Id }),
    output: z.array(AuditEntry),
  },
} as const;
