import type { Money } from '../../../contract/money.ts';
import type { NeutralCaseInput } from '../../../contract/neutralCase.ts';
import type { Actor, SourceStage } from '../../../contract/vocabulary.ts';
import type { JsonValue } from '../parseJson.ts';
import { byTime } from './moments.ts';
import { paypalEvidence, type Evidence } from './paypalEvidence.ts';
import { claimsOf, orderOf, readTransaction } from './paypalOrder.ts';
import { paypalRemedies, type Remedy } from './paypalRemedies.ts';
import { hasKeys, placesIn, type Reader } from './reader.ts';
import type { Source } from './source.ts';
import { kindOfFile, spoken } from './words.ts';

const isDispute = (value: JsonValue | undefined): value is { [key: string]: JsonValue } => hasKeys(value, 'dispute_id');

/** PayPal Disputes v1: one dispute, a list of them, or a webhook event whose resource is a dispute. */
export const paypal: Reader = {
  source: 'paypal',
  recognise(payload) {
    if (isDispute(payload)) return [[]];
    if (hasKeys(payload, 'resource') && isDispute(payload.resource)) return [['resource']];
    if (hasKeys(payload, 'items', 'links')) {
      const places = placesIn(payload.items, ['items'], isDispute);
      return places.length > 0 || (Array.isArray(payload.items) && payload.items.length === 0) ? places : null;
    }
    const places = placesIn(payload, [], isDispute);
    return places.length > 0 ? places : null;
  },
  read(dispute) {
    const transactions = dispute.list('disputed_transactions').map(readTransaction);
    const [first] = transactions;
    const amount = dispute.at('dispute_amount').money('value', dispute.at('dispute_amount').currency('currency_code'));
    const status = dispute.text('status');
    const state = dispute.text('dispute_state');
    const updatedAt = dispute.instant('update_time');
    const messages = byTime(dispute.list('messages').map(readMessage), (message) => message.sentAt);
    const files: Evidence[] = messages.flatMap((message) => message.files);
    const evidence = paypalEvidence(dispute);
    const outcome = outcomeOf(dispute, amount, updatedAt, /RESOLVED/.test(status ?? '') || state === 'RESOLVED');
    const { stage, isBank } = stageOf(dispute);
    const properties = dispute.at('extensions', 'merchandize_dispute_properties');
    const openedAt = dispute.instant('create_time');
    const moves = dispute.list('money_movements').map(readMovement);
    const refunded = dispute.at('refund_details', 'allowed_refund_amount');
    const cap = refunded.money('value', refunded.currency('currency_code'));
    const items = transactions.flatMap((transaction) => transaction.items);
    const history = byTime(
      [
        ...dispute.list('adjudications').map(readAdjudication),
        ...moves.map(({ entry }) => entry),
        ...dispute.list('partner_actions').map(readPartnerAction),
      ],
      (entry) => entry.at,
    );
    return {
      source: 'paypal',
      sourceId: dispute.id('dispute_id') ?? '',
      openedAt,
      escalatedAt: stage === 'inquiry' || stage === 'closed' ? null : (history.find(({ stageWord }) => stageWord === 'CHARGEBACK')?.at ?? null),
      stage: outcome ? 'closed' : stage,
      sourceStatus: [status, state].filter((word) => word !== null).join(' / ') || null,
      whoseTurn: outcome ? null : turnOf(status, state),
      parties: [
        { role: 'buyer', displayName: first?.buyerName ?? first?.buyerEmail ?? null, id: first?.buyerEmail?.slice(0, 200) ?? null },
        {
          role: 'seller',
          displayName: first?.sellerName ?? first?.sellerEmail ?? null,
          id: first?.sellerId ?? first?.sellerEmail?.slice(0, 200) ?? null,
        },
      ],
      order: orderOf(transactions, cap),
      items: items.map(({ item }) => item),
      claims: claimsOf(dispute, properties, items, amount, messages.find(({ from }) => from === 'buyer')?.original ?? null),
      remedies: settled(paypalRemedies(dispute, amount, openedAt), outcome),
      messages: messages.map(({ files: attached, ...message }, index) => ({
        id: `message-${index + 1}`,
        ...message,
        attachments: attached.map(({ id }) => id),
      })),
      evidence: [...evidence.items, ...files],
      parcels: evidence.parcels,
      deadlines: (['buyer', 'seller'] as const).flatMap((party) => {
        const dueAt = dispute.instant(`${party}_response_due_date`);
        return dueAt === null
          ? []
          : [{ id: `${party}-response`, party, action: 'Answer the dispute', dueAt, isMandatory: true, from: 'source' as const }];
      }),
      outcome: outcome
        ? {
            ...outcome,
            bearer: moves.some(({ party, isDebit }) => party === 'SELLER' && isDebit)
              ? 'seller'
              : moves.some(({ party, isDebit }) => party === 'PAYPAL' && isDebit)
                ? 'platform'
                : null,
          }
        : null,
      contactBefore: contactOf(dispute.at('extensions')),
      chargeback: isBank ? { isOpen: outcome === null, reference: dispute.text('external_reason_code'), openedAt, amount } : null,
      history: history.map(({ stageWord: _, ...entry }) => entry),
    };
  },
};

