import { z } from 'zod';
import { Money } from './money.ts';
import { AskedEvidence } from './policy.ts';
import { RulingDraft, RulingHint } from './rulings.ts';
import { Followed, Suggestion } from './suggestions.ts';
import { Id, Millis, Sha256 } from './text.ts';
import { Reason } from './vocabulary.ts';

/** A draft as it stood at one moment; `draft` null: it was kept by another version of the desk and cannot be read any more. */
export const DraftEdit = z.object({ personId: Id, personName: z.string(), at: Millis, draft: RulingDraft.nullable() });
export type DraftEdit = z.infer<typeof DraftEdit>;

/** What was noted beside the frozen file when a ruling was staged. */
export const RulingMoment = z.object({
  /** Conditions met and asked by the check before signing, and what it advised. */
  met: z.int(),
  asked: z.int(),
  hints: z.array(RulingHint),
  /** What its author may decide alone in the currency of the refund; null: no limit bound them. */
  limit: Money.nullable(),
  /** The document of the policy as it was read, and the evidence it asks for, by the reasons of the claims. */
  policySha256: Sha256,
  evidence: z.array(z.object({ reason: Reason, asked: z.array(AskedEvidence) })),
});
export type RulingMoment = z.infer<typeof RulingMoment>;

/** A thing that stands otherwise today, in words; `before` or `now` null: it was not there, or is not there any more. */
export const ChangeSince = z.object({
  part: z.enum(['case', 'claims', 'exhibits', 'places', 'messages', 'order', 'policy', 'records']),
  what: z.string(),
  before: z.string().nullable(),
  now: z.string().nullable(),
  /** The exhibit it is about. */
  evidenceId: Id.nullable(),
});
export type ChangeSince = z.infer<typeof ChangeSince>;

/** How the file of an exhibit stands today against the frozen one. `none`: it never had a file. */
export const FileSince = z.enum(['same', 'other', 'erased', 'broken', 'gone', 'none']);
export type FileSince = z.infer<typeof FileSince>;

/** How the frozen file fits its hash; `other`: it is not what was frozen. */
export const FrozenFit = z.enum(['fits', 'other']);

/** A case as it was when it was ruled on (`was` never changes), and what is different now. */
export const AsItWas = z.object({
  was: z.object({
    rulingId: Id,
    caseId: Id,
    caseReference: z.string(),
    at: Millis,
    personId: Id,
    personName: z.string(),
    /** What both sides agreed on themselves; nobody ruled. */
    isSettlement: z.boolean(),
    /** A `CaseFile` as the person who ruled saw it. */
    frozenFile: z.json(),
    frozenSha256: z.string(),
    fit: FrozenFit,
    policyVersion: z.string(),
    /** When its author took the case last; null when that is not known. */
    takenAt: Millis.nullable(),
    /** Null for rulings from before this was noted. */
    moment: RulingMoment.nullable(),
    suggestion: Suggestion.nullable(),
    followed: Followed.nullable(),
    /** Oldest first, the last one as it was staged; null: kept from the person who asks. Empty: none were kept then. */
    drafts: z.array(DraftEdit).nullable(),
    /** There are older drafts than those. */
    hasMoreDrafts: z.boolean(),
  }),
  today: z.object({
    at: Millis,
    /** Of every exhibit of the frozen file. */
    files: z.array(z.object({ evidenceId: Id, is: FileSince, words: z.string().nullable() })),
    changes: z.array(ChangeSince),
    /** The version that binds the case today, the newest in force, and whether the document of then reads as it did; null: not known. */
    policy: z.object({ binds: z.string(), inForce: z.string(), isTextKept: z.boolean().nullable() }),
  }),
});
export type AsItWas = z.infer<typeof AsItWas>;

export const asItWasMethods = {
  /** Everything of the moment a ruling was staged. Drafts are told to their author and to leads. */
  'rulings.asItWas': { roles: ['mediator', 'lead', 'admin'], input: z.strictObject({ rulingId: Id }), output: AsItWas },
} as const;
