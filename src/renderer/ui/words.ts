import {
  Anchor, Archive, BadgeCheck, Ban, Banknote, Box, Camera, CircleCheck, CircleDot, CircleHelp, CircleSlash, Clock, Copy, Ear, FileText, Film, FolderOpen, Gavel, Hourglass, Inbox,
  Landmark, Mail, MessageCircleQuestion, MessageSquare, PackageX, Puzzle, Repeat, ScanSearch, ShieldQuestionMark, Shuffle, Stamp, Store, Tag, Truck, Undo2, User, Wrench,
} from '@lucide/vue';
import type { Component } from 'vue';
import type { z } from 'zod';
import type { Approval } from '../../contract/approvals.ts';
import type { CaseScope, CaseSort, FacetField } from '../../contract/caseViews.ts';
import type { EvidenceFlag } from '../../contract/caseFile.ts';
import type { TimelineEntry } from '../../contract/timeline.ts';
import type { EscalationReason, Ineligibility, WithdrawalWay } from '../../contract/exits.ts';
import type { Letter, LetterKind, LetterState } from '../../contract/letters.ts';
import type { JobKind, JobState } from '../../contract/jobs.ts';
import type { NeutralAnswer, NeutralReturn, NeutralScan } from '../../contract/neutralCase.ts';
import type { Offer, OfferReply } from '../../contract/offers.ts';
import type { Question } from '../../contract/questions.ts';
import type { ErrorCode } from '../../contract/reply.ts';
import type { Refund } from '../../contract/refundStates.ts';
import type { BearerShare, RulingState } from '../../contract/rulings.ts';
import type {
  Actor, Admissibility, Adversary, Bearer, CaseState, Closing, EvidenceKind, FindingResult, GoodsKind, Outcome, Reason, RemedyKind, RemedyState, Role, Side, SourceStage,
} from '../../contract/vocabulary.ts';
import type { Tone } from './tone.ts';

export const reasonWords: Record<Reason, string> = {
  not_received: 'Not received',
  not_as_described: 'Not as described',
  wrong_item: 'Wrong item',
  defective: 'Defective',
  damaged_in_transit: 'Damaged in transit',
  missing_parts: 'Missing parts',
  counterfeit: 'Counterfeit',
  return_not_refunded: 'Return not refunded',
  other: 'Other',
};
export const reasonIcons: Record<Reason, Component> = {
  not_received: PackageX,
  not_as_described: ScanSearch,
  wrong_item: Shuffle,
  defective: Wrench,
  damaged_in_transit: Truck,
  missing_parts: Puzzle,
  counterfeit: Stamp,
  return_not_refunded: Undo2,
  other: CircleHelp,
};

export const stateWords: Record<CaseState, string> = {
  received: 'Intake fault',
  queued: 'Waiting',
  in_review: 'In review',
  waiting: 'Waiting for a party',
  staged: 'Staged',
  held: 'Held for approval',
  ruled: 'Ruled',
  closed: 'Closed',
};
export const stateIcons: Record<CaseState, Component> = { received: Inbox, queued: Clock, in_review: Gavel, waiting: MessageCircleQuestion, staged: Hourglass, held: ShieldQuestionMark, ruled: BadgeCheck, closed: Archive };
export const stateTones: Record<CaseState, Tone> = { received: 'danger', queued: 'plain', in_review: 'info', waiting: 'info', staged: 'attention', held: 'attention', ruled: 'done', closed: 'plain' };

export const closingWords: Record<Closing, string> = { at_source: 'Closed at its source', settled: 'Settled', withdrawn: 'Withdrawn by the buyer', ineligible: 'Ineligible', merged: 'Merged into another case', final: 'Final' };
export const ineligibilityWords: Record<Ineligibility, string> = {
  out_of_time: 'Opened out of time',
  not_our_order: 'Not an order of a marketplace we decide for',
  decided_elsewhere: 'Already decided, here or elsewhere',
  not_a_dispute: 'Nothing the sides disagree about',
  paid_back: 'The money is back with the buyer already',
  other: 'Another reason',
};
export const withdrawalWords: Record<WithdrawalWay, string> = { message: 'A message in the dispute', marketplace: 'The marketplace says so', phone: 'Told by phone', other: 'In another way' };
export const escalationWords: Record<EscalationReason, string> = { large: 'Large sum', fraud: 'Fraud suspected', law: 'Question of law', policy_unclear: 'Policy unclear', press: 'Press or public', other: 'Something else', skipped_often: 'Skipped again and again' };

