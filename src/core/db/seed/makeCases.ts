import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { exponentOf, type Money } from '../../../contract/money.ts';
import { NeutralCase, neutralCaseSchema } from '../../../contract/neutralCase.ts';
import type { Language } from './made/phrases.ts';
import { complaints, languages, people, replies, shops } from './made/phrases.ts';
import { goods } from './made/goods.ts';
import type { MadeCase } from './docket/makeDocket.ts';
import { between, pick, randomFrom, type Random } from './docket/random.ts';
import { docketFolder } from './loadDocket.ts';
import { redateFile, renamePhoto } from './redate.ts';

/** US cents to minor units of a currency: rough rates, only so that sums look right. */
const perDollar: Record<string, number> = { USD: 1, EUR: 0.92, BRL: 5.4, JPY: 152, KWD: 0.307 };
const hour = 3_600_000;
const day = 24 * hour;

interface Draft {
  number: number;
  anchor: number;
  random: Random;
}

function iso(millis: number): string {
  return new Date(Math.floor(millis / 60_000) * 60_000).toISOString().replace('.000Z', 'Z');
}

function share(total: Money, percent: number): Money {
  return { minor: String((BigInt(total.minor) * BigInt(percent)) / 100n), currency: total.currency };
}

/** The words of one generated case and which pictures go with it. */
function draft({ number, anchor, random }: Draft) {
  const language = pick(random, languages);
  const sellerLanguage: Language = random() < 0.35 ? 'zh' : pick(random, languages);
  const item = pick(random, goods);
  const reason = pick(random, item.reasons);
  const who = people[language];
  const currency = random() < 0.3 ? 'USD' : who.currency;
  const minor = Math.max(1, Math.round(between(random, item.cents[0], item.cents[1]) * (perDollar[currency] ?? 1) * 10 ** (exponentOf(currency) - 2)));
  const paid: Money = { minor: String(minor), currency };
  const escalated = anchor - between(random, 1, 9 * 24) * hour - between(random, 0, 59) * 60_000;
  const opened = escalated - between(random, 2, 8) * day;
  const delivered = opened - between(random, 1, 5) * day;
  const placed = delivered - between(random, 6, 25) * day;
  const isReceived = reason !== 'not_received';
  const waited = String(Math.max(2, Math.round((opened - (isReceived ? delivered : placed)) / day)));
  const tone = random() < 0.12 ? null : between(random, 0, 2);
  const complaint = complaints[language][reason].replace('{days}', waited);
  const translated = (from: Language, english: string) => (from === 'en' ? {} : { translation: english });
  const answer = tone === null ? null : { original: replies[sellerLanguage][tone] ?? '', english: replies.en[tone] ?? '' };
  const answeredAt = opened + between(random, 6, 40) * hour;
  const offered = share(paid, between(random, 2, 12) * 5);
  const english = complaints.en[reason].replace('{days}', waited);
  const name = `${pick(random, who.given)} ${pick(random, who.family)}`;
  const input = {
    schema: neutralCaseSchema,
    source: 'sample',
    openedAt: iso(opened),
    escalatedAt: iso(escalated),
    escalationCause: answer ? 'No agreement between the parties' : 'Seller did not answer',
    stage: 'arbitration' as const,
    sourceStatus: 'wait_platform',
    whoseTurn: 'mediator' as const,
    parties: [
      { role: 'buyer' as const, id: `B-${900_000 + (number * 7919) % 90_000}`, displayName: language === 'zh' ? name.split(' ').reverse().join('') : name, language, timeZone: who.timeZone, country: who.country },
      { role: 'seller' as const, id: `S-${3000 + between(random, 0, 899)}`, displayName: pick(random, shops), language: sellerLanguage, timeZone: people[sellerLanguage].timeZone, country: people[sellerLanguage].country },
    ],
    order: { id: `82${String(number).padStart(10, '0')}${between(random, 1000, 9999)}`, currency, paid, captured: paid, placedAt: iso(placed), paidAt: iso(placed + 60_000), shippedAt: iso(placed + 2 * day), ...(isReceived ? { deliveredAt: iso(delivered) } : {}) },
    items: [{ id: 'i1', title: item.title, quantity: 1, unitPrice: paid, goods: item.kind }],
    claims: [{ id: 'c1', reason, words: complaint, language, amount: paid, itemId: 'i1', isGoodsReceived: isReceived, answers: answer ? [{ by: 'seller' as const, stance: tone === 1 ? ('partly' as const) : ('denies' as const), words: answer.original, at: iso(answeredAt) }] : [] }],
    remedies: [
      { id: 'r1', by: 'buyer' as const, type: 'request' as const, kind: 'full_refund' as const, amount: paid, withReturn: isReceived && random() < 0.5, state: answer ? ('rejected' as const) : ('pending' as const), at: iso(opened), ...(answer ? { answeredAt: iso(answeredAt) } : {}) },
      ...(tone === 1 ? [{ id: 'r2', by: 'seller' as const, type: 'offer' as const, kind: 'partial_refund' as const, amount: offered, withReturn: false, state: 'rejected' as const, at: iso(answeredAt), answeredAt: iso(answeredAt + 9 * hour) }] : []),
    ],
    messages: [
      { id: 'm1', from: 'buyer' as const, to: 'seller' as const, sentAt: iso(opened - 20 * hour), language, original: complaint, ...translated(language, english) },
      ...(answer ? [{ id: 'm2', from: 'seller' as const, to: 'buyer' as const, sentAt: iso(answeredAt), language: sellerLanguage, original: answer.original, ...translated(sellerLanguage, answer.english) }] : []),
    ],
    parcels: [{ id: 'p1', direction: 'outbound' as const, carrier: 'YunExpress', trackingNumber: `YT27${String(number).padStart(8, '0')}`, shippedAt: iso(placed + 2 * day), ...(isReceived ? { deliveredAt: iso(delivered) } : {}), scans: [{ at: iso(placed + 2 * day), status: 'accepted' as const, place: 'Dongguan, CN' }, { at: iso(placed + 4 * day), status: 'in_transit' as const, place: 'Shenzhen, CN' }, ...(isReceived ? [{ at: iso(delivered), status: 'delivered' as const, place: who.country }] : [])] }],
    history: answer ? [] : [{ at: iso(opened + 60_000), by: 'platform' as const, action: 'notice_served', words: 'By e-mail and in the shop console' }],
    deadlines: [
      ...(answer ? [] : [{ id: 'd1', party: 'seller' as const, action: 'Answer the dispute', dueAt: iso(opened + 5 * day <= anchor ? opened + 5 * day : anchor - hour), isMandatory: true, from: 'source' as const }]),
      { id: 'd2', party: 'mediator' as const, action: 'Decide the dispute', dueAt: iso(anchor + between(random, -12, 240) * hour), isMandatory: true, from: 'source' as const },
    ],
  };
  const packedAt = reason === 'return_not_refunded' ? answeredAt - hour : placed + 2 * day - 3 * hour;
  return { input, item, delivered, opened, answeredAt, packedAt, hasAnswer: answer !== null };
}

