import { CaseFile, type Lease, type Message } from '../../contract/caseFile.ts';
import type { Answer } from '../../contract/questions.ts';
import type { PayoutNow } from '../../contract/refundStates.ts';
import type { Db } from '../db/open.ts';
import { toMoney } from '../db/schema/columns.ts';
import type { SignedIn } from '../desk.ts';
import { pointsOf, weigh } from '../queues/weigh.ts';
import { asRefunds } from '../refunds/asRefunds.ts';
import { refundRoom } from '../refunds/room.ts';
import { carrierName } from './carriers.ts';
import { goodsOf, toClaims } from './claimBoard.ts';
import { toDeadlines } from './deadlines.ts';
import { isHolder } from './lease.ts';
import { cameBackOf } from './cameBack.ts';
import { referenceOf, type CaseRecord } from './lifeCycle.ts';
import { toListings } from './listings.ts';
import { mayDecide } from './mayDecide.ts';
import { deliveredCountry, parcelSetting, parcelWarnings } from './parcelWarnings.ts';
import { proposeDefault } from './proposeDefault.ts';
import { appealRoom, toAppealStep, toCorrection, toOpenAppeal } from './readAppeals.ts';
import { toContradictions, toSpots } from './readBoard.ts';
import { readCaseParts, type CaseParts } from './readCaseParts.ts';
import { toRemedy } from './readOffers.ts';
import type { DeskParts, NeutralParts } from './readParts.ts';
import { mergeTimeline } from './timeline.ts';
import { turnOf } from './turn.ts';

/** Everything the workspace shows of one case, as `by` sees it at `now`; NOT_FOUND when there is none. */
export async function readCaseFile(db: Db, caseId: string, by: SignedIn, now: number): Promise<CaseFile> {
  return caseFileOf(await readCaseParts(db, caseId, by, now), by, now);
}

