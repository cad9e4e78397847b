import { html } from 'hono/html';
import type { CorrectionTold, LedgerTold, LetterTold, RefundTold, ReplyTold, ReturnTold, WebhookTold } from '../control/read.ts';
import { button, disputeLink, moment, money, outside, photoField, state, table, type Piece } from './parts.ts';

const act = (name: string): string => `/control/${name}`;

/** Refunds with what the bank may do to them. */
export function refundTable(refunds: readonly RefundTold[]): Piece {
  const rows = refunds.map(({ key, disputeId, currency, minor, purpose, state: word, reason, changedAt }) => html`<tr>
    <td class="nowrap">${disputeLink(disputeId)}</td><td class="money">${money(minor, currency)}${purpose === 'return_postage' ? html`<br><span class="muted small">postage</span>` : ''}</td>
    <td>${state(word)}${reason === null ? '' : html` <span class="small">${outside(reason)}</span>`}</td><td class="small muted"><code>${key}</code><br>${moment(changedAt)}</td>
    <td><div class="acts">${word === 'processing'
      ? [button(`settle-${key}`, 'Settle', act('settleRefund'), { key }), button(`fail-${key}`, 'Fail', act('failRefund'), { key }, { title: 'Why the refund fails', fields: [{ name: 'reason', label: 'Reason', value: 'The account of the buyer is closed.' }] })]
      : word === 'settled' ? button(`reverse-${key}`, 'Reverse', act('reverse'), { key }, { title: 'The money comes back', fields: [{ name: 'amount', label: `Minor units of ${currency}; empty for all of it` }] }) : ''}</div></td></tr>`);
  return table(['Dispute', '=Amount', 'State', 'Key, last change', null], rows, 'No refund was ordered.');
}

export function correctionTable(corrections: readonly CorrectionTold[]): Piece {
  const rows = corrections.map(({ key, disputeId, state: word, document, at }) => html`<tr>
    <td class="nowrap">${disputeLink(disputeId)}</td><td>${outside(document.words)}</td><td>${state(word)}</td><td class="small muted"><code>${key}</code><br>${moment(at)}</td>
    <td><div class="acts">${word === 'requested' ? [button(`do-${key}`, 'Carry out', act('endCorrection'), { key, state: 'done' }), button(`refuse-${key}`, 'Refuse', act('endCorrection'), { key, state: 'refused' })] : ''}</div></td></tr>`);
  return table(['Dispute', 'Asked', 'State', 'Key, last change', null], rows, 'No correction was asked for.');
}

export function ledgerTable(entries: readonly LedgerTold[]): Piece {
  const rows = entries.toReversed().map(({ at, kind, key, disputeId, currency, minor }) => html`<tr>
    <td class="nowrap">${moment(at)}</td><td>${kind.replaceAll('_', ' ')}</td><td class="money">${money(minor, currency)}</td><td>${disputeId === null ? '' : disputeLink(disputeId)}</td><td class="small muted"><code>${key ?? 'ordered by no desk'}</code></td></tr>`);
  return table(['UTC', 'Kind', '=Amount', 'Dispute', 'Key'], rows, 'No money has moved yet.');
}

