import type { CaseFile } from '../../contract/caseFile.ts';
import type { Money } from '../../contract/money.ts';
import type { CaseReport, ReportClaim, ReportExhibit } from '../../contract/reportParts.ts';
import { moneyOf } from '../refunds/money.ts';
import { iso, isoOrNull } from './moments.ts';

/** The parts of a report that stand in the case file itself; `isAsOf` when it is the file as it was ruled, whose opened marks are those of its mediator. */
export function toCaseParts(file: CaseFile, isAsOf: boolean): Pick<CaseReport, 'case' | 'claims' | 'asked' | 'timeline' | 'exhibits' | 'contradictions' | 'deadlines' | 'offers'> {
  const labels = new Map(file.exhibits.map(({ evidenceId, label }) => [evidenceId, label]));
  return {
    case: toCase(file),
    claims: file.claims.map((claim, index) => toClaim(file, claim, index + 1)),
    asked: file.remedies.map(({ by, type, kind, amount, localAmount, withReturn, state, at, words }) => ({ by, type, kind, amount, localAmount, withReturn, state, at: isoOrNull(at), words })),
    timeline: file.timeline.map(({ at, kind, by, words }) => ({ at: iso(at), kind, by, words })),
    exhibits: file.exhibits.map((exhibit) => toExhibit(file, exhibit, isAsOf)),
    contradictions: file.contradictions.map(({ between, words, personName, at }) => ({ between: between.map((id) => labels.get(id) ?? id), words, personName, at: iso(at) })),
    deadlines: file.deadlines.map((one) => ({
      party: one.party,
      action: one.action,
      isMandatory: one.isMandatory,
      startedAt: isoOrNull(one.startedAt),
      statedDueAt: isoOrNull(one.statedDueAt),
      dueAt: iso(one.dueAt),
      state: one.state,
      metAt: isoOrNull(one.metBy?.at),
      notices: one.notices.map(({ at, words }) => ({ at: iso(at), words })),
      moves: one.moves.map(({ kind, personName, at, reason, dueAt }) => ({ kind, personName, at: iso(at), reason, dueAt: iso(dueAt) })),
    })),
    offers: file.offers.map(({ personName, at, dueAt, outcome, withReturn, amount, words, state, endedAt, replies }) => ({
      personName,
      at: iso(at),
      dueAt: iso(dueAt),
      outcome,
      withReturn,
      amount,
      words,
      state,
      endedAt: isoOrNull(endedAt),
      replies: replies.map(({ from, reply, saidAt, how, words: said }) => ({ from, reply, saidAt: iso(saidAt), how, words: said })),
    })),
  };
}

function toCase(file: CaseFile): CaseReport['case'] {
  const { order } = file;
  return {
    caseId: file.caseId,
    reference: file.reference,
    title: file.items[0]?.title ?? null,
    state: file.state,
    exit: file.exit ? { as: file.exit.as, words: file.exit.words, personName: file.exit.personName, at: iso(file.exit.at) } : null,
    source: file.source,
    sourceId: file.sourceId,
    stage: file.stage,
    openedAt: isoOrNull(file.openedAt),
    escalatedAt: isoOrNull(file.escalatedAt),
    escalationCause: file.escalationCause,
    receivedAt: iso(file.receivedAt),
    claimed: claimedOf(file),
    order: order && {
      orderId: order.orderId,
      captured: order.captured,
      paid: order.paid,
      refundedBefore: order.refundedBefore,
      chargedBack: order.chargedBack,
      shipping: order.shipping,
      tax: order.tax,
      cap: file.refundRoom.cap,
      placedAt: isoOrNull(order.placedAt),
      deliveredAt: isoOrNull(order.deliveredAt),
    },
    items: file.items.map(({ title, sku, quantity, unitPrice }) => ({ title, sku, quantity, unitPrice })),
    parties: file.parties.map(({ role, id, displayName, country, language }) => ({ role, id, name: displayName, country, language })),
    container: {
      kind: file.integrity.kind,
      isValid: file.integrity.valid,
      isComplete: file.integrity.complete,
      faults: file.integrity.faults.map(({ code, path, message }) => `${code}${path === null ? '' : ` (${path})`}: ${message}`),
    },
    chargeback: file.chargeback && { isOpen: file.chargeback.isOpen, reference: file.chargeback.reference, amount: file.chargeback.amount },
  };
}

/** What the claims come to, when they state sums in one currency alone. */
function claimedOf({ claims }: CaseFile): Money | null {
  const stated = claims.flatMap(({ amount }) => amount ?? []);
  const [first] = stated;
  if (!first || stated.some(({ currency }) => currency !== first.currency)) return null;
  return moneyOf(stated.reduce((sum, { minor }) => sum + BigInt(minor), 0n), first.currency);
}

function toClaim(file: CaseFile, claim: CaseFile['claims'][number], number: number): ReportClaim {
  return {
    claimId: claim.claimId,
    number,
    reason: claim.reason,
    firstReason: claim.firstReason,
    subReason: claim.subReason,
    words: claim.words,
    language: claim.language,
    amount: claim.amount,
    item: file.items.find(({ id }) => id === claim.itemId)?.title ?? null,
    isGoodsReceived: claim.isGoodsReceived,
    standing: claim.standing,
    answers: claim.answers.map(({ by, stance, words, at }) => ({ by, stance, words, at: isoOrNull(at) })),
    missing: claim.missing,
    exhibits: file.exhibits.filter(({ claimIds }) => claimIds.includes(claim.claimId)).map(({ label }) => label),
  };
}

function toExhibit(file: CaseFile, exhibit: CaseFile['exhibits'][number], isAsOf: boolean): ReportExhibit {
  const numberOf = (claimId: string) => file.claims.findIndex((claim) => claim.claimId === claimId) + 1;
  return {
    label: exhibit.label,
    evidenceId: exhibit.evidenceId,
    side: exhibit.side,
    kind: exhibit.kind,
    fileName: exhibit.fileName,
    mediaType: exhibit.mediaType,
    size: exhibit.size,
    sha256: exhibit.sha256,
    integrity: exhibit.state,
    integrityWords: exhibit.stateWords,
    statement: exhibit.statement,
    proves: exhibit.ties.flatMap(({ claimId, proves }) => (proves === null ? [] : [{ claim: numberOf(claimId), words: proves }])),
    handedInAt: isoOrNull(exhibit.handedInAt),
    admissibility: exhibit.admissibility,
    admissibilityReason: exhibit.admissibilityReason,
    claims: exhibit.claimIds.map(numberOf).filter((number) => number > 0),
    flags: exhibit.flags.map(({ words }) => words),
    openedAt: isAsOf ? isoOrNull(exhibit.openedAt) : null,
  };
}
