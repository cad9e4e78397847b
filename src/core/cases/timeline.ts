import type { Exhibit } from '../../contract/caseFile.ts';
import type { TimelineEntry } from '../../contract/timeline.ts';
import type { Deadline, DeadlineMove } from '../../contract/deadlines.ts';
import type { Offer } from '../../contract/offers.ts';
import type { Answer, Question } from '../../contract/questions.ts';
import type { Actor } from '../../contract/vocabulary.ts';
import { toMoney } from '../db/schema/columns.ts';
import { sayMoney } from '../refunds/money.ts';
import type { CaseRecord } from './lifeCycle.ts';
import type { DeskParts, NeutralParts } from './readParts.ts';
import { sayEnd } from './standing.ts';

/** Order, payment, parcel, messages, offers, evidence, deadlines, money and rulings as one list, oldest first. */
export function mergeTimeline(row: CaseRecord, parts: NeutralParts, exhibits: Exhibit[], questions: readonly Question[], deadlines: readonly Deadline[], desk: DeskParts, came: { answers: readonly Answer[]; offers: readonly Offer[] }): TimelineEntry[] {
  const entries: TimelineEntry[] = [];
  const add = (at: number | null, kind: TimelineEntry['kind'], by: Actor | null, words: string, refId: string | null = null) => {
    if (at !== null) entries.push({ at, kind, by, words, refId });
  };
  const { order } = parts;
  if (order) {
    const paid = toMoney(order.paidMinor, order.paidCurrency);
    add(order.placedAt, 'order', 'buyer', 'Order placed');
    add(order.paidAt, 'payment', 'buyer', paid ? `Paid ${sayMoney(paid)}` : 'Paid');
    add(order.shippedAt, 'order', 'seller', 'Shipped');
    add(order.deliveredAt, 'order', 'carrier', 'Delivered');
    add(order.receiptConfirmedAt, 'order', 'buyer', 'Receipt confirmed');
  }
  add(row.openedAt, 'case', 'buyer', 'Dispute opened');
  add(row.escalatedAt, 'case', null, row.escalationCause ? `Escalated: ${row.escalationCause}` : 'Escalated');
  add(row.receivedAt, 'case', null, 'Received at this desk');
  if (row.endedOutside) add(row.endedOutside.at, 'case', null, sayEnd('the dispute', row.endedOutside));
  for (const parcel of parts.parcels) {
    const name = parcel.direction === 'return' ? 'Return parcel' : 'Parcel';
    add(parcel.promisedAt, 'parcel', 'carrier', `${name}: promised delivery`, parcel.parcelId);
    for (const scan of parcel.scans) {
      const words = [scan.words ?? scan.status.replaceAll('_', ' '), scan.place].filter(Boolean).join(', ');
      add(scan.at === null ? null : Date.parse(scan.at), 'parcel', 'carrier', `${name}: ${words}`, parcel.parcelId);
    }
  }
  for (const message of parts.messages) add(message.sentAt, 'message', message.from, message.translation ?? message.original, message.messageId);
  for (const remedy of parts.remedies) {
    const amount = toMoney(remedy.amountMinor, remedy.amountCurrency);
    const what = `${remedy.kind.replaceAll('_', ' ')}${amount ? ` of ${sayMoney(amount)}` : ''}${remedy.withReturn ? ' with return' : ''}`;
    add(remedy.at, 'remedy', remedy.by, `${remedy.type === 'request' ? 'Asked for' : 'Offered'} ${what} (${remedy.state})`, remedy.remedyId);
    add(remedy.answeredAt, 'remedy', null, `${remedy.type === 'request' ? 'Request' : 'Offer'} of ${what}: ${remedy.state}`, remedy.remedyId);
  }
  for (const exhibit of exhibits) add(exhibit.handedInAt, 'evidence', exhibit.side, `${exhibit.label} handed in: ${exhibit.fileName}`, exhibit.evidenceId);
  for (const { from, party, action, dueAt, deadlineId, moves } of deadlines) {
    if (from !== 'desk') add(dueAt, 'deadline', party, `Deadline: ${action}`, deadlineId);
    for (const move of moves) if (move.kind !== 'set') add(move.at, 'deadline', 'mediator', `${moveWords(move)} of the ${party}: ${move.reason}`, deadlineId);
  }
  // A change of the listing leads to the record of the listing.
  const listed = parts.items[0]?.itemId ?? null;
  for (const past of parts.history) add(past.at, 'case', past.by, past.words ? `${past.action.replaceAll('_', ' ')}: ${past.words}` : past.action.replaceAll('_', ' '), past.action === 'listing_changed' ? listed : null);
  for (const asked of questions) {
    add(asked.askedAt, 'case', 'mediator', `Asked the ${asked.to}: ${asked.text}`, asked.questionId);
    if (asked.state === 'answered') add(asked.endedAt, 'case', asked.to, 'Answered what the desk asked', asked.questionId);
    if (asked.state === 'lapsed') add(asked.endedAt, 'case', asked.to, 'Did not answer what the desk asked', asked.questionId);
  }
  for (const one of came.answers) add(one.receivedAt, 'message', one.from, `Answered the desk${one.isLate ? ', late' : ''}: ${one.words ?? `${one.exhibits.length} ${one.exhibits.length === 1 ? 'exhibit' : 'exhibits'}`}`, one.answerId);
  for (const one of came.offers) {
    const what = `${one.outcome.replaceAll('_', ' ')}${one.amount ? ` of ${sayMoney(one.amount)}` : ''}${one.withReturn ? ' with return' : ''}`;
    add(one.at, 'remedy', 'mediator', `Offered both sides ${what}`, one.offerId);
    for (const reply of one.replies) add(reply.receivedAt, 'remedy', reply.from, `${reply.reply === 'accepted' ? 'Accepted' : 'Rejected'} the offer of ${what}`, one.offerId);
    if (one.state === 'lapsed') add(one.endedAt, 'remedy', null, `The offer of ${what} lapsed`, one.offerId);
  }
  for (const ruling of desk.rulings) {
    const amount = toMoney(ruling.amountMinor, ruling.amountCurrency);
    const what = `${ruling.outcome.replaceAll('_', ' ')}${amount ? `, ${sayMoney(amount)}` : ''}`;
    add(ruling.stagedAt, 'ruling', 'mediator', `${ruling.offerId === null ? `Ruling staged by ${ruling.personName}` : 'Settlement staged: both sides accepted'}: ${what}${ruling.state === 'undone' ? ' (taken back)' : ruling.state === 'returned' ? ' (not approved)' : ''}`, ruling.rulingId);
    if (ruling.state === 'effective') add(ruling.effectiveAt, 'ruling', 'mediator', `${ruling.offerId === null ? 'Ruling' : 'Settlement'} in effect: ${what}`, ruling.rulingId);
  }
  for (const refund of desk.refunds) {
    if (refund.state === 'cancelled') continue;
    add(refund.changedAt, 'money', 'platform', `Refund of ${sayMoney({ minor: String(refund.amountMinor), currency: refund.currency })}: ${refund.state}`, refund.rulingId);
  }
  return entries.sort((a, b) => a.at - b.at);
}

function moveWords({ kind, days }: DeadlineMove): string {
  const some = `${days} working ${days === 1 ? 'day' : 'days'}`;
  if (kind === 'extended') return `${some} more in the time`;
  return kind === 'paused' ? `Paused for ${some} at the most: the time` : 'Goes on: the time';
}
