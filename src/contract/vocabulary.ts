import { z } from 'zod';

/** Who may hand in evidence or take a step in a case. */
export const sides = ['buyer', 'seller', 'platform', 'carrier'] as const;
export const Side = z.enum(sides);
export type Side = z.infer<typeof Side>;

/** The two adversaries; letters, deadlines and rulings address these. */
export const adversaries = ['buyer', 'seller'] as const;
export const Adversary = z.enum(adversaries);
export type Adversary = z.infer<typeof Adversary>;

/** Anyone who can act or be waited for in a case. */
export const Actor = z.enum([...sides, 'mediator']);
export type Actor = z.infer<typeof Actor>;

/** Why the buyer complains, one code per claim. */
export const reasons = [
  'not_received',
  'not_as_described',
  'wrong_item',
  'defective',
  'damaged_in_transit',
  'missing_parts',
  'counterfeit',
  'return_not_refunded',
  'other',
] as const;
export const Reason = z.enum(reasons);
export type Reason = z.infer<typeof Reason>;

/** What was bought, as far as it changes which evidence can be asked for. */
export const goodsKinds = ['electronics', 'clothing', 'household', 'fragile', 'beauty', 'food', 'jewellery', 'collectible', 'other'] as const;
export const GoodsKind = z.enum(goodsKinds);
export type GoodsKind = z.infer<typeof GoodsKind>;

/** What an evidence item is, by use rather than by file format. */
export const evidenceKinds = [
  'photo',
  'video',
  'audio',
  'document',
  'listing_snapshot',
  'chat',
  'email',
  'tracking',
  'other',
] as const;
export const EvidenceKind = z.enum(evidenceKinds);
export type EvidenceKind = z.infer<typeof EvidenceKind>;

/** Whether an exhibit may be relied on. Everything but `admitted` carries a reason. */
export const admissibilities = ['admitted', 'late', 'off_topic', 'duplicate', 'unreadable', 'forged'] as const;
export const Admissibility = z.enum(admissibilities);
export type Admissibility = z.infer<typeof Admissibility>;

/** What a party asks for or proposes. */
export const RemedyKind = z.enum(['full_refund', 'partial_refund', 'no_refund', 'replacement', 'resend', 'repair', 'other']);
export type RemedyKind = z.infer<typeof RemedyKind>;

export const RemedyState = z.enum(['pending', 'accepted', 'rejected', 'expired', 'withdrawn']);
export type RemedyState = z.infer<typeof RemedyState>;

/** How far a dispute had come at its source. */
export const SourceStage = z.enum(['inquiry', 'claim', 'dispute', 'arbitration', 'chargeback', 'closed']);
export type SourceStage = z.infer<typeof SourceStage>;

/** Where a case stands at this desk; `held`: its ruling waits for a second person. */
export const caseStates = ['received', 'queued', 'in_review', 'waiting', 'staged', 'held', 'ruled', 'closed'] as const;
export const CaseState = z.enum(caseStates);
export type CaseState = z.infer<typeof CaseState>;

/** How a case came to its end without a ruling of this desk, or after one. */
export const closings = ['at_source', 'settled', 'withdrawn', 'ineligible', 'merged', 'final'] as const;
export const Closing = z.enum(closings);
export type Closing = z.infer<typeof Closing>;

export const Outcome = z.enum(['full_refund', 'partial_refund', 'no_refund']);
export type Outcome = z.infer<typeof Outcome>;

/** What a mediator holds about one claim. */
export const findingResults = ['established', 'not_established', 'inconclusive'] as const;
export const FindingResult = z.enum(findingResults);
export type FindingResult = z.infer<typeof FindingResult>;

/** Who pays for a refund. */
export const bearers = ['seller', 'platform', 'carrier'] as const;
export const Bearer = z.enum(bearers);
export type Bearer = z.infer<typeof Bearer>;

/** What a signed-in person may do; `admin` owns the machine and works at the command line. */
export const roles = ['mediator', 'lead', 'triage', 'admin'] as const;
export const Role = z.enum(roles);
export type Role = z.infer<typeof Role>;
