import { createHash } from 'node:crypto';
import type { Money } from '../../marketplaceApi/types.gen.ts';
import { between, chanceFrom, pick, type Chance } from './chance.ts';
import { drawPhoto } from './photo.ts';
import { homes, shops, stories, type Story } from './stories.ts';

const hour = 3_600_000;
const day = 24 * hour;

/** A file with the place its case document gives it. */
export type SampleFile = { bytes: Uint8Array; mediaType: string };
/** One dispute as a marketplace escalates it: its `dispute-case/1` document and the bytes of its evidence. */
export type SampleDispute = { disputeId: string; orderId: string; escalatedAt: number; captured: Money; refundedBefore: Money | null; chargeback: { isOpen: true; reference: string; openedAt: string; amount: Money } | null; document: { [name: string]: unknown }; files: SampleFile[] };

type Home = (typeof homes)[number];
type Evidence = { side: string; kind: string; fileName: string; mediaType: string; statement: string; handedInAt: number; bytes: Uint8Array };

/** Makes the dispute of a number. The same source, seed, number and day make the same one; `day0` is a midnight, ms UTC. */
export function makeDispute({ source, seed, number, day0 }: { source: string; seed: string; number: number; day0: number }): SampleDispute {
  const chance = chanceFrom(`${seed}/${number}`);
  const story = stories[(number - 1) % stories.length] ?? stories[0];
  const home = homes[between(chance, 0, homes.length - 1)] ?? homes[0];
  const isSilent = chance() < 0.2;
  const escalatedAt = day0 - between(chance, 4, 90) * hour;
  const openedAt = escalatedAt - between(chance, 6, 9) * day;
  const placedAt = openedAt - between(chance, 14, 30) * day;
  const shippedAt = placedAt + between(chance, 18, 60) * hour;
  const deliveredAt = story.isDelivered ? shippedAt + between(chance, 3, 8) * day : null;
  const answeredAt = openedAt + between(chance, 20, 60) * hour;
  const quantity = chance() < 0.8 ? 1 : 2;
  const money = (minor: number): Money => ({ minor: String(minor), currency: home.currency });
  const unit = toMinor(home, between(chance, ...story.price));
  const shipping = toMinor(home, between(chance, 0, 9));
  const total = unit * quantity + shipping;
  const claimed = Math.min(total, Math.round((unit * quantity * story.share) / 100) + (story.share === 100 ? shipping : 0));
  const refunded = chance() < 0.1 ? Math.max(1, Math.round(unit * 0.1)) : 0;
  const [buyer, shop] = [pick(chance, home.names), pick(chance, shops)];
  const numberText = String(number).padStart(5, '0');
  const [disputeId, orderId] = [`D${seed}-${numberText}`, `O${seed}-${numberText}`];
  const tracking = `PC${between(chance, 10_000_000, 99_999_999)}${home.country}`;
  const scans = scansOf(chance, home, shippedAt, deliveredAt);
  const evidence = evidenceOf(chance, { story, isSilent, openedAt, answeredAt, tracking, scans, orderId, buyer, shop, title: story.title });
  const chargeback = chance() < 0.03 ? { isOpen: true as const, reference: `CB-${between(chance, 100_000, 999_999)}`, openedAt: iso(escalatedAt - 2 * hour), amount: money(claimed) } : null;
  const language = languageOf(story, home);
  const words = story.buyer[language] ?? story.buyer.en;
  const offered = story.seller.stance === 'partly' && !isSilent ? Math.max(1, Math.round(claimed * 0.2)) : null;

  const document = {
    schema: 'dispute-case/1', source, sourceId: disputeId, openedAt: iso(openedAt), escalatedAt: iso(escalatedAt),
    escalationCause: isSilent ? 'The seller did not answer in time' : 'No agreement within 7 days', stage: 'arbitration', sourceStatus: 'wait_platform', whoseTurn: 'mediator',
    parties: [
      { role: 'buyer', id: `B${seed}-${between(chance, 1_000, 99_999)}`, displayName: buyer, language: home.language, timeZone: home.zone, country: home.country },
      { role: 'seller', id: `S-${shops.indexOf(shop) + 100}`, displayName: shop, language: 'en', timeZone: 'Europe/London', country: 'GB' },
      { role: 'carrier', id: null, displayName: 'Parcelio', language: 'en', timeZone: null, country: 'GB' },
    ],
    order: {
      id: orderId, parentId: null, currency: home.currency, paid: money(total), captured: money(total), refundedBefore: refunded > 0 ? money(refunded) : null,
      chargedBack: null, cap: null, shipping: money(shipping), tax: null, fees: [], exchange: null,
      placedAt: iso(placedAt), paidAt: iso(placedAt + 60_000), shippedAt: iso(shippedAt), deliveredAt: deliveredAt === null ? null : iso(deliveredAt), receiptConfirmedAt: null,
    },
    items: [{ id: 'i1', title: story.title, sku: story.sku, quantity, unitPrice: money(unit), goods: story.goods, listing: { capturedAt: iso(placedAt), url: `https://shop.example/item/${story.sku.toLowerCase()}`, title: story.title, description: story.describes, attributes: story.attributes.map(([name, value]) => ({ name, value })) } }],
    claims: [{
      id: 'c1', reason: story.reason, subReason: story.subReason, sourceReason: null, words, language, amount: money(claimed), itemId: 'i1', isGoodsReceived: story.isDelivered && story.reason !== 'not_received',
      answers: isSilent ? [] : [{ by: 'seller', stance: story.seller.stance, words: story.seller.words, at: iso(answeredAt) }],
    }],
    remedies: [
      { id: 'r1', by: 'buyer', type: 'request', kind: story.asks, amount: money(claimed), localAmount: null, withReturn: story.withReturn, state: isSilent ? 'expired' : 'rejected', at: iso(openedAt), answeredAt: isSilent ? null : iso(answeredAt), words: null },
      ...(offered === null ? [] : [{ id: 'r2', by: 'seller', type: 'offer', kind: 'partial_refund', amount: money(offered), localAmount: null, withReturn: false, state: 'rejected', at: iso(answeredAt), answeredAt: iso(answeredAt + 9 * hour), words: null }]),
    ],
    messages: [
      { id: 'm1', from: 'buyer', to: 'seller', sentAt: iso(openedAt - 5 * hour), readAt: null, language, original: words, translation: language === 'en' ? null : story.buyer.en, attachments: evidence.filter(({ side }) => side === 'buyer').map(({ id }) => id) },
      ...(isSilent ? [] : [{ id: 'm2', from: 'seller', to: 'buyer', sentAt: iso(answeredAt), readAt: iso(answeredAt + hour), language: 'en', original: story.seller.words, translation: null, attachments: [] }]),
    ],
    evidence: evidence.map(({ bytes: _bytes, ...one }) => one),
    parcels: [{ id: 'p1', direction: 'outbound', carrier: 'Parcelio', trackingNumber: tracking, promisedAt: iso(shippedAt + 7 * day), shippedAt: iso(shippedAt), deliveredAt: deliveredAt === null ? null : iso(deliveredAt), signedBy: null, scans }],
    deadlines: [
      { id: 'd1', party: 'seller', action: 'Answer the dispute', dueAt: iso(openedAt + 5 * day), isMandatory: true, from: 'source' },
      { id: 'd2', party: 'mediator', action: 'Decide the dispute', dueAt: iso(day0 + between(chance, 2, 9) * day), isMandatory: true, from: 'source' },
    ],
    goodsReturn: null, outcome: null, contactBefore: null, chargeback,
    history: [
      { at: iso(openedAt), by: 'buyer', action: 'Opened the dispute', words: null },
      { at: iso(openedAt + 60_000), by: 'platform', action: 'Told the seller', words: 'Answer within 5 days, or the dispute is decided without you.' },
      { at: iso(escalatedAt), by: 'platform', action: 'Escalated', words: null },
    ],
    unmapped: [],
  };
  return { disputeId, orderId, escalatedAt, captured: money(total), refundedBefore: refunded > 0 ? money(refunded) : null, chargeback, document, files: evidence.map(({ bytes, mediaType }) => ({ bytes, mediaType })) };
}

