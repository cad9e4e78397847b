import { html } from 'hono/html';
import { findDispute } from '../api/disputes.ts';
import { readCorrections, readDisputes, readLedger, readLetters, readRefunds, readReplies, readReturns, readWebhooks, type DisputeTold } from '../control/read.ts';
import { lastSeq, type Marketplace } from '../marketplace.ts';
import { readBehaviour } from '../store/settings.ts';
import { faultsView } from './faultsView.ts';
import { correctionTable, eventTable, ledgerTable, letterList, refundTable, replyList, returnTable } from './lists.ts';
import { button, disputeLink, moment, money, outside, partyField, photoField, section, state, table, type Piece } from './parts.ts';

const mostRows = 100;

/** What the page can show, by the first part of its address. */
export const views: Record<string, (market: Marketplace, about: string, words: string) => Piece | Piece[]> = {
  disputes: (market, _about, words) => disputesView(market, words),
  dispute: (market, about) => disputeView(market, about),
  letters: (market) => [section('Letters and questions', letterList(readLetters(market, null).slice(0, mostRows), false)), section('Replies of the parties', replyList(readReplies(market, null).slice(0, mostRows), false))],
  money: (market) => {
    const ledger = readLedger(market, null);
    return [section('Refunds', refundTable(readRefunds(market, null).slice(0, mostRows))), section('Corrections', correctionTable(readCorrections(market, null).slice(0, mostRows))), section('Ledger', [sums(ledger), ledgerTable(ledger.slice(-mostRows))])];
  },
  returns: (market) => section('Returns', returnTable(readReturns(market, null).slice(0, mostRows))),
  faults: faultsView,
  events: (market) => {
    const { webhook } = readBehaviour(market.store);
    return section(`Events (${lastSeq(market)})`, [html`<p class="muted">${webhook === null ? 'No webhook is set; a desk has to look by itself.' : html`Pushed to <code>${webhook}</code>`}</p>`, eventTable(readWebhooks(market, null).slice(0, mostRows))], behaviourButton(market));
  },
};

/** What moves by itself, and after how long. */
export function behaviourButton(market: Marketplace): Piece {
  const { settleAfterMs, deliverAfterMs, readAfterMs, webhook } = readBehaviour(market.store);
  const ms = (name: string, label: string, value: number | null) => ({ name, label: `${label} (ms; empty for only by hand)`, kind: 'number' as const, value: value === null ? '' : String(value) });
  return button('behaviour', 'Behaviour', '/control/setBehaviour', { settleAfterMs: null, deliverAfterMs: null, readAfterMs: null, webhook: null }, {
    title: 'What moves by itself',
    fields: [ms('settleAfterMs', 'A refund settles after', settleAfterMs), ms('deliverAfterMs', 'A letter is delivered after', deliverAfterMs), ms('readAfterMs', 'It is read after', readAfterMs), { name: 'webhook', label: 'Where to push events; empty for nowhere', value: webhook ?? '' }],
  });
}

function disputesView(market: Marketplace, words: string): Piece {
  const disputes = readDisputes(market, null, { words, limit: mostRows + 1 });
  const rows = disputes.slice(0, mostRows).map(({ disputeId, state: word, escalatedAt, title, buyer, seller, reason, order }) => html`<tr>
    <td class="nowrap">${disputeLink(disputeId)}<br><span class="small muted">${moment(escalatedAt).slice(0, 16)}</span></td><td>${outside(title)}<br><span class="small muted">${reason.replaceAll('_', ' ')} · ${outside(buyer)} / ${outside(seller)}</span></td>
    <td>${state(word)}${order.chargeback?.isOpen ? html`<br><span class="state attention">chargeback</span>` : ''}</td>
    <td class="money">${money(order.captured, order.currency)}</td><td class="money">${money(order.refunded, order.currency)}</td><td class="money">${money(order.refundable, order.currency)}</td></tr>`);
  const more = disputes.length > mostRows ? html`<p class="muted">The first ${mostRows} are shown; search for others.</p>` : html``;
  const add = button('add', 'Add disputes', '/control/addDisputes', {}, { title: 'Escalate more sample disputes', fields: [{ name: 'count', label: 'How many', kind: 'number', value: '5' }] });
  return section('Disputes', [table(['Dispute', 'About', 'State', '=Captured', '=Refunded', '=Refundable'], rows, words === '' ? 'There is no dispute.' : 'No dispute holds these words.'), more], add);
}

type Document = { claims: { reason: string; subReason: string | null; words: string | null; answers: { by: string; stance: string; words: string | null }[] }[]; messages: { from: string; sentAt: string | null; original: string }[]; evidence: { side: string; fileName: string; statement: string | null; sha256: string | null; mediaType: string | null }[] };

