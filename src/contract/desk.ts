import { z } from 'zod';

/** Milliseconds a lease lasts from its last heartbeat. */
export const leaseMs = 10 * 60_000;

export const DeskStatus = z.object({
  version: z.string(),
  dataDir: z.string(),
  isEncrypted: z.boolean(),
  /** `read`: another process holds the data folder, this one only looks. */
  mode: z.enum(['write', 'read']),
  undoWindowMs: z.int(),
  cases: z.int(),
  staged: z.int(),
  /** Held rulings that the person who asks may decide. */
  held: z.int(),
  /** `waiting`: due and not begun; jobs for a later time are left out. */
  jobs: z.object({ running: z.int(), waiting: z.int(), failed: z.int() }),
  /** Open differences to the marketplace's ledger, as far as the person who asks may know. */
  differences: z.int(),
  /** Payouts that failed, or of which nobody knows whether they arrived. */
  stuckPayouts: z.int().default(0),
  /** What this start found after an unclean end, in words; null after a clean one. */
  recovered: z.object({ at: z.int(), words: z.string() }).nullable().default(null),
  /** For more than a quarter of an hour nothing could be fetched from the marketplace. */
  isCutOff: z.boolean(),
});
export type DeskStatus = z.infer<typeof DeskStatus>;

/** `undoSeconds`: how long a ruling can be taken back; `idleMinutes`: a session nobody touches for so long locks itself. */
const Settings = z.object({ undoSeconds: z.int(), idleMinutes: z.int() });

const everyone = ['mediator', 'lead', 'triage', 'admin'] as const;

export const deskMethods = {
  'desk.status': { roles: everyone, input: z.strictObject({}), output: DeskStatus },
  /** Fills an empty desk with the sample docket (no `cases`), or adds that many generated ones, `decided` of 100 of them ruled on already. Only an empty desk, a sample desk, or for an admin. */
  'desk.fillDemo': {
    roles: ['lead', 'admin'],
    input: z.strictObject({ cases: z.int().min(1).max(1_000_000).optional(), seed: z.string().max(100).default('1'), decided: z.int().min(0).max(100).default(0) }),
    output: z.object({ created: z.int(), decided: z.int() }),
  },
  /** Ends the making of generated cases; those that are there stay, and the call that ordered them answers with their number. */
  'desk.stopDemo': { roles: ['lead', 'admin'], input: z.strictObject({}), output: z.object({}) },
  'settings.get': { roles: everyone, input: z.strictObject({}), output: Settings },
  /** What is left out stays as it is. */
  'settings.set': {
    roles: ['lead', 'admin'],
    input: z.strictObject({ undoSeconds: z.int().min(0).max(60).optional(), idleMinutes: z.int().min(1).max(240).optional() }),
    output: Settings,
  },
} as const;