/** The file of a case made of its parts. Pure. */
export function caseFileOf(all: CaseParts, by: SignedIn, now: number): CaseFile {
  const { row, neutral: parts, whole, returns, appeals, isHidden, barred, board, questions, exhibits, book, answers, offers, plan } = all;
  // In a case that nobody hears on appeal there is no ruling before, so the room is that of one without any.
  const isUntold = isHidden && appeals.open === null;
  const desk = isHidden ? hideRulings(whole) : whole;
  const own = barred.get(by.personId);
  const setting = parcelSetting(parts);
  const queue = plan.queues.find(({ queueId }) => queueId === row.queueId);
  const servedBecause = row.state === 'queued' || row.state === 'in_review' ? weigh(row, plan.weights, now) : [];
  const claims = toClaims(parts, exhibits, board, book);
  const byEvidenceId = new Map(exhibits.map((exhibit) => [exhibit.sourceEvidenceId, exhibit.evidenceId]));
  const sent = parts.messages.map(({ attachments, ...message }) => ({
    ...message,
    attachments: attachments.flatMap((id) => byEvidenceId.get(id) ?? []),
  }));
  const messages = [...sent, ...answers.flatMap(toMessage)];
  const proposed = parts.remedies.map((remedy) => ({
    ...remedy,
    amount: toMoney(remedy.amountMinor, remedy.amountCurrency),
    localAmount: toMoney(remedy.localAmountMinor, remedy.localAmountCurrency),
  }));
  const remedies = [...proposed, ...offers.map(toRemedy)];
  const said = { state: row.state, openedAt: row.openedAt, escalatedAt: row.escalatedAt, receivedAt: row.receivedAt, claims, messages, remedies, exhibits };
  const deadlines = toDeadlines({ ...said, ...all.times, stated: parts.deadlines, history: parts.history, questions, rulings: desk.rulings }, now);
  // Parsed, so that columns the contract does not know stay here.
  return CaseFile.parse({
    ...caseFacts(row),
    lease: leaseOf(row, all.holderName, by, now),
    turn: turnOf(row.state, deadlines, said, questions, now, offers),
    servedBecause,
    points: pointsOf(servedBecause),
    harm: row.harm,
    queue: queue ? { queueId: queue.queueId, name: queue.name } : null,
    parties: parts.parties,
    order: toOrder(parts.order),
    items: parts.items.map((item) => ({
      id: item.itemId,
      title: item.title,
      sku: item.sku,
      quantity: item.quantity,
      unitPrice: toMoney(item.unitPriceMinor, item.unitPriceCurrency),
      ...goodsOf(item, board),
      listing: item.listing,
    })),
    claims,
    remedies,
    messages,
    exhibits,
    listings: toListings(parts, exhibits),
    parcels: parts.parcels.map((parcel) => ({
      ...parcel,
      carrierName: carrierName(parcel.carrier),
      deliveredCountry: deliveredCountry(parcel, setting.country),
      warnings: parcelWarnings(parcel, setting),
      scans: parcel.scans.map((scan) => ({ ...scan, at: scan.at === null ? null : Date.parse(scan.at) })),
    })),
    deadlines,
    defaults: proposeDefault({ ...said, deadlines }, now),
    timeline: mergeTimeline(row, parts, exhibits, questions, deadlines, desk, { answers, offers }),
    notes: desk.notes,
    reminder: board.reminder,
    tags: all.tags,
    spots: toSpots(board.spots, new Map(exhibits.map((exhibit) => [exhibit.evidenceId, exhibit.label]))),
    contradictions: toContradictions(board.contradictions),
    questions,
    answers,
    offers,
    disclosures: all.disclosures,
    cameBack: cameBackOf(row),
    refundRoom: appealRoom(
      refundRoom({
        order: parts.order,
        items: parts.items,
        chargeback: row.chargeback,
        refunds: isUntold ? [] : [...whole.refunds, ...asRefunds(appeals.corrections)],
        // A ruling on an appeal takes the place of those before it, line by line.
        workings: appeals.open || isUntold ? [] : standingWorkings(whole),
        rates: { remedies: parts.remedies, source: row.source },
        claimedAmount: toMoney(row.amountMinor, row.amountCurrency),
      }),
      appeals,
      whole.rulings,
      isHidden,
    ),
    policyVersion: book.version,
    clauses: book.clauses,
    timeLimits: { appeal: book.timeLimits.appeal, returnShipment: book.timeLimits.returnShipment },
    tariff: book.tariff,
    steps: book.steps.filter((step) => claims.some((claim) => step.reasons.includes(claim.reason))),
    draft: desk.draft,
    draftVersion: desk.draftVersion,
    rulings: desk.rulings.map((ruling) => toSummary(ruling, row)),
    refunds: desk.refunds.map((one) => toRefund(one, desk.payouts)),
    ...all.held,
    ...all.exit,
    escalation: all.escalation,
    corrections: isHidden ? [] : appeals.corrections.map(toCorrection),
    returns: isHidden ? [] : returns,
    appealUntil: row.state === 'ruled' && !isUntold ? appealUntilOf(whole.rulings) : null,
    appeals: isHidden ? [] : appeals.ended.map(toAppealStep),
    appeal: openAppealOf(all),
    mayNotDecide: own ? (mayDecide(own)?.words ?? null) : null,
    othersBarred: new Set([...barred.values()].filter((facts) => facts !== own && mayDecide(facts) !== null)).size,
  } satisfies CaseFile);
}

/** The open appeal; who must not hear it, which tells who ruled, is kept from who judges the ruling blind elsewhere. */
function openAppealOf({ appeals, whole, row, isHidden, hearing }: CaseParts): CaseFile['appeal'] {
  if (!appeals.open || !hearing) return null;
  const shown = toOpenAppeal(appeals, whole.rulings, isHidden, (ruling) => toSummary(ruling, row), hearing.approvers);
  return shown && hearing.isBlind ? { ...shown, notBy: [] } : shown;
}

/** An answer in words is part of what the sides wrote, and can be cited like it. */
function toMessage({ answerId, from, saidAt, receivedAt, words, language, exhibits }: Answer): Message[] {
  return words === null ? [] : [{ messageId: answerId, from, to: 'mediator', sentAt: saidAt, readAt: receivedAt, language, original: words, translation: null, attachments: exhibits }];
}

