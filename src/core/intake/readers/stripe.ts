import { exponentOf, toDecimal, type Money } from '../../../contract/money.ts';
import type { NeutralCaseInput } from '../../../contract/neutralCase.ts';
import type { Reason } from '../../../contract/vocabulary.ts';
import type { JsonValue } from '../parseJson.ts';
import { byTime } from './moments.ts';
import { hasKeys, placesIn, type ReadCase, type Reader } from './reader.ts';
import type { Source } from './source.ts';
import { fileItem, sellerEvidence } from './stripeEvidence.ts';
import { spoken } from './words.ts';

const isDispute = (value: JsonValue | undefined): boolean =>
  hasKeys(value, 'object', 'id') && (value.object === 'dispute' || value.object === 'issuing.dispute');

/** Stripe `dispute` (the seller defends a card payment) and `issuing.dispute` (the card holder complains); alone, in a list or in an event. */
export const stripe: Reader = {
  source: 'stripe',
  recognise(payload) {
    if (isDispute(payload)) return [[]];
    if (hasKeys(payload, 'data') && hasKeys(payload.data, 'object') && isDispute(payload.data.object)) return [['data', 'object']];
    const inList = hasKeys(payload, 'data') ? placesIn(payload.data, ['data'], isDispute) : placesIn(payload, [], isDispute);
    return inList.length > 0 ? inList : null;
  },
  read: (dispute) => (dispute.peek('object') === 'issuing.dispute' ? readIssuing(dispute) : readDispute(dispute)),
};

/** Currencies whose Stripe amounts have other decimals than ISO 4217 (stripe.com/docs/currencies). */
const stripeDecimals: { [currency: string]: number } = { ISK: 2, UGX: 2, MGA: 0 };

/** An amount in Stripe's smallest unit; its sign is left away. */
function amountIn(source: Source, key: string, currency: string | null): Money | null {
  const raw = source.peek(key)?.replace('-', '') ?? '';
  if (currency === null || !/^\d{1,15}$/.test(raw)) return null;
  const decimals = Object.hasOwn(stripeDecimals, currency) ? (stripeDecimals[currency] ?? 2) : exponentOf(currency);
  const shift = exponentOf(currency) - decimals;
  const minor = shift >= 0 ? BigInt(raw) * 10n ** BigInt(shift) : BigInt(raw) / 10n ** BigInt(-shift);
  source.text(key);
  return { minor: String(minor), currency };
}

const reasons: { [code: string]: Reason } = {
  product_not_received: 'not_received',
  not_received: 'not_received',
  product_unacceptable: 'not_as_described',
  merchandise_not_as_described: 'not_as_described',
  service_not_as_described: 'not_as_described',
  credit_not_processed: 'return_not_refunded',
};

function reasonOf(code: string | null): { reason: Reason; subReason: string | null; sourceReason: string | null } {
  const reason = code !== null && Object.hasOwn(reasons, code) ? reasons[code] : undefined;
  return { reason: reason ?? 'other', subReason: code === null ? null : spoken(code), sourceReason: code };
}

/** An id that Stripe may have expanded into its object. */
function idOf(source: Source, key: string): string | null {
  return source.id(key) ?? source.at(key).id('id');
}

function readDispute(dispute: Source): ReadCase {
  dispute.text('object');
  const currency = dispute.currency('currency');
  const amount = amountIn(dispute, 'amount', currency);
  const status = dispute.text('status');
  const isInquiry = status?.startsWith('warning_') ?? false;
  const openedAt = dispute.instant('created');
  const charge = idOf(dispute, 'charge');
  const intent = idOf(dispute, 'payment_intent');
  const moves = byTime(dispute.list('balance_transactions').map(readMove), ({ at }) => at);
  const paid = amountIn(dispute.at('charge'), 'amount', currency);
  const refundedBefore = amountIn(dispute.at('charge'), 'amount_refunded', currency);
  const canRefund = dispute.flag('is_charge_refundable');
  const details = dispute.at('evidence_details');
  const dueAt = details.instant('due_by');
  const handed = sellerEvidence(dispute.at('evidence'));
  const isEnded = ['won', 'lost', 'warning_closed', 'charge_refunded', 'prevented'].includes(status ?? '');
  const withdrawn = moves.filter(({ isWithdrawal, sum }) => isWithdrawal && sum !== null);
  const lossReason = dispute.text('loss_reason');
  if (canRefund === true)
    dispute.warn(
      'CASE_CAP_ASSUMED',
      'Stripe only says that the charge can be refunded, not how much; the disputed amount is the limit until more is known.',
    );
  return {
    source: 'stripe',
    sourceId: dispute.id('id') ?? '',
    openedAt,
    stage: isEnded ? 'closed' : isInquiry ? 'inquiry' : 'chargeback',
    sourceStatus: status,
    whoseTurn: isEnded ? null : /needs_response/.test(status ?? '') ? 'seller' : /under_review/.test(status ?? '') ? 'platform' : null,
    parties: [{ role: 'buyer', displayName: handed.customerName, id: handed.customerEmail?.slice(0, 200) ?? null }, { role: 'seller' }],
    order:
      charge === null && intent === null
        ? null
        : {
            id: charge ?? intent ?? '',
            parentId: charge === null ? null : intent,
            currency,
            paid,
            captured: paid,
            refundedBefore,
            chargedBack: withdrawn[0]?.sum ?? null,
            cap: canRefund === null || amount === null ? null : canRefund ? amount : { minor: '0', currency: amount.currency },
          },
    items: handed.product === null ? [] : [{ id: 'item-1', title: handed.product.slice(0, 300).toWellFormed() }],
    claims: [{ id: 'claim-1', ...reasonOf(dispute.text('reason')), amount, itemId: handed.product === null ? null : 'item-1' }],
    evidence: handed.items,
    parcels: handed.parcels,
    deadlines: dueAt === null ? [] : [{ id: 'evidence', party: 'seller', action: 'Hand in evidence', dueAt, isMandatory: true, from: 'source' }],
    outcome: isEnded ? outcomeOf(status ?? '', amount, lossReason) : null,
    chargeback: isInquiry ? null : { isOpen: !isEnded, reference: dispute.peek('id'), openedAt, amount },
    history: moves.map(({ at, action, words }) => ({ at, by: 'platform' as const, action, words })),
  };
}

