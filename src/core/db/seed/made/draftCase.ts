import { exponentOf, type Money } from '../../../../contract/money.ts';
import { NeutralCase, neutralCaseSchema, type NeutralCaseInput } from '../../../../contract/neutralCase.ts';
import type { Adversary } from '../../../../contract/vocabulary.ts';
import { between, pick, randomFrom, type Random } from '../docket/random.ts';
import type { Coming } from './coming.ts';
import { details } from './details.ts';
import { goods } from './goods.ts';
import { keyOfPhoto, type KeptPhoto } from './photos.ts';
import { complaints, languages, people, replies, shops, type Language } from './phrases.ts';

/** US cents to minor units of a currency: rough rates, only so that sums look right. */
const perDollar: Record<string, number> = { USD: 1, EUR: 0.92, BRL: 5.4, JPY: 152, KWD: 0.307 };
const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** By carrier: how its numbers begin, and where its parcels are handed in. */
const carriers = [
  { name: 'YunExpress', head: 'YT27', from: 'Dongguan, CN', via: 'Shenzhen, CN' },
  { name: 'DHL', head: 'JJD00', from: 'Leipzig, DE', via: 'Köln, DE' },
  { name: 'Cainiao', head: 'LP006', from: 'Hangzhou, CN', via: 'Hong Kong, HK' },
  { name: 'USPS', head: '9400', from: 'Memphis, US', via: 'Chicago, US' },
] as const;

/** A generated case before its photos are known: which it shows of each side, by key. */
export type Draft = { input: Omit<NeutralCaseInput, 'evidence'>; photos: { side: Adversary; key: string; handedInAt: number }[]; records: NonNullable<NeutralCaseInput['evidence']> };

/** The id a generated case has at its source. */
export function sourceIdOf(seed: string, index: number): string {
  return `GEN-${seed}-${String(index).padStart(7, '0')}`;
}

/** The case document, with what became of its photos. */
export function madeCase(draft: Draft, photos: ReadonlyMap<string, KeptPhoto>): NeutralCase {
  const shown = draft.photos.flatMap(({ side, key, handedInAt }) => {
    const photo = photos.get(key);
    if (!photo) return [];
    const fileName = `${side === 'buyer' ? 'IMG' : 'packing'}_${photo.sha256.slice(0, 4)}.jpg`;
    return [{ side, kind: 'photo' as const, fileName, path: `evidence/${side}/${fileName}`, sha256: photo.sha256, size: photo.size, mediaType: 'image/jpeg', handedInAt: iso(handedInAt), claimIds: ['c1'] }];
  });
  const evidence = [...shown, ...draft.records].map((one, place) => ({ ...one, id: `e${place + 1}` }));
  return NeutralCase.parse({ ...draft.input, evidence });
}

function iso(millis: number): string {
  return new Date(Math.floor(millis / minute) * minute).toISOString().replace('.000Z', 'Z');
}

function share(total: Money, percent: number): Money {
  return { minor: String((BigInt(total.minor) * BigInt(percent)) / 100n), currency: total.currency };
}