/** What people of the desk added, without anything that tells of a ruling: those, their money, and what who ruled noted. */
function hideRulings(desk: DeskParts): DeskParts {
  const authors = new Set(desk.rulings.map(({ personId }) => personId));
  return { ...desk, rulings: [], refunds: [], notes: desk.notes.filter(({ personId }) => !authors.has(personId)) };
}

function appealUntilOf(rulings: DeskParts['rulings']): number | null {
  return rulings.filter(({ state }) => state === 'effective').sort((a, b) => b.effectiveAt - a.effectiveAt)[0]?.appealUntil ?? null;
}

function caseFacts(row: CaseRecord) {
  return {
    caseId: row.caseId,
    reference: referenceOf(row),
    version: row.version,
    state: row.state,
    readOnlyBecause: row.isReadOnly ? 'The bundle it came in is faulty. Look at what is there; accept it as it is, or import a sound copy.' : null,
    integrity: { kind: row.integrity.kind, valid: row.integrity.valid, complete: row.integrity.complete, faults: row.integrity.faults },
    source: row.source,
    sourceId: row.sourceId,
    stage: row.stage,
    sourceStatus: row.sourceStatus,
    openedAt: row.openedAt,
    escalatedAt: row.escalatedAt,
    escalationCause: row.escalationCause,
    receivedAt: row.receivedAt,
    skips: row.skips,
    goodsReturn: row.goodsReturn ?? null,
    outcome: row.outcome ?? null,
    contactBefore: row.contactBefore ?? null,
    chargeback: row.chargeback ?? null,
    unmapped: row.unmapped,
  };
}

function leaseOf(row: CaseRecord, holderName: string | null, by: SignedIn, now: number): Lease | null {
  if (row.leasePersonId === null || row.leaseEndsAt === null || row.leaseEndsAt <= now) return null;
  return { personId: row.leasePersonId, personName: holderName ?? '', isMine: isHolder(row, by), endsAt: row.leaseEndsAt };
}

function toOrder(order: NeutralParts['order']): CaseFile['order'] {
  if (!order) return null;
  return {
    ...order,
    paid: toMoney(order.paidMinor, order.paidCurrency),
    captured: toMoney(order.capturedMinor, order.capturedCurrency),
    refundedBefore: toMoney(order.refundedBeforeMinor, order.refundedBeforeCurrency),
    chargedBack: toMoney(order.chargedBackMinor, order.chargedBackCurrency),
    shipping: toMoney(order.shippingMinor, order.shippingCurrency),
    tax: toMoney(order.taxMinor, order.taxCurrency),
  };
}

/** The lines of refunds that stand: what was taken back or cancelled takes nothing off a line. */
function standingWorkings({ rulings, refunds }: DeskParts) {
  const standing = new Set(refunds.filter((one) => one.kind === 'order' && one.state !== 'cancelled').map((one) => one.rulingId));
  return rulings.filter((one) => standing.has(one.rulingId)).map((one) => one.working);
}

/** A ruling as lists show it. */
export function toSummary(ruling: Omit<DeskParts['rulings'][number], 'frozenFile'>, row: Pick<CaseRecord, 'number'>): CaseFile['rulings'][number] {
  return {
    rulingId: ruling.rulingId,
    caseId: ruling.caseId,
    caseReference: referenceOf(row),
    offerId: ruling.offerId,
    state: ruling.state,
    outcome: ruling.outcome,
    withReturn: ruling.withReturn,
    reason: ruling.reason,
    amount: toMoney(ruling.amountMinor, ruling.amountCurrency),
    personId: ruling.personId,
    personName: ruling.personName,
    stagedAt: ruling.stagedAt,
    effectiveAt: ruling.effectiveAt,
    togetherId: ruling.togetherId,
  };
}

/** A refund as lists show it. */
export function toRefund(refund: DeskParts['refunds'][number], payouts: ReadonlyMap<string, PayoutNow>): CaseFile['refunds'][number] {
  return {
    refundId: refund.refundId,
    rulingId: refund.rulingId,
    amount: { minor: String(refund.amountMinor), currency: refund.currency },
    kind: refund.kind,
    state: refund.state,
    error: refund.error,
    changedAt: refund.changedAt,
    now: payouts.get(refund.refundId) ?? null,
    waitsFor: refund.waitsFor,
  };
}