export const sideWords: Record<Side, string> = { buyer: 'Buyer', seller: 'Seller', platform: 'Platform', carrier: 'Carrier' };
export const sideIcons: Record<Side, Component> = { buyer: User, seller: Store, platform: Landmark, carrier: Truck };
export const actorWords: Record<Actor, string> = { ...sideWords, mediator: 'Mediator' };
export const adversaryWords: Record<Adversary, string> = { buyer: 'Buyer', seller: 'Seller' };
export const bearerWords: Record<Bearer, string> = { seller: 'Seller', platform: 'Platform', carrier: 'Carrier' };
/** Who bears a refund: 'Seller', or 'Seller 60 %, Carrier 40 %'; sums are said where the shares are. */
export function sayBearers(bearers: readonly BearerShare[]): string {
  return bearers.map((one) => ('percent' in one && one.percent < 100 ? `${bearerWords[one.bearer]} ${one.percent} %` : bearerWords[one.bearer])).join(', ');
}

export const outcomeWords: Record<Outcome, string> = { full_refund: 'Full refund', partial_refund: 'Partial refund', no_refund: 'No refund' };
export const outcomeIcons: Record<Outcome, Component> = { full_refund: Banknote, partial_refund: CircleDot, no_refund: CircleSlash };

export const goodsWords: Record<GoodsKind, string> = {
  electronics: 'Electronics',
  clothing: 'Clothing and shoes',
  household: 'Household',
  fragile: 'Fragile things',
  beauty: 'Beauty and care',
  food: 'Food',
  jewellery: 'Jewellery and watches',
  collectible: 'Collectibles',
  other: 'Other goods',
};

export const kindWords: Record<EvidenceKind, string> = {
  photo: 'Photo',
  video: 'Video',
  audio: 'Sound',
  document: 'Document',
  listing_snapshot: 'Listing',
  chat: 'Chat',
  email: 'E-mail',
  tracking: 'Tracking',
  other: 'Other',
};
export const kindIcons: Record<EvidenceKind, Component> = {
  photo: Camera,
  video: Film,
  audio: Ear,
  document: FileText,
  listing_snapshot: Tag,
  chat: MessageSquare,
  email: Mail,
  tracking: Truck,
  other: Box,
};

export const admissibilityWords: Record<Admissibility, string> = {
  admitted: 'Admitted',
  late: 'Late',
  off_topic: 'Off topic',
  duplicate: 'Duplicate',
  unreadable: 'Unreadable',
  forged: 'Forged',
};
export const admissibilityIcons: Record<Admissibility, Component> = {
  admitted: CircleCheck,
  late: Clock,
  off_topic: Anchor,
  duplicate: Copy,
  unreadable: CircleHelp,
  forged: Ban,
};