const takenPattern = /(\d{4}):(\d\d):(\d\d) (\d\d:\d\d:\d\d)(?=\0)/;

async function picture(folder: string, cache: Map<string, Buffer>, path: string, takenAt: number, unique: string): Promise<Buffer> {
  const original = cache.get(path) ?? (await readFile(join(folder, path)));
  cache.set(path, original);
  const stamp = takenPattern.exec(original.toString('latin1', 0, 2048));
  const shift = stamp ? takenAt - Date.parse(`${stamp[1]}-${stamp[2]}-${stamp[3]}T${stamp[4]}Z`) : 0;
  return renamePhoto(redateFile(path, original, shift), unique);
}

/**
 * Makes `count` believable cases, the same for the same seed and anchor, one at a time with flat memory. The first `illustrated` of them carry the
 * docket's photos, each with its own date and id; the rest carry words only. Numbering starts at `from`.
 */
export async function* makeCases(options: { count: number; seed: string; anchor: Date; illustrated?: number; from?: number; folder?: string }): AsyncGenerator<MadeCase> {
  const { count, seed, anchor, illustrated = 200, from = 1, folder = docketFolder } = options;
  const cache = new Map<string, Buffer>();
  for (let number = from; number < from + count; number++) {
    const made = draft({ number, anchor: anchor.getTime(), random: randomFrom(`${seed} ${number}`) });
    const files: MadeCase['files'] = [];
    const evidence = [];
    for (const side of ['buyer', 'seller'] as const) {
      const path = side === 'buyer' ? made.item.buyerPhoto : made.hasAnswer ? made.item.sellerPhoto : null;
      if (path === null || number >= from + illustrated) continue;
      const at = side === 'buyer' ? made.delivered + 3 * hour : made.packedAt;
      const bytes = await picture(folder, cache, path, at, createHash('sha256').update(`${seed} ${number} ${side}`).digest('hex').slice(0, 32));
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      const place = `evidence/${side}/photo-${side === 'buyer' ? 1 : 2}.jpg`;
      files.push({ path: place, bytes, sha256 });
      evidence.push({ id: `e${evidence.length + 1}`, side, kind: 'photo' as const, fileName: place.split('/')[2] ?? place, path: place, sha256, size: bytes.length, mediaType: 'image/jpeg', handedInAt: iso(side === 'buyer' ? made.opened : made.answeredAt), claimIds: ['c1'] });
    }
    const sourceId = `GEN-${seed}-${String(number).padStart(7, '0')}`;
    yield { slug: sourceId.toLowerCase(), packedAs: 'folder', caseDocument: NeutralCase.parse({ ...made.input, sourceId, evidence }), files, damagedPath: null };
  }
}