function disputeView(market: Marketplace, disputeId: string): Piece {
  const document = JSON.parse(findDispute(market, disputeId).document) as Document;
  const [dispute] = readDisputes(market, disputeId);
  if (!dispute) return html``;
  const claims = document.claims.map(({ reason, subReason, words, answers }) => html`<li><h3>${reason.replaceAll('_', ' ')}${subReason === null ? '' : ` · ${outside(subReason)}`}</h3><p class="words">${outside(words ?? '')}</p>
    ${answers.length === 0 ? html`<p class="muted">The seller did not answer.</p>` : answers.map((answer) => html`<p class="words"><span class="muted">${answer.by} ${answer.stance}:</span> ${outside(answer.words ?? '')}</p>`)}</li>`);
  const pictures = document.evidence.filter(({ mediaType, sha256 }) => mediaType?.startsWith('image/') && sha256 !== null);
  const later = document.messages.slice(2);
  return html`<div class="two"><div>
    ${section(outside(dispute.title), [html`<ul class="plain">${claims}</ul>`, html`<div class="photos">${pictures.map(({ sha256, side, statement }) => html`<figure><img alt="${outside(statement ?? 'Photo')}" data-sha="${sha256 ?? ''}"><figcaption>${side}: ${outside(statement ?? '')}</figcaption></figure>`)}</div>`,
      ...later.map(({ from, sentAt, original }) => html`<p class="words"><span class="muted">${from}, ${sentAt?.slice(0, 16) ?? ''}:</span> ${outside(original)}</p>`)])}
    ${section('Letters and questions', letterList(readLetters(market, disputeId), true))}
    ${section('Replies of the parties', replyList(readReplies(market, disputeId), true))}
  </div><div>
    ${section(`Dispute ${outside(disputeId)}`, facts(dispute))}
    ${section('What the parties do', html`<div class="acts">${partyButtons(dispute)}</div>`)}
    ${section('What the bank does', html`<div class="acts">${bankButtons(dispute)}</div>`)}
  </div></div>
  ${section('Refunds', refundTable(readRefunds(market, disputeId)))} ${section('Returns', returnTable(readReturns(market, disputeId)))} ${section('Ledger', ledgerTable(readLedger(market, disputeId)))}`;
}

function facts({ state: word, closedBecause, buyer, seller, orderId, order }: DisputeTold): Piece {
  const row = (name: string, value: Piece | string): Piece => html`<dt>${name}</dt><dd>${value}</dd>`;
  return html`<dl class="facts">${row('State', html`${state(word)} ${outside(closedBecause ?? '')}`)}${row('Buyer', outside(buyer))}${row('Seller', outside(seller))}${row('Order', orderId)}${row('Captured', money(order.captured, order.currency))}${row('Refunded', money(order.refunded, order.currency))}
    ${row('Under way', money(order.inFlight, order.currency))}${row('Refundable', html`${money(order.refundable, order.currency)} ${order.isBlocked ? html`<span class="state danger">blocked</span>` : ''} ${order.isFunded ? '' : html`<span class="state danger">no funds</span>`}`)}
    ${row('Chargeback', order.chargeback === null ? 'none' : `${order.chargeback.isOpen ? 'open' : 'closed'}, ${order.chargeback.reference ?? ''}`)}</dl>`;
}

function partyButtons({ disputeId, state: word }: DisputeTold): Piece[] {
  const isOver = word === 'withdrawn' || word === 'settled';
  return [
    button('write', 'Write', '/control/write', { disputeId }, { title: 'A party writes', fields: [partyField, { name: 'words', label: 'What they write', kind: 'long' }, photoField('files')] }),
    button('appeal', 'Appeal', '/control/appeal', { disputeId }, { title: 'A party appeals the ruling', fields: [partyField, { name: 'newInformation', label: 'What the ruling did not know', kind: 'long' }, photoField('files')] }),
    ...(isOver ? [] : [
      button('withdraw', 'Withdraw', '/control/withdraw', { disputeId }, { title: 'The buyer withdraws', fields: [{ name: 'words', label: 'Why', value: 'The parcel arrived after all.' }] }),
      button('settle', 'Settle outside', '/control/settleOutside', { disputeId }, { title: 'They agree between themselves', fields: [{ name: 'words', label: 'How', value: 'Buyer and seller agreed between themselves.' }] }),
    ]),
  ];
}

function bankButtons({ disputeId, orderId, order }: DisputeTold): Piece[] {
  const units = `Minor units of ${order.currency}`;
  return [
    ...(order.chargeback?.isOpen
      ? [button('cb-seller', 'Chargeback lost', '/control/closeChargeback', { disputeId, inFavourOf: 'seller' }), button('cb-buyer', 'Chargeback won by the buyer', '/control/closeChargeback', { disputeId, inFavourOf: 'buyer' })]
      : [button('cb-open', 'Open chargeback', '/control/openChargeback', { disputeId }, { title: 'The buyer\'s bank takes money back', fields: [{ name: 'amount', label: `${units}; empty for all that was captured` }] })]),
    button('limit', 'Limit refunds', '/control/setOrder', { orderId, refundable: null }, { title: 'What can still be refunded', fields: [{ name: 'refundable', label: `${units}; empty for no limit`, value: order.refundable }] }),
    button('block', order.isBlocked ? 'Unblock' : 'Block', '/control/setOrder', { orderId, isBlocked: !order.isBlocked }),
    button('funds', order.isFunded ? 'Take the funds' : 'Give funds', '/control/setOrder', { orderId, isFunded: !order.isFunded }),
    button('entry', 'Pay by hand', '/control/addLedgerEntry', { disputeId }, { title: 'Money that no desk ordered', fields: [{ name: 'amount', label: units }, { name: 'key', label: 'Under a key; empty for none' }] }),
  ];
}

function sums(entries: readonly { currency: string; minor: string }[]): Piece {
  const totals = new Map<string, bigint>();
  for (const { currency, minor } of entries) totals.set(currency, (totals.get(currency) ?? 0n) + BigInt(minor));
  return html`<p class="muted">${entries.length} entries${[...totals].map(([currency, sum]) => ` · ${money(String(sum), currency)}`).join('')}</p>`;
}