type Scan = { at: string; place: string; status: string; words: string | null };
type Told = { story: Story; isSilent: boolean; openedAt: number; answeredAt: number; tracking: string; scans: Scan[]; orderId: string; buyer: string; shop: string; title: string };

function evidenceOf(chance: Chance, { story, isSilent, openedAt, answeredAt, tracking, scans, orderId, buyer, shop, title }: Told) {
  const hue = between(chance, 0, 359);
  const list: Evidence[] = [];
  const text = (side: string, kind: string, fileName: string, lines: string[], statement: string, handedInAt: number): void => void list.push({ side, kind, fileName, mediaType: 'text/plain', statement, handedInAt, bytes: Buffer.from(`${lines.join('\n')}\n`, 'utf8') });
  const photos = (side: string, pictures: Story['buyerPictures'], at: number): void => {
    for (const { scene, says, name } of pictures) list.push({ side, kind: 'photo', fileName: name, mediaType: 'image/png', statement: says, handedInAt: at, bytes: drawPhoto(chance, scene, hue) });
  };
  photos('buyer', story.buyerPictures, openedAt - 5 * hour);
  text('buyer', 'document', 'order-confirmation.txt', [`Order ${orderId}`, `Buyer: ${buyer}`, `Seller: ${shop}`, '', title, story.describes, ...story.attributes.map(([name, value]) => `${name}: ${value}`)], 'What I ordered.', openedAt);
  if (!isSilent) photos('seller', story.sellerPictures, answeredAt);
  text('carrier', 'tracking', 'tracking-record.txt', [`Parcelio ${tracking}`, ...scans.map(({ at, place, status, words }) => `${at}  ${status}  ${place}${words === null ? '' : `  ${words}`}`)], 'Every scan of the parcel.', openedAt + hour);
  return list.map(({ handedInAt, bytes, ...one }, index) => ({
    ...one, id: `e${index + 1}`, path: `evidence/${one.side}/${one.fileName}`, sha256: createHash('sha256').update(bytes).digest('hex'), size: bytes.length,
    handedInAt: iso(handedInAt), claimIds: ['c1'], url: null, text: null, bytes,
  }));
}

