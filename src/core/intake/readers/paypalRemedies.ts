import type { Money } from '../../../contract/money.ts';
import type { NeutralCaseInput } from '../../../contract/neutralCase.ts';
import type { RemedyKind, RemedyState } from '../../../contract/vocabulary.ts';
import { byTime } from './moments.ts';
import type { Source } from './source.ts';

export type Remedy = NonNullable<NeutralCaseInput['remedies']>[number];

/** PayPal's `offer`: what the buyer asked for first, then the offers of its history oldest first, each answered by the event after it. */
export function paypalRemedies(dispute: Source, disputed: Money | null, openedAt: string | null): Remedy[] {
  const offer = dispute.at('offer');
  const events = byTime(offer.list('history').map(readEvent), ({ at }) => at);
  const chain: Remedy[] = [];
  const asked = amountOf(offer, 'buyer_requested_amount');
  if (asked && !events.some(({ actor, amount }) => actor === 'BUYER' && amount?.minor === asked.minor)) {
    chain.push({
      id: 'request-1',
      by: 'buyer',
      type: 'request',
      kind: kindOf(null, asked, disputed),
      amount: asked,
      state: 'pending',
      at: openedAt,
    });
  }
  for (const { actor, event, type, amount, at, words } of events) {
    const last = chain.findLast((remedy) => remedy.state === 'pending' && remedy.by !== (actor === 'BUYER' ? 'buyer' : 'seller'));
    const state = stateOf(event);
    if (state !== 'pending' && last) {
      Object.assign(last, { state, answeredAt: at, ...(words === null || last.words ? {} : { words }) });
      continue;
    }
    if (last) Object.assign(last, { state: 'rejected', answeredAt: at });
    const by = actor === 'BUYER' ? 'buyer' : 'seller';
    chain.push({
      id: `offer-${chain.length + 1}`,
      by,
      type: by === 'buyer' ? 'request' : 'offer',
      kind: kindOf(type, amount, disputed),
      amount,
      withReturn: returnOf(type),
      state,
      at,
      words,
    });
  }
  const offered = amountOf(offer, 'seller_offered_amount');
  const type = offer.text('offer_type');
  if (offered && !events.some(({ actor, amount }) => actor === 'SELLER' && amount?.minor === offered.minor)) {
    chain.push({
      id: `offer-${chain.length + 1}`,
      by: 'seller',
      type: 'offer',
      kind: kindOf(type, offered, disputed),
      amount: offered,
      withReturn: returnOf(type),
      state: 'pending',
    });
  }
  return chain;
}

function readEvent(event: Source) {
  return {
    at: event.instant('offer_time'),
    actor: event.text('actor'),
    event: event.text('event_type') ?? 'PROPOSED',
    type: event.text('offer_type'),
    amount: amountOf(event, 'offer_amount'),
    words: event.text('notes'),
  };
}

function amountOf(source: Source, key: string): Money | null {
  return source.at(key).money('value', source.at(key).currency('currency_code'));
}

function stateOf(event: string): RemedyState {
  if (event === 'ACCEPTED') return 'accepted';
  if (event === 'DENIED' || event === 'REJECTED') return 'rejected';
  return event === 'CANCELLED' || event === 'WITHDRAWN' ? 'withdrawn' : 'pending';
}

function kindOf(type: string | null, amount: Money | null, disputed: Money | null): RemedyKind {
  if (type === 'REPLACEMENT_WITHOUT_REFUND') return 'replacement';
  if (amount === null) return 'other';
  return disputed !== null && disputed.currency === amount.currency && BigInt(amount.minor) >= BigInt(disputed.minor)
    ? 'full_refund'
    : 'partial_refund';
}

function returnOf(type: string | null): boolean | null {
  return type === null ? null : type === 'REFUND_WITH_RETURN';
}
