import type { Money } from '../../../contract/money.ts';
import type { NeutralCaseInput } from '../../../contract/neutralCase.ts';
import type { Reason } from '../../../contract/vocabulary.ts';
import type { Source } from './source.ts';
import { reasonFromWords, spoken } from './words.ts';

type Transaction = ReturnType<typeof readTransaction>;

/** One disputed transaction: the payment, its two parties and its items. */
export function readTransaction(transaction: Source, index: number) {
  const gross = transaction.at('gross_amount');
  const paid = gross.money('value', gross.currency('currency_code'));
  return {
    id: transaction.id('seller_transaction_id') ?? transaction.id('buyer_transaction_id') ?? transaction.id('reference_id'),
    invoice: transaction.id('invoice_number'),
    paid,
    paidAt: transaction.instant('create_time'),
    status: transaction.peek('transaction_status'),
    buyerName: transaction.text('buyer') ?? nameOf(transaction.at('buyer')),
    buyerEmail: transaction.at('buyer').text('email'),
    sellerName: nameOf(transaction.at('seller')),
    sellerEmail: transaction.at('seller').text('email'),
    sellerId: transaction.at('seller').id('merchant_id'),
    items: transaction.list('items').map((item, place) => readItem(item, `item-${index + 1}.${place + 1}`)),
  };
}

function nameOf(party: Source): string | null {
  const name = party.at('name');
  return name.text() ?? ([name.text('given_name'), name.text('surname')].filter((part) => part !== null).join(' ') || null);
}

function readItem(source: Source, fallback: string) {
  const id = source.id('item_id') ?? fallback;
  const amount = source.at('dispute_amount').money('value', source.at('dispute_amount').currency('currency_code'));
  const title = source.text('item_name') ?? source.text('item_description') ?? id;
  const description = source.text('item_description');
  const item = {
    id,
    title,
    quantity: source.whole('item_quantity') ?? 1,
    ...(description && description !== title ? { listing: { title, description } } : {}),
  };
  return { item, reason: source.text('reason'), words: source.text('notes'), amount };
}

/** The order of a dispute: its transactions summed up when they share a currency. */
export function orderOf(transactions: readonly Transaction[], cap: Money | null): NeutralCaseInput['order'] {
  const [first] = transactions;
  const id = first?.id ?? first?.invoice ?? null;
  if (!first || id === null) return null;
  const currency = first.paid?.currency ?? cap?.currency ?? null;
  const sums = transactions.map(({ paid }) => paid).filter((paid) => paid !== null);
  const paid =
    sums.length > 0 && sums.every((sum) => sum.currency === currency) && currency !== null
      ? { minor: String(sums.reduce((sum, { minor }) => sum + BigInt(minor), 0n)), currency }
      : first.paid;
  return { id, parentId: first.id === null ? null : first.invoice, currency, paid, captured: paid, cap, paidAt: first.paidAt };
}

const reasons: { [code: string]: Reason } = {
  MERCHANDISE_OR_SERVICE_NOT_RECEIVED: 'not_received',
  MERCHANDISE_OR_SERVICE_NOT_AS_DESCRIBED: 'not_as_described',
  CREDIT_NOT_PROCESSED: 'return_not_refunded',
};

/** `not_as_described` is the widest of PayPal's reasons; its sub-reasons say which of the desk's narrower ones is meant. */
function reasonOf(code: string | null, subReasons: string | null): Reason {
  const wide = code === null ? 'other' : ((Object.hasOwn(reasons, code) ? reasons[code] : undefined) ?? 'other');
  return wide === 'not_as_described' ? (reasonFromWords(subReasons) ?? wide) : wide;
}

/** One claim for each item complained about, or one for the whole dispute. */
export function claimsOf(
  dispute: Source,
  properties: Source,
  items: ReturnType<typeof readItem>[],
  amount: Money | null,
  buyerWords: string | null,
): NeutralCaseInput['claims'] {
  const code = dispute.text('reason');
  const about = properties.at(properties.at('product_details').value === undefined ? 'service_details' : 'product_details');
  const kind = properties.text('issue_type');
  const subs = about
    .list('sub_reasons')
    .map((sub) => sub.text())
    .filter((sub) => sub !== null);
  const subReason =
    [...subs.map(spoken), ...(kind === 'SERVICE' ? ['about a service'] : [])].join(', ') ||
    (code !== null && !Object.hasOwn(reasons, code) ? spoken(code) : null);
  const received = about.text('product_received') ?? about.text('service_started');
  const isGoodsReceived = received === null ? null : /^(yes|true)$/i.test(received) ? true : /^(no|false)$/i.test(received) ? false : null;
  const words = about.text('description') ?? buyerWords;
  const claimed = items.filter((item) => item.reason !== null || item.words !== null);
  if (claimed.length === 0) {
    return [
      {
        id: 'claim-1',
        reason: reasonOf(code, kind === 'SERVICE' ? null : subs.join(' ')),
        subReason,
        sourceReason: code,
        words,
        amount,
        itemId: items.length === 1 ? (items[0]?.item.id ?? null) : null,
        isGoodsReceived,
      },
    ];
  }
  return claimed.map((item, index) => ({
    id: `claim-${index + 1}`,
    reason: reasonOf(item.reason ?? code, kind === 'SERVICE' ? null : `${subs.join(' ')} ${item.words ?? ''}`),
    subReason,
    sourceReason: item.reason ?? code,
    words: item.words ?? words,
    amount: item.amount ?? (claimed.length === 1 ? amount : null),
    itemId: item.item.id,
    isGoodsReceived,
  }));
}