export const remedyWords: Record<RemedyKind, string> = {
  full_refund: 'Full refund',
  partial_refund: 'Partial refund',
  no_refund: 'No refund',
  replacement: 'Replacement',
  resend: 'Send again',
  repair: 'Repair',
  other: 'Other remedy',
};
export const remedyStateWords: Record<RemedyState, string> = {
  pending: 'Pending',
  accepted: 'Accepted',
  rejected: 'Rejected',
  expired: 'Expired',
  withdrawn: 'Withdrawn',
};
export const stageWords: Record<SourceStage, string> = {
  inquiry: 'Inquiry',
  claim: 'Claim',
  dispute: 'Dispute',
  arbitration: 'Arbitration',
  chargeback: 'Chargeback',
  closed: 'Closed at the source',
};
export const findingWords: Record<FindingResult, string> = { established: 'Established', not_established: 'Not established', inconclusive: 'Inconclusive' };
export const roleWords: Record<Role, string> = { mediator: 'Mediator', lead: 'Team lead', triage: 'Triage clerk', admin: 'Administrator' };
export const stanceWords: Record<z.infer<typeof NeutralAnswer>['stance'], string> = { accepts: 'Accepts', partly: 'Accepts in part', denies: 'Denies' };
export const offerStateWords: Record<Offer['state'], string> = { open: 'Open', accepted: 'Accepted', rejected: 'Rejected', lapsed: 'Lapsed', withdrawn: 'Withdrawn' };
export const replyWayWords: Record<OfferReply['how'], string> = { exchange: 'Through the exchange folder', phone: 'By phone', mail: 'By mail', marketplace: 'At the marketplace' };
export const questionStateWords: Record<Question['state'], string> = { waiting: 'Waiting', answered: 'Answered', lapsed: 'No answer', withdrawn: 'Taken back' };
export const standingWords = { agreed: 'Agreed', contested: 'Contested', unanswered: 'Not answered' } as const;
export const scanWords: Record<z.infer<typeof NeutralScan>['status'], string> = {
  label_created: 'Label created',
  accepted: 'Accepted by the carrier',
  in_transit: 'In transit',
  customs: 'At customs',
  out_for_delivery: 'Out for delivery',
  delivered: 'Delivered',
  failed_attempt: 'Delivery failed',
  returned: 'Returned to sender',
  lost: 'Lost',
  other: 'Other event',
};
export const returnWords: Record<z.infer<typeof NeutralReturn>['state'], string> = {
  requested: 'Return asked for',
  agreed: 'Return agreed',
  shipped: 'Sent back',
  delivered: 'Back at the seller',
  inspected: 'Inspected by the seller',
  refused: 'Return refused',
  expired: 'Return window passed',
};
export const flagWords: Record<z.infer<typeof EvidenceFlag>['code'], string> = {
  taken_before_order: 'Taken before the order',
  same_file_in_other_case: 'Same file in another case',
  same_file_twice: 'Same file twice',
  type_differs: 'Not the type it says',
  handed_in_late: 'Handed in late',
};
export const timelineWords: Record<TimelineEntry['kind'], string> = {
  order: 'Order',
  payment: 'Payment',
  parcel: 'Parcel',
  message: 'Message',
  remedy: 'Offer',
  evidence: 'Evidence',
  deadline: 'Deadline',
  ruling: 'Ruling',
  money: 'Money',
  case: 'Case',
};
export const rulingStateWords: Record<RulingState, string> = { staged: 'Staged', held: 'Held for approval', returned: 'Not approved', undone: 'Taken back', effective: 'In effect' };
/** What a second person did with a ruling, after their name. */
export const approvalWords: Record<Approval['action'], string> = { approved: 'approved it', undone: 'took the approval back', returned: 'returned it', otherwise: 'took the case over' };
export const refundStateWords: Record<Refund['state'], string> = {
  planned: 'Planned',
  approved: 'Agreed, not handed over yet',
  sent: 'On its way',
  settled: 'Paid',
  failed: 'Agreed, but failed',
  unknown: 'Not known whether paid',
  cancelled: 'Cancelled',
};
export const jobKindWords: Record<JobKind, string> = {
  'intake.import': 'Import',
  'evidence.inspect': 'Look into evidence',
  'evidence.check': 'Check of stored files',
  'lease.expire': 'Lease end',
  'ruling.takeEffect': 'Ruling takes effect',
  'refund.payOut': 'Payout',
  'correction.send': 'Money asked back',
  'letter.send': 'Letter',
  'question.lapse': 'End of a question',
  'offer.lapse': 'End of an offer',
  'disclosure.copy': 'Copies of evidence',
  'case.close': 'End of the time to appeal',
  'return.order': 'Return of goods',
  'return.lapse': 'End of the time to send goods back',
  'feed.pull': 'News of the marketplace',
  'ledger.reconcile': 'Check of the ledger',
  'queues.place': 'Cases into queues',
  'bulk.run': 'Bulk',
};
export const letterKindWords: Record<LetterKind, string> = { ruling: 'Decision', question: 'Question', notice: 'Notice', offer: 'Offer', appeal: 'Appeal' };
export const letterStateWords: Record<LetterState, string> = { planned: 'Not sent yet', sent: 'Sent', failed: 'Could not be sent', withdrawn: 'Taken back' };
export const deliveryWords: Record<NonNullable<Letter['delivery']>, string> = { accepted: 'Sent', delivered: 'Delivered', read: 'Read', failed: 'Could not be delivered' };
export const jobStateWords: Record<JobState, string> = { waiting: 'Waiting', running: 'Running', done: 'Done', failed: 'Failed' };
export const scopeWords: Record<CaseScope, string> = { queue: 'Queue', mine: 'Mine', held: 'Held', intake: 'Intake faults', all: 'All' };
export const scopeIcons: Record<CaseScope, Component> = { queue: Inbox, mine: Gavel, held: ShieldQuestionMark, intake: Repeat, all: FolderOpen };
export const sortWords: Record<CaseSort, string> = { priority: 'Most urgent', due: 'Deadline', amount: 'Amount', age: 'Oldest', activity: 'Last activity', reference: 'Reference' };
/** What cases are counted and grouped by. */
export const facetWords: Record<FacetField, string> = { state: 'State', reason: 'Reason', queue: 'Queue', currency: 'Currency', market: 'Market', language: 'Language', source: 'Source' };

/** What went wrong in a few words, above the sentence of the core. */
export const faultWords: Record<ErrorCode, string> = {
  BAD_INPUT: 'Something typed cannot be used',
  UNKNOWN_METHOD: 'This screen is newer than the desk',
  NOT_SIGNED_IN: 'Nobody is signed in',
  LOCKED: 'This window is locked',
  WRONG_PASSPHRASE: 'Name and passphrase do not fit',
  TOO_MANY_TRIES: 'Too many wrong tries',
  PASSPHRASE_DUE: 'Choose your own passphrase first',
  NOT_PERMITTED: 'Your role may not do this',
  NOT_FOUND: 'It is not here',
  CONFLICT: 'Someone changed it meanwhile',
  LEASE_LOST: 'The case is no longer yours',
  NOT_ALLOWED_NOW: 'Not possible at this point',
  UNFAIR_PROCESS: 'A step of fair process is open',
  ABOVE_CAP: 'More than can be refunded',
  DATA_FOLDER_BUSY: 'Another desk holds the data folder',
  DATABASE_KEY_WRONG: 'The key does not open the database',
  DISK_FULL: 'The disk is full',
  OFFLINE: 'The desk does not answer',
  INTERNAL: 'The desk made a mistake',
};