/** PayPal calls every escalated dispute CHARGEBACK; only with the EXTERNAL channel does a bank stand behind it. */
function stageOf(dispute: Source): { stage: SourceStage; isBank: boolean } {
  const word = dispute.text('dispute_life_cycle_stage');
  const channel = dispute.text('dispute_channel');
  const isBank = channel === 'EXTERNAL';
  if (word === 'INQUIRY') return { stage: 'inquiry', isBank };
  if (word === 'CHARGEBACK') return { stage: isBank ? 'chargeback' : 'arbitration', isBank };
  if (word === 'PRE_ARBITRATION' || word === 'ARBITRATION') return { stage: 'arbitration', isBank };
  return { stage: dispute.peek('status') === 'UNDER_REVIEW' ? 'arbitration' : 'claim', isBank };
}

function turnOf(status: string | null, state: string | null): Actor | null {
  if (status === 'WAITING_FOR_SELLER_RESPONSE') return 'seller';
  if (status === 'WAITING_FOR_BUYER_RESPONSE') return 'buyer';
  if (status === 'UNDER_REVIEW' || state === 'UNDER_PAYPAL_REVIEW') return 'mediator';
  if (state === 'REQUIRED_ACTION') return 'seller';
  return state === 'REQUIRED_OTHER_PARTY_ACTION' ? 'buyer' : null;
}

function readMessage(message: Source, index: number) {
  const by = message.text('posted_by');
  const sentAt = message.instant('time_posted');
  const from: Actor = by === 'BUYER' ? 'buyer' : by === 'SELLER' ? 'seller' : 'platform';
  const files = message.list('documents').map((file, place): Evidence => {
    const name = file.text('name') ?? `Document ${place + 1}`;
    return {
      id: `message-${index + 1}-file-${place + 1}`,
      side: from === 'seller' || from === 'platform' ? from : 'buyer',
      kind: kindOfFile(name),
      fileName: name,
      handedInAt: sentAt,
      url: file.text('url'),
    };
  });
  return {
    from,
    to: from === 'buyer' ? ('seller' as const) : from === 'seller' ? ('buyer' as const) : null,
    sentAt,
    original: message.text('content') ?? '',
    files,
  };
}

type Entry = { at: string | null; by: Actor | null; action: string; words: string | null; stageWord: string | null };

function readAdjudication(source: Source): Entry {
  const reason = source.text('reason');
  return {
    at: source.instant('adjudication_time'),
    by: 'platform',
    action: spoken(source.text('type') ?? 'adjudication'),
    words: reason === null ? null : spoken(reason),
    stageWord: source.text('dispute_life_cycle_stage'),
  };
}

function readPartnerAction(source: Source): Entry {
  return {
    at: source.instant('create_time'),
    by: 'platform',
    action: spoken(source.text('name') ?? 'partner action'),
    words: source.text('status'),
    stageWord: null,
  };
}

function readMovement(source: Source) {
  const party = source.text('affected_party');
  const type = source.text('type');
  const amount = source.at('amount');
  const sum = [amount.text('currency_code'), amount.text('value')].filter((part) => part !== null).join(' ');
  const reason = source.text('reason');
  const words = [spoken(party ?? 'party not named'), sum, reason === null ? null : spoken(reason)].filter((part) => part).join(', ');
  const entry: Entry = {
    at: source.instant('initiated_time'),
    by: 'platform',
    action: `Money movement: ${spoken(type ?? 'not named').toLowerCase()}`,
    words,
    stageWord: null,
  };
  return { party, isDebit: type === 'DEBIT', entry };
}

/** A dispute that has ended leaves nothing pending: what was granted in full is accepted, the rest ran out. */
function settled(remedies: Remedy[], outcome: { amount?: Money | null | undefined } | null): Remedy[] {
  const granted = outcome?.amount ?? null;
  return remedies.map((remedy) => {
    if (outcome === null || remedy.state !== 'pending') return remedy;
    const isGranted = granted !== null && remedy.amount?.currency === granted.currency && remedy.amount.minor === granted.minor;
    return { ...remedy, state: isGranted ? 'accepted' : 'expired' };
  });
}

function outcomeOf(
  dispute: Source,
  amount: Money | null,
  updatedAt: string | null,
  isEnded: boolean,
): NonNullable<NeutralCaseInput['outcome']> | null {
  const source = dispute.at('dispute_outcome');
  const code = source.text('outcome_code');
  if (code === null && !isEnded) return null;
  const refunded = source.at('amount_refunded').money('value', source.at('amount_refunded').currency('currency_code'));
  const isBuyers = /BUYER_FAVOU?R/.test(code ?? '');
  const isSellers = /SELLER_FAVOU?R|CANCEL|DENIED/.test(code ?? '');
  const isFull = refunded !== null && amount !== null && refunded.currency === amount.currency && BigInt(refunded.minor) >= BigInt(amount.minor);
  return {
    decidedAt: updatedAt,
    decidedBy: /^RESOLVED_(BUYER|SELLER)/.test(code ?? '') ? 'platform' : null,
    inFavourOf: isBuyers ? 'buyer' : isSellers ? 'seller' : null,
    kind: refunded && refunded.minor !== '0' ? (isFull ? 'full_refund' : 'partial_refund') : isSellers ? 'no_refund' : null,
    amount: refunded,
    words: code === null ? 'Resolved.' : spoken(code),
  };
}

function contactOf(extensions: Source): NeutralCaseInput['contactBefore'] {
  const tried = extensions.flag('merchant_contacted');
  if (tried === null) return null;
  return {
    isTried: tried,
    how: extensions.text('merchant_contacted_mode'),
    answer: extensions.text('merchant_contacted_outcome'),
    at: extensions.instant('merchant_contacted_time'),
  };
}
