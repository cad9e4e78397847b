import { z } from 'zod';
import { Millis, SomeText } from './text.ts';

/** How orders, letters and returns leave the desk: by files in the exchange folder, or by the marketplace's API. */
export const connectionKinds = ['folder', 'api'] as const;
export const ConnectionKind = z.enum(connectionKinds);
export type ConnectionKind = z.infer<typeof ConnectionKind>;

/** What becomes of a secret: it stays, is replaced, or goes. It is written and never read out again. */
export const SecretChange = z.discriminatedUnion('change', [
  z.strictObject({ change: z.literal('keep') }),
  z.strictObject({ change: z.literal('replace'), value: z.string().regex(/^[\x21-\x7e]{1,2000}$/, 'a secret without blanks, in characters of ASCII') }),
  z.strictObject({ change: z.literal('remove') }),
]);
export type SecretChange = z.infer<typeof SecretChange>;

/** A payout, correction or return that was handed to the line in use and is not finished there; `hidden`: some of which the person may know nothing more. */
export const UnderWay = z.object({ kind: z.enum(['payout', 'correction', 'return', 'hidden']), reference: z.string(), words: z.string() });
export type UnderWay = z.infer<typeof UnderWay>;

/** The connection in use, without its secrets. */
export const Connection = z.object({
  kind: ConnectionKind,
  /** The folder that files are laid into; the address of the API; null when none was ever set. */
  folder: z.string(),
  url: z.string().nullable(),
  /** Who answered there, and the source of its cases, when the connection was saved. */
  name: z.string().nullable(),
  source: z.string().nullable(),
  hasToken: z.boolean(),
  hasWebhookSecret: z.boolean(),
  /** Why nothing can be sent at the moment; null when it can. */
  whyNot: z.string().nullable(),
  /** Whether this desk can keep secrets at all, and why not. */
  canKeepSecrets: z.boolean(),
  underWay: z.array(UnderWay),
  changedAt: Millis.nullable(),
  changedBy: z.string().nullable(),
});
export type Connection = z.infer<typeof Connection>;

const entered = {
  kind: ConnectionKind,
  url: z.string().max(500).nullable().default(null),
  token: SecretChange.default({ change: 'keep' }),
  webhookSecret: SecretChange.default({ change: 'keep' }),
};

export const testSteps = ['address', 'reach', 'token', 'source', 'clock', 'disputes', 'folder'] as const;

/** One step of a test: `skipped` when a step before it failed. */
export const TestStep = z.object({ step: z.enum(testSteps), verdict: z.enum(['good', 'warning', 'fault', 'skipped']), words: SomeText });
export type TestStep = z.infer<typeof TestStep>;

const everyone = ['mediator', 'lead', 'triage', 'admin'] as const;

export const marketplaceMethods = {
  'marketplace.get': { roles: everyone, input: z.strictObject({}), output: Connection },
  /**
   * Changes the connection. CONFLICT when it was changed since `seenAt` (the `changedAt` the person saw); NOT_ALLOWED_NOW when something is under
   * way on the line in use and another was chosen, or the new one does not work.
   */
  'marketplace.set': { roles: ['lead', 'admin'], input: z.strictObject({ requestId: z.uuid(), seenAt: Millis.nullable().optional(), ...entered }), output: Connection },
  /** Tries what was entered, before it is saved; changes nothing. */
  'marketplace.test': { roles: ['lead', 'admin'], input: z.strictObject(entered), output: z.object({ ok: z.boolean(), steps: z.array(TestStep) }) },
} as const;
