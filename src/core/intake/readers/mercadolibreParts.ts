import { fromDecimal, type Money } from '../../../contract/money.ts';
import type { NeutralCaseInput } from '../../../contract/neutralCase.ts';
import type { RemedyKind, RemedyState } from '../../../contract/vocabulary.ts';
import { actorOf, currencyOf } from './mercadolibreWords.ts';
import { byTime } from './moments.ts';
import type { Source } from './source.ts';
import { kindOfFile, spoken } from './words.ts';

type Remedy = NonNullable<NeutralCaseInput['remedies']>[number];
type Message = NonNullable<NeutralCaseInput['messages']>[number];
type Evidence = NonNullable<NeutralCaseInput['evidence']>[number];
type Entry = NonNullable<NeutralCaseInput['history']>[number];

const kinds: { [word: string]: RemedyKind } = {
  refund: 'full_refund',
  return_product: 'full_refund',
  partial_refund: 'partial_refund',
  change_product: 'replacement',
  product: 'resend',
};

/** What each side expects: the buyer's are requests, everyone else's are offers. */
export function expectedResolutions(entries: readonly Source[], siteCurrency: string | null): Remedy[] {
  const chain = entries.map((entry, index): Remedy => {
    const by = actorOf(entry.text('player_role')) ?? 'platform';
    const word = entry.text('expected_resolution') ?? 'other';
    const status = entry.text('status');
    const at = entry.instant('date_created');
    const changedAt = entry.instant('last_updated');
    entry.id('user_id');
    const state: RemedyState =
      status === 'accepted' ? 'accepted' : status === 'rejected' ? 'rejected' : status === 'pending' || status === null ? 'pending' : 'withdrawn';
    const details = readDetails(entry, siteCurrency);
    return {
      id: `remedy-${index + 1}`,
      by,
      type: by === 'buyer' ? 'request' : 'offer',
      kind: Object.hasOwn(kinds, word) ? (kinds[word] ?? 'other') : 'other',
      amount: details.amount,
      withReturn: word === 'return_product' ? true : word === 'refund' || word === 'partial_refund' ? false : null,
      state,
      at,
      answeredAt: state === 'pending' ? null : changedAt,
      words: [spoken(word), details.percentage === null ? null : `${details.percentage} percent`].filter((part) => part !== null).join(', '),
    };
  });
  return byTime(chain, ({ at }) => at).map((remedy, index) => ({ ...remedy, id: `remedy-${index + 1}` }));
}

/** `details` is a list of key and value: the percentage and the sum as the seller sees it. */
function readDetails(entry: Source, siteCurrency: string | null): { amount: Money | null; percentage: string | null } {
  const pairs = new Map([...entry.list('details'), ...entry.list('detail')].map((pair) => [pair.peek('key') ?? '', pair] as const));
  const take = (key: string): string | null => {
    const pair = pairs.get(key);
    pair?.text('key');
    return pair?.text('value') ?? null;
  };
  const currency = currencyOf(pairs.get('seller_currency')?.peek('value') ?? null, siteCurrency);
  const raw = pairs.get('seller_amount')?.peek('value') ?? null;
  const minor = raw === null || currency === null ? null : fromDecimal(raw, currency);
  const percentage = take('percentage');
  if (minor === null || currency === null) return { amount: null, percentage };
  take('seller_amount');
  take('seller_currency');
  return { amount: { minor, currency }, percentage };
}

/** Messages oldest first, their attachments as evidence of the side that sent them. */
export function conversationOf(entries: readonly Source[]): { messages: Message[]; evidence: Evidence[]; firstToMediatorAt: string | null } {
  const evidence = new Map<string, Evidence>();
  const messages = entries.map((entry): Message => {
    const from = actorOf(entry.text('sender_role')) ?? 'platform';
    const createdAt = entry.instant('date_created');
    const sentAt = entry.instant('message_date') ?? createdAt;
    if (entry.instant('last_updated') !== createdAt)
      entry.warn('CASE_MESSAGE_EDITED', 'A message was changed after it was sent; the source gives the last wording only.');
    const attachments = entry.list('attachments').map((file, place) => {
      const stored = file.text('filename') ?? file.text();
      const name = file.text('original_filename') ?? stored ?? `Attachment ${place + 1}`;
      const mediaType = file.text('type');
      const id = (stored ?? `${sentAt ?? 'message'}-${place + 1}`).slice(0, 200);
      const item: Evidence = {
        id,
        side: from === 'seller' || from === 'buyer' ? from : 'platform',
        kind: kindOfFile(name, mediaType),
        fileName: name,
        size: file.whole('size'),
        mediaType: mediaType?.slice(0, 200) ?? null,
        handedInAt: file.instant('date_created') ?? sentAt,
      };
      if (!evidence.has(id)) evidence.set(id, item);
      return id;
    });
    const hash = entry.id('hash');
    return {
      id: hash ?? '',
      from,
      to: actorOf(entry.text('receiver_role')),
      sentAt,
      readAt: entry.instant('date_read'),
      original: entry.text('message') ?? '',
      translation: entry.text('translated_message'),
      attachments,
    };
  });
  const sorted = byTime(messages, ({ sentAt }) => sentAt).map((message, index) => ({
    ...message,
    id: message.id === '' ? `message-${index + 1}` : message.id,
  }));
  return { messages: sorted, evidence: [...evidence.values()], firstToMediatorAt: sorted.find(({ to }) => to === 'mediator')?.sentAt ?? null };
}

/** Both histories as one, oldest first, with who took the claim to the mediator. */
export function historyOf(
  actions: readonly Source[],
  states: readonly Source[],
): { entries: Entry[]; escalatedAt: string | null; escalationCause: string | null } {
  const acts = actions.map((entry) => {
    const name = entry.text('action_name') ?? 'action';
    const where = [entry.text('claim_stage'), entry.text('claim_status')].filter((part) => part !== null).join(', ');
    const reason = entry.text('action_reason_id');
    const words = [where && `While: ${where}`, reason && `Reason ${reason}`].filter((part) => part).join('. ') || null;
    return { at: entry.instant('date_created'), by: actorOf(entry.text('player_role')), action: spoken(name), words, name };
  });
  const changes = states.map((entry) => {
    const stage = entry.text('stage');
    const status = entry.text('status');
    const words = [stage, status].filter((part) => part !== null).join(', ') || null;
    return {
      at: entry.instant('date'),
      by: actorOf(entry.text('change_by')),
      action: 'State changed',
      words,
      name: stage === 'dispute' ? 'open_dispute' : '',
    };
  });
  const all = byTime([...changes, ...acts], ({ at }) => at);
  const opened = all.find(({ name }) => name === 'open_dispute');
  const who = opened?.by === 'seller' ? 'The seller' : opened?.by === 'buyer' ? 'The buyer' : 'Someone';
  return {
    entries: all.map(({ name: _, ...entry }) => entry),
    escalatedAt: opened?.at ?? null,
    escalationCause: opened ? `${who} asked a mediator to step in.` : null,
  };
}

/** Partial refunds the marketplace lets the seller choose from; the one of 100 percent is what can be refunded at most. */
export function offersOf(files: readonly Source[]): { cap: Money | null } {
  const sums = files.flatMap((file) => {
    const currency = file.currency('currency_id');
    return file.list('available_offers').flatMap((offer) => {
      if (offer.peek('percentage') !== '100') return [];
      const sum = offer.money('amount', currency);
      if (sum) offer.text('percentage');
      return sum ? [sum] : [];
    });
  });
  return { cap: sums[0] ?? null };
}
