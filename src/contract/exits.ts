import { z } from 'zod';
import { Id, Millis, SomeText } from './text.ts';
import { CaseState, Closing } from './vocabulary.ts';

/** Why a case is not for this desk to decide. */
export const ineligibilities = ['out_of_time', 'not_our_order', 'decided_elsewhere', 'not_a_dispute', 'paid_back', 'other'] as const;
export const Ineligibility = z.enum(ineligibilities);
export type Ineligibility = z.infer<typeof Ineligibility>;

/** How it is known that the buyer withdrew. */
export const withdrawalWays = ['message', 'marketplace', 'phone', 'other'] as const;
export const WithdrawalWay = z.enum(withdrawalWays);
export type WithdrawalWay = z.infer<typeof WithdrawalWay>;

/** Why somebody hands a case to a lead, in the order of the digits. */
export const escalationChoices = ['large', 'fraud', 'law', 'policy_unclear', 'press', 'other'] as const;
export const EscalationChoice = z.enum(escalationChoices);
export type EscalationChoice = z.infer<typeof EscalationChoice>;
/** Why a case is with a lead. `skipped_often`: nobody chose that, the desk does it at the third skip. */
export const escalations = [...escalationChoices, 'skipped_often'] as const;
export const EscalationReason = z.enum(escalations);
export type EscalationReason = z.infer<typeof EscalationReason>;

/** Another case as a link shows it. */
export const CaseLink = z.object({ caseId: Id, reference: z.string(), state: CaseState, title: z.string().nullable() });
export type CaseLink = z.infer<typeof CaseLink>;

/** How a case left the desk, beside or after a ruling. */
export const CaseExit = z.object({
  as: Closing,
  /** The code chosen: an `Ineligibility` or a `WithdrawalWay`; null for a merge. */
  code: z.string().nullable(),
  words: z.string().nullable(),
  personName: z.string(),
  at: Millis,
  /** The case it was merged into. */
  into: CaseLink.nullable(),
});
export type CaseExit = z.infer<typeof CaseExit>;

/** A case that waits for a lead. */
export const Escalation = z.object({ reason: EscalationReason, words: z.string().nullable(), personName: z.string(), at: Millis });
export type Escalation = z.infer<typeof Escalation>;

const mediators = ['mediator', 'lead'] as const;
const oneCase = z.strictObject({ requestId: z.uuid(), caseId: Id, expectedVersion: z.int() });
const version = z.object({ version: z.int() });
const words = SomeText.max(2_000);

export const exitMethods = {
  /** Closes a case that is not for this desk; both sides are told. Whoever works on it must be the person who asks: LEASE_LOST. */
  'cases.reject': { roles: mediators, input: oneCase.extend({ reason: Ineligibility, words }), output: version },
  /** Closes a case that the buyer withdrew. */
  'cases.withdraw': { roles: mediators, input: oneCase.extend({ known: WithdrawalWay, words }), output: version },
  /** Closes a case in favour of another open one about the same order; its exhibits and messages stay with it, and each names the other. */
  'cases.merge': { roles: mediators, input: oneCase.extend({ intoCaseId: Id, words: words.nullable() }), output: version },
  /** Open cases of the same source about the same order, newest first. */
  'cases.ofOrder': { roles: ['mediator', 'lead', 'triage', 'admin'], input: z.strictObject({ caseId: Id }), output: z.array(CaseLink) },
  /** Hands a case to the leads: nobody else is served it, or can claim it, until it is decided or a lead gives it back. */
  'cases.escalate': { roles: mediators, input: oneCase.extend({ reason: EscalationChoice, words: words.nullable() }), output: version },
  /** Lets mediators have an escalated case again. */
  'cases.endEscalation': { roles: ['lead'], input: oneCase.extend({ words: words.nullable() }), output: version },
  /** Ends the lease of somebody else, openly: the reason stands at the top of the case, and their draft is kept. */
  'cases.freeLease': { roles: ['lead'], input: oneCase.extend({ reason: words }), output: version },
} as const;