/** The words of one generated case and which photos go with it; the same for the same seed, place and anchor (ms UTC). */
export function draftCase(seed: string, { index, receivedAt, ruledAt }: Coming, anchor: number): Draft {
  const random = randomFrom(`${seed} ${index}`);
  const language = pick(random, languages);
  const sellerLanguage: Language = random() < 0.35 ? 'zh' : pick(random, languages);
  const item = pick(random, goods);
  const reason = pick(random, item.reasons);
  const who = people[language];
  const currency = random() < 0.3 ? 'USD' : who.currency;
  const minor = Math.max(1, Math.round(between(random, item.cents[0], item.cents[1]) * (perDollar[currency] ?? 1) * 10 ** (exponentOf(currency) - 2)));
  const paid: Money = { minor: String(minor), currency };
  const escalated = receivedAt - between(random, 3, 120) * minute;
  const opened = escalated - between(random, 2, 8) * day;
  const delivered = opened - between(random, 1, 5) * day;
  const placed = delivered - between(random, 6, 25) * day;
  const isReceived = reason !== 'not_received';
  const waited = String(Math.max(2, Math.round((opened - (isReceived ? delivered : placed)) / day)));
  const tone = random() < 0.12 ? null : between(random, 0, 2);
  const fill = filler(random, language, waited);
  const complaint = fill(complaints[language][reason]);
  const more = random() < 0.75 ? pickTwin(random, language, 'buyer') : null;
  const translated = (from: Language, english: string) => (from === 'en' ? {} : { translation: english });
  const answeredAt = opened + between(random, 6, 40) * hour;
  const sellerMore = tone !== null && random() < 0.6 ? pickTwin(random, sellerLanguage, 'seller') : null;
  const answer = tone === null ? null : { original: joined(replies[sellerLanguage][tone], sellerMore && fill(sellerMore.own)), english: joined(replies.en[tone], sellerMore && fill(sellerMore.english)) };
  const back = answer !== null && random() < 0.55 ? pickTwin(random, language, 'reply') : null;
  const offered = share(paid, between(random, 2, 12) * 5);
  const name = `${pick(random, who.given)} ${pick(random, who.family)}`;
  const carrier = pick(random, carriers);
  const mark = `${String.fromCharCode(65 + (index % 26))}${String.fromCharCode(65 + (Math.floor(index / 26) % 26))}-${String((index * 7_919) % 1_000_003).padStart(6, '0')}`;
  // Who has said nothing may mostly not answer any more; for a few that still wait the time runs on.
  const mayStillAnswer = ruledAt === null && random() < 0.15;
  const message = (id: string, from: Adversary, sentAt: number, words: { language: Language; original: string; english: string }) => ({
    id,
    from,
    to: from === 'buyer' ? ('seller' as const) : ('buyer' as const),
    sentAt: iso(sentAt),
    language: words.language,
    original: words.original,
    ...translated(words.language, words.english),
  });
  const opening = { language, original: joined(complaint, more && fill(more.own)), english: joined(fill(complaints.en[reason]), more && fill(more.english)) };
  const input: Draft['input'] = {
    schema: neutralCaseSchema,
    source: 'sample',
    sourceId: sourceIdOf(seed, index),
    openedAt: iso(opened),
    escalatedAt: iso(escalated),
    escalationCause: answer ? 'No agreement between the parties' : 'Seller did not answer',
    stage: 'arbitration',
    sourceStatus: 'wait_platform',
    whoseTurn: 'mediator',
    parties: [
      { role: 'buyer', id: `B-${900_000 + (index * 7_919) % 90_000}`, displayName: language === 'zh' ? name.split(' ').reverse().join('') : name, language, timeZone: who.timeZone, country: who.country },
      { role: 'seller', id: `S-${3_000 + between(random, 0, 899)}`, displayName: pick(random, shops), language: sellerLanguage, timeZone: people[sellerLanguage].timeZone, country: people[sellerLanguage].country },
    ],
    order: { id: `82${String(index).padStart(10, '0')}${between(random, 1_000, 9_999)}`, currency, paid, captured: paid, placedAt: iso(placed), paidAt: iso(placed + minute), shippedAt: iso(placed + 2 * day), ...(isReceived ? { deliveredAt: iso(delivered) } : {}) },
    items: [{ id: 'i1', title: item.title, sku: mark, quantity: 1, unitPrice: paid, goods: item.kind }],
    claims: [{ id: 'c1', reason, words: complaint, language, amount: paid, itemId: 'i1', isGoodsReceived: isReceived, answers: answer ? [{ by: 'seller', stance: tone === 1 ? 'partly' : 'denies', words: answer.original, at: iso(answeredAt) }] : [] }],
    remedies: [
      { id: 'r1', by: 'buyer', type: 'request', kind: 'full_refund', amount: paid, withReturn: isReceived && random() < 0.5, state: answer ? 'rejected' : 'pending', at: iso(opened), ...(answer ? { answeredAt: iso(answeredAt) } : {}) },
      ...(tone === 1 ? [{ id: 'r2', by: 'seller' as const, type: 'offer' as const, kind: 'partial_refund' as const, amount: offered, withReturn: false, state: 'rejected' as const, at: iso(answeredAt), answeredAt: iso(answeredAt + 4 * hour) }] : []),
    ],
    messages: [
      message('m1', 'buyer', opened - 20 * hour, opening),
      ...(answer ? [message('m2', 'seller', answeredAt, { language: sellerLanguage, ...answer })] : []),
      ...(back ? [message('m3', 'buyer', answeredAt + 3 * hour, { language, original: fill(back.own), english: fill(back.english) })] : []),
    ],
    parcels: [{ id: 'p1', direction: 'outbound', carrier: carrier.name, trackingNumber: `${carrier.head}${String(index).padStart(8, '0')}`, shippedAt: iso(placed + 2 * day), ...(isReceived ? { deliveredAt: iso(delivered) } : {}), scans: [{ at: iso(placed + 2 * day), status: 'accepted', place: carrier.from }, { at: iso(placed + 4 * day), status: 'in_transit', place: carrier.via }, ...(isReceived ? [{ at: iso(delivered), status: 'delivered' as const, place: who.country }] : [])] }],
    history: answer ? [] : [{ at: iso(opened + minute), by: 'platform', action: 'notice_served', words: 'By e-mail and in the shop console' }],
    deadlines: [
      ...(answer ? [] : [{ id: 'd1', party: 'seller' as const, action: 'Answer the dispute', dueAt: iso(mayStillAnswer ? anchor + between(random, 4, 60) * hour : Math.min(opened + 5 * day, escalated - hour)), isMandatory: true, from: 'source' as const }]),
      { id: 'd2', party: 'mediator', action: 'Decide the dispute', dueAt: iso(ruledAt === null ? anchor + between(random, -12, 240) * hour : receivedAt + between(random, 7, 12) * day), isMandatory: true, from: 'source' },
    ],
  };
  const photos: Draft['photos'] = [];
  if (item.buyerPhoto !== null && random() < 0.6) photos.push({ side: 'buyer', key: keyOfPhoto(item.buyerPhoto, delivered + 3 * hour, anchor), handedInAt: opened });
  if (item.sellerPhoto !== null && answer && random() < 0.6) photos.push({ side: 'seller', key: keyOfPhoto(item.sellerPhoto, placed, anchor), handedInAt: answeredAt });
  const records: Draft['records'] = random() < 0.5 ? [{ id: 'record', side: 'buyer', kind: 'chat', fileName: `chat-${mark}.txt`, text: `${opening.original}\n${who.given[index % who.given.length] ?? ''}, ${mark}`, handedInAt: iso(opened), claimIds: ['c1'] }] : [];
  return { input, photos, records };
}

function joined(...sentences: (string | null | undefined)[]): string {
  return sentences.filter(Boolean).join(' ');
}

/** One sentence in a language and the same in English. */
function pickTwin(random: Random, language: Language, kind: 'buyer' | 'seller' | 'reply'): { own: string; english: string } {
  const place = Math.floor(random() * details.en[kind].length);
  return { own: details[language][kind][place] ?? '', english: details.en[kind][place] ?? '' };
}

/** Fills the gaps of sentences; the same words for the same gap of a case, colours in the language of the buyer. */
function filler(random: Random, language: Language, days: string): (text: string) => string {
  const values: Record<string, string> = {
    days,
    shade: pick(random, details[language].shades),
    size: String(between(random, 34, 46)),
    mark: `SN${between(random, 100_000, 999_999)}${String.fromCharCode(65 + between(random, 0, 25))}`,
    number: String(between(random, 1_000_000, 9_999_999)),
  };
  return (text) => text.replace(/\{(\w+)\}/g, (gap, name: string) => values[name] ?? gap);
}