/** Letters with the party's part: to get them, to read them, to answer. */
export function letterList(letters: readonly LetterTold[], isOneDispute: boolean): Piece {
  if (letters.length === 0) return html`<p class="muted">No letter came from the desk.</p>`;
  const language = { name: 'language', label: 'Language, such as en; may stay empty' };
  const rows = letters.map((letter) => {
    const { key, disputeId, recipient, kind, subject, body, questions, dueAt, state: word, reason, at } = letter;
    const offerId = letter.offerId ?? /[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/.exec(body)?.[0] ?? '';
    const offer = (reply: 'accepted' | 'rejected', words: string): Piece => button(`${reply}-${key}`, words, act('replyToOffer'), { disputeId, from: recipient, reply }, { title: `${words} the offer`, fields: [{ name: 'offerId', label: 'Number of the offer', value: offerId }, { name: 'words', label: 'What the party adds', kind: 'long' }] });
    const answer = (questionId: string | null, words: string, asked: string): Piece => button(`answer-${key}-${questionId ?? 'all'}`, words, act('answer'), { letterKey: key, questionId }, { title: outside(asked).slice(0, 200), fields: [{ name: 'words', label: `What the ${recipient} answers`, kind: 'long' }, language, photoField('files')] });
    return html`<tr>
      <td><span class="small muted">to the ${recipient} · ${kind} · ${moment(at)}${isOneDispute ? '' : html` · ${disputeLink(disputeId)}`}</span><br>${outside(subject)}
        <details id="body-${key}"><summary class="small">Read the letter</summary><p class="words">${outside(body)}</p></details>
        ${questions === null ? '' : html`<ul class="plain">${questions.map(({ questionId, words }) => html`<li><p class="words">${outside(words)}</p>${answer(questionId, 'Answer', words)}</li>`)}</ul><p class="small muted">Due ${dueAt ?? ''}</p>`}</td>
      <td>${state(word)}${reason === null ? '' : html`<br><span class="small">${outside(reason)}</span>`}</td>
      <td><div class="acts">
        ${questions === null ? '' : answer(null, 'Answer all', 'One answer to everything this letter asks')}
        ${kind === 'offer' ? [offer('accepted', 'Accept'), offer('rejected', 'Reject')] : ''}
        ${word === 'accepted' ? button(`delivered-${key}`, 'Deliver', act('moveLetter'), { key, state: 'delivered' }) : ''}
        ${word === 'delivered' ? button(`read-${key}`, 'Read', act('moveLetter'), { key, state: 'read' }) : ''}
        ${word === 'accepted' || word === 'delivered' ? button(`lost-${key}`, 'Fail', act('moveLetter'), { key, state: 'failed' }, { title: 'Why it cannot be delivered', fields: [{ name: 'reason', label: 'Reason', value: 'The address does not take letters.' }] }) : ''}
      </div></td></tr>`;
  });
  return table(['Letter', 'State', null], rows, '');
}

export function replyList(replies: readonly ReplyTold[], isOneDispute: boolean): Piece {
  const rows = replies.map(({ replyId, disputeId, at, document }) => {
    const said = document['words'] ?? document['newInformation'] ?? document['reply'] ?? '';
    return html`<tr><td class="nowrap small muted">${moment(at)}</td>${isOneDispute ? '' : html`<td>${disputeLink(disputeId)}</td>`}<td>${document.schema.replace('dispute-', '').replace('/1', '')} of the ${String(document['from'])}</td><td class="words">${outside(String(said)).slice(0, 300)}</td>${isOneDispute ? '' : html`<td class="small muted"><code>${replyId}</code></td>`}</tr>`;
  });
  return table(isOneDispute ? ['UTC', 'What', 'Words'] : ['UTC', 'Dispute', 'What', 'Words', 'Id'], rows, 'No party has replied yet.');
}

/** Returns with what carrier and seller may do next. */
export function returnTable(returns: readonly ReturnTold[]): Piece {
  const rows = returns.map(({ key, disputeId, state: word, label, document, events }) => {
    const last = events.at(-1)?.kind;
    const move = (kind: string, words: string): Piece => button(`${kind}-${key}`, words, act('moveReturn'), { key, kind });
    const inspect = (condition: string, words: string): Piece =>
      button(`${condition}-${key}`, words, act('inspect'), { key, condition }, { title: `The inspection finds it ${words.toLowerCase()}`, fields: [{ name: 'quantity', label: 'How many of each came; empty for all', kind: 'number' }, { name: 'words', label: 'In words', kind: 'long' }, photoField('photos', true)] });
    const steps = word === 'called_off' || last === 'inspected' || last === 'refused' ? [] : [
      ...(last === undefined ? [move('shipped', 'Ship')] : []),
      ...(last === undefined || last === 'shipped' ? [move('in_transit', 'Scan')] : []),
      ...(last === 'delivered' ? [html`<span class="muted">The inspection finds it</span>`, inspect('as_sent', 'As sent'), inspect('used', 'Used'), inspect('damaged', 'Damaged'), inspect('other_item', 'Another item')] : [move('delivered', 'Deliver')]),
      button(`refused-${key}`, 'Refuse', act('moveReturn'), { key, kind: 'refused' }, { title: 'Why it is refused', fields: [{ name: 'words', label: 'In words', kind: 'long' }] }),
    ];
    return html`<tr><td class="nowrap">${disputeLink(disputeId)}</td>
      <td>${state(word === 'ordered' ? (last ?? 'ordered') : word)}<br><span class="small muted">${events.map(({ kind, words }) => `${kind.replaceAll('_', ' ')}${words === null ? '' : ` (${outside(words)})`}`).join(' → ')}</span></td>
      <td class="small">${label === null ? 'the buyer sends it as they like' : `${label.carrier} ${label.trackingNumber}`}<br><span class="muted">pays when ${document.refundWhen}, due ${document.dueAt.slice(0, 10)}</span><br><code class="muted">${key}</code></td><td><div class="acts">${steps}</div></td></tr>`;
  });
  return table(['Dispute', 'Where it is', 'Label, key', null], rows, 'No return was ordered.');
}

export function eventTable(events: readonly WebhookTold[]): Piece {
  const rows = events.map(({ at, type, disputeId, about, state: word, attempts, last }) => html`<tr>
    <td class="nowrap">${moment(at)}</td><td>${type}</td><td>${disputeLink(disputeId)}</td><td class="small muted">${about === disputeId ? '' : html`<code>${about}</code>`}</td>
    <td>${word === null ? html`<span class="muted small">not pushed</span>` : state(word)}${attempts ? html` <span class="small muted">${attempts} × · ${last ?? ''}</span>` : ''}</td></tr>`);
  return table(['UTC', 'Event', 'Dispute', 'About', 'Webhook'], rows, 'Nothing happened yet.');
}