function scansOf(chance: Chance, home: Home, shippedAt: number, deliveredAt: number | null): Scan[] {
  const weight = between(chance, 280, 2_400);
  const scans: Scan[] = [
    { at: iso(shippedAt), place: 'Birmingham, GB', status: 'accepted', words: `Declared ${(weight / 1_000).toFixed(3)} kg` },
    { at: iso(shippedAt + 11 * hour), place: 'Coventry, GB', status: 'in_transit', words: `Weighed ${((weight + between(chance, -9, 9)) / 1_000).toFixed(3)} kg` },
    { at: iso(shippedAt + 40 * hour), place: `${home.city}, ${home.country}`, status: deliveredAt === null ? 'other' : 'in_transit', words: deliveredAt === null ? 'Held: address check' : null },
  ];
  if (deliveredAt === null) return scans;
  return [...scans, { at: iso(deliveredAt - 4 * hour), place: `${home.city}, ${home.country}`, status: 'out_for_delivery', words: null }, { at: iso(deliveredAt), place: `${home.city}, ${home.country}`, status: 'delivered', words: null }];
}

function languageOf(story: Story, { language }: Home): 'en' | 'de' | 'ja' | 'es' {
  return story.buyer[language] === undefined ? 'en' : language;
}

function toMinor({ rate, step }: Home, dollars: number): number {
  return Math.round((dollars * rate) / step) * step;
}

function iso(at: number): string {
  return new Date(at).toISOString();
}