function readMove(move: Source) {
  const currency = move.currency('currency');
  const isWithdrawal = move.peek('amount')?.startsWith('-') ?? false;
  const sum = amountIn(move, 'amount', currency);
  const fee = amountIn(move, 'fee', currency);
  const told = [
    sum ? `${isWithdrawal ? 'Taken from' : 'Given back to'} the seller: ${written(sum)}` : null,
    fee && fee.minor !== '0' ? `fee ${written(fee)}` : null,
    move.text('description'),
  ];
  return {
    at: move.instant('created'),
    isWithdrawal,
    sum,
    action: spoken(move.text('type') ?? 'balance change'),
    words: told.filter((part) => part !== null).join(', ') || null,
  };
}

function written(sum: Money): string {
  return `${sum.currency} ${toDecimal(sum.minor, sum.currency)}`;
}

function outcomeOf(status: string, amount: Money | null, lossReason: string | null): NeutralCaseInput['outcome'] {
  const words = [spoken(status), lossReason === null ? null : spoken(lossReason)].filter((part) => part !== null).join(': ');
  if (status === 'lost') return { decidedBy: 'platform', inFavourOf: 'buyer', kind: 'full_refund', amount, bearer: 'seller', words };
  if (status === 'charge_refunded') return { inFavourOf: 'buyer', kind: 'full_refund', amount, bearer: 'seller', words };
  return {
    decidedBy: status === 'won' ? 'platform' : null,
    inFavourOf: status === 'won' ? 'seller' : null,
    kind: status === 'won' ? 'no_refund' : null,
    words,
  };
}

function readIssuing(dispute: Source): ReadCase {
  dispute.text('object');
  const currency = dispute.currency('currency');
  const amount = amountIn(dispute, 'amount', currency);
  const status = dispute.text('status');
  const isEnded = ['won', 'lost', 'expired'].includes(status ?? '');
  const code = dispute.at('evidence').text('reason');
  const told = dispute.at('evidence', code ?? 'other');
  const product = told.text('product_description');
  const openedAt = dispute.instant('created');
  const transaction = idOf(dispute, 'transaction');
  const receivedAt = told.instant('received_at');
  const expectedAt = told.instant('expected_at');
  const returnedAt = told.instant('returned_at');
  const returned = [told.text('return_status'), told.text('return_description')].filter((part) => part !== null).join(': ');
  const claim = reasonOf(code);
  const lossReason = dispute.text('loss_reason');
  const dated = [
    { at: expectedAt, action: 'Delivery was expected' },
    { at: receivedAt, action: 'Buyer received it' },
    { at: told.instant('canceled_at'), action: 'Buyer cancelled' },
    { at: returnedAt, action: 'Buyer returned it' },
  ];
  return {
    source: 'stripe',
    sourceId: dispute.id('id') ?? '',
    openedAt,
    stage: isEnded ? 'closed' : status === 'unsubmitted' ? 'inquiry' : 'chargeback',
    sourceStatus: status,
    whoseTurn: isEnded ? null : status === 'unsubmitted' ? 'buyer' : 'platform',
    parties: [{ role: 'buyer' }, { role: 'seller' }],
    order: transaction === null ? null : { id: transaction, currency },
    items: product === null ? [] : [{ id: 'item-1', title: product.slice(0, 300).toWellFormed() }],
    claims: [
      {
        id: 'claim-1',
        ...claim,
        words: [told.text('explanation'), told.text('cancellation_reason')].filter((part) => part !== null).join('\n') || null,
        amount,
        itemId: product === null ? null : 'item-1',
        isGoodsReceived: receivedAt !== null ? true : claim.reason === 'not_received' ? false : null,
      },
    ],
    evidence: fileItem(told, 'additional_documentation', 'buyer'),
    goodsReturn:
      returned === '' && returnedAt === null
        ? null
        : { state: /rejected/.test(returned) ? 'refused' : returnedAt === null ? 'requested' : 'shipped', conditionOnArrival: returned || null },
    outcome: isEnded
      ? {
          decidedBy: 'platform',
          inFavourOf: status === 'won' ? 'buyer' : 'seller',
          kind: status === 'won' ? 'full_refund' : 'no_refund',
          amount: status === 'won' ? amount : null,
          words: [spoken(status ?? ''), lossReason === null ? null : spoken(lossReason)].filter((part) => part !== null).join(': '),
        }
      : null,
    chargeback: { isOpen: !isEnded, reference: dispute.peek('id'), openedAt, amount },
    history: byTime(
      dated.filter(({ at }) => at !== null).map((entry) => ({ ...entry, by: 'buyer' as const })),
      ({ at }) => at,
    ),
  };
}
