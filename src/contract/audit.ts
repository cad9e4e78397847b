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

/** What the `format` of a checkpoint says, in the database, in an anchor file and in an export alike. */
export const checkpointFormat = 'mediation-desk-checkpoint/1';

/** A signature over the length and the head of a log; held by somebody else it is an anchor. See docs/log.md. */
export const Checkpoint = z.strictObject({
  format: z.literal(checkpointFormat),
  logId: z.string().regex(/^[0-9a-f]{32}$/),
  size: z.int().min(1),
  head: z.string().regex(/^[0-9a-f]{64}$/),
  at: Millis,
  publicKey: z.string().regex(/^[0-9a-f]{64}$/),
  signature: z.string().regex(/^[0-9a-f]{128}$/),
});
export type Checkpoint = z.infer<typeof Checkpoint>;

/** Something that does not hold: the entry it begins with (0 when no entry is about it), what is wrong, and what can be relied on all the same. */
export const LogFault = z.object({
  kind: z.enum(['chain', 'words', 'row', 'checkpoint', 'anchor', 'file']),
  seq: z.int(),
  message: z.string(),
  safe: z.string(),
});
export type LogFault = z.infer<typeof LogFault>;

/** Where an anchor lay: given for this check, kept in this database since it came back, or the file in the data folder. */
export const AnchorPlace = z.enum(['given', 'kept', 'folder']);
/**
 * `ahead`: it saw more entries than there are; `differs`: another hash at its entry; `otherLog`: it is of another log; `forged`: its signature does not
 * fit; `behind`: it fits its entry, but that stands behind a broken one, so it proves nothing of what stands before.
 */
export const AnchorVerdict = z.enum(['holds', 'behind', 'ahead', 'differs', 'otherLog', 'forged']);

/** The anchors of one holder, held against the log; `upTo` and `at` are of the newest that agrees, 0 when none does. */
export const HeldAnchors = z.object({
  heldBy: z.string(),
  place: AnchorPlace,
  anchors: z.int(),
  agree: z.int(),
  upTo: z.int(),
  at: Millis,
  verdict: AnchorVerdict,
});
export type HeldAnchors = z.infer<typeof HeldAnchors>;

/** What exactly a check of the log proved, as data and as sentences. */
export const LogProof = z.object({
  logId: z.string().nullable(),
  /** Entries 1 to this one follow from each other. */
  unbrokenTo: z.int(),
  /** The hash of that entry. */
  head: z.string().nullable(),
  /** Entries whose words were erased; their hashes are still there. */
  erased: z.int(),
  /** Covered rows that were held against the entries about them. */
  rows: z.int(),
  keys: z.array(z.object({ fingerprint: z.string(), isOwn: z.boolean(), checkpoints: z.int(), upTo: z.int(), at: Millis })),
  signedTo: z.int(),
  anchors: z.array(HeldAnchors),
  /** The newest entry that an anchor from outside vouches for; 0 when there is none. */
  outsideTo: z.int(),
  /** Some of the checkpoints and anchors that agree, evenly thinned, for a picture. */
  marks: z.array(z.object({ at: z.int(), kind: z.enum(['checkpoint', 'anchor']) })),
  sentences: z.array(z.object({ tone: z.enum(['proved', 'open', 'broken']), words: z.string() })),
});
export type LogProof = z.infer<typeof LogProof>;

export const VerifyResult = z.object({
  ok: z.boolean(),
  entries: z.int(),
  /** The first thing that does not hold, and what is wrong with it. */
  firstBroken: z.object({ seq: z.int(), message: z.string(), safe: z.string() }).nullable(),
  /** Everything found, the first first; at most 50. */
  faults: z.array(LogFault),
  proof: LogProof,
  evidence: z.object({
    checked: z.int(),
    broken: z.array(z.object({ evidenceId: Id, caseId: Id, label: z.string(), message: z.string() })),
  }),
});
export type VerifyResult = z.infer<typeof VerifyResult>;

/** The text of an anchor file and who held it; anybody may have written either. */
export const GivenAnchors = z.strictObject({ heldBy: z.string().trim().min(1).max(200), text: z.string().max(4_000_000) });
export type GivenAnchors = z.infer<typeof GivenAnchors>;

/** One entry as the log screen lists it. */
export const LogRow = AuditEntry.extend({ personId: z.string(), caseId: Id.nullable(), reference: z.string().nullable(), isSigned: z.boolean() });
export type LogRow = z.infer<typeof LogRow>;

const leads = ['lead', 'admin'] as const;

export const auditMethods = {
  /** Checks the whole log, the rows it covers, and every evidence file; told by `verify.progressed` on the way. CANCELLED after `audit.stopVerify`. */
  'audit.verify': { roles: leads, input: z.strictObject({ anchors: z.array(GivenAnchors).max(50).default([]) }), output: VerifyResult },
  /** Stops a check that runs; nothing else happens. */
  'audit.stopVerify': { roles: leads, input: z.strictObject({}), output: z.null() },
  /** The last check this desk made since it started. */
  'audit.lastVerified': { roles: leads, input: z.strictObject({}), output: z.object({ at: Millis, ms: z.int(), result: VerifyResult }).nullable() },
  /** What was done to one case, oldest first. */
  'audit.ofCase': {
    roles: ['mediator', 'lead', 'triage', 'admin'],
    input: z.strictObject({ caseId: Id }),
    output: z.array(AuditEntry),
  },
  /** Entries, newest first, `limit` at most from before one; `next` is what to give as `before` for the page behind, null at the end. What the person may not know yet is left out. */
  'audit.entries': {
    roles: leads,
    input: z.strictObject({ before: z.int().optional(), limit: z.int().min(1).max(200).default(50), personId: Id.optional(), action: z.string().max(100).optional(), caseId: Id.optional(), reference: z.string().regex(/^C-\d{1,12}$/i, 'a reference such as C-20417').optional() }),
    output: z.object({ entries: z.array(LogRow), next: z.int().nullable(), total: z.int(), actions: z.array(z.string()) }),
  },
  /** Signs the log as it stands now, by hand. NOT_ALLOWED_NOW when this desk has no key. */
  'audit.sign': { roles: leads, input: z.strictObject({ requestId: z.uuid() }), output: Checkpoint },
  /** The newest checkpoint as the text of an anchor file; null when nothing was signed yet. */
  'audit.anchor': { roles: leads, input: z.strictObject({}), output: z.object({ fileName: z.string(), text: z.string(), size: z.int(), at: Millis }).nullable() },
  /** Keeps anchors that came back from outside; one that proves nothing about this log is named and not kept. */
  'audit.importAnchors': {
    roles: leads,
    input: GivenAnchors.extend({ requestId: z.uuid() }),
    output: z.object({ kept: z.int(), known: z.int(), refused: z.array(z.object({ line: z.int(), message: z.string() })) }),
  },
  /** Anchors kept, newest first. */
  'audit.anchors': {
    roles: leads,
    input: z.strictObject({}),
    output: z.array(z.object({ anchorId: Id, size: z.int(), at: Millis, heldBy: z.string(), fingerprint: z.string(), importedAt: Millis, isOfThisLog: z.boolean() })),
  },
} as const;
