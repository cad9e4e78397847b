import type { Claim, Exhibit } from '../../contract/caseFile.ts';
import type { Listing } from '../../contract/listings.ts';
import type { EvidenceKind, GoodsKind, Side } from '../../contract/vocabulary.ts';
import { toMoney } from '../db/schema/columns.ts';
import type { PolicyBook } from '../policy/book.ts';
import { carrierName } from './carriers.ts';
import { toMillis } from './instants.ts';
import { toListings } from './listings.ts';
import { parcelSetting, parcelWarnings } from './parcelWarnings.ts';
import type { BoardParts } from './readBoard.ts';
import type { NeutralParts } from './readParts.ts';

const day = 86_400_000;

/** The rows of the claim board: positions, standing, facts of platform and carrier, and what evidence is missing. */
export function toClaims(parts: NeutralParts, exhibits: Exhibit[], board: Pick<BoardParts, 'standings' | 'goods'>, book: PolicyBook): Claim[] {
  return parts.claims.map((row) => {
    const answers = row.answers.map((answer) => ({ ...answer, at: toMillis(answer.at) }));
    const stances = answers.filter((answer) => answer.by === 'seller').map((answer) => answer.stance);
    const said = board.standings.find((one) => one.claimId === row.claimId);
    return {
      claimId: row.claimId,
      reason: row.reason,
      firstReason: row.firstReason,
      subReason: row.subReason,
      sourceReason: row.sourceReason,
      words: row.words,
      language: row.language,
      amount: toMoney(row.amountMinor, row.amountCurrency),
      itemId: row.itemId,
      isGoodsReceived: row.isGoodsReceived,
      answers,
      standing: said?.standing ?? standingOf(stances.at(-1)),
      standingNote: said ? { reason: said.reason, personName: said.personName, at: said.at } : null,
      missing: book.missingEvidence(row.reason, goodsOfClaim(row.itemId, parts, board), kindsBySide(exhibits, row.claimId, parts)),
      facts: factsOf(row, parts, exhibits),
    };
  });
}

/** What kind of goods an item is: as a mediator says, else as the source does. */
export function goodsOf(item: Pick<NeutralParts['items'][number], 'itemId' | 'goods'>, board: Pick<BoardParts, 'goods'>): { goods: GoodsKind | null; goodsBy: string | null } {
  const said = board.goods.find((one) => one.itemId === item.itemId);
  return said ? { goods: said.goods, goodsBy: said.personName } : { goods: item.goods, goodsBy: null };
}

/** The goods a claim is about: its item's, or the only item's of the order. */
function goodsOfClaim(itemId: string | null, parts: NeutralParts, board: Pick<BoardParts, 'goods'>): GoodsKind | null {
  const item = itemId === null && parts.items.length === 1 ? parts.items[0] : parts.items.find((one) => one.itemId === itemId);
  return item ? goodsOf(item, board).goods : null;
}

/** How a claim stands by the seller's last word on it. */
function standingOf(stance: Claim['answers'][number]['stance'] | undefined): Claim['standing'] {
  if (stance === undefined) return 'unanswered';
  return stance === 'accepts' ? 'agreed' : 'contested';
}

function kindsBySide(exhibits: Exhibit[], claimId: string, parts: NeutralParts): Record<Side, EvidenceKind[]> {
  const isOnlyClaim = parts.claims.length === 1;
  const kinds: Record<Side, EvidenceKind[]> = { buyer: [], seller: [], platform: [], carrier: [] };
  // What the platform states in the case itself counts as shown.
  if (parts.items.some((item) => item.listing)) kinds.platform.push('listing_snapshot');
  if (parts.parcels.some((parcel) => parcel.scans.length > 0)) kinds.carrier.push('tracking');
  for (const exhibit of exhibits) {
    const isTied = exhibit.claimIds.includes(claimId) || (isOnlyClaim && exhibit.claimIds.length === 0);
    if (isTied && exhibit.admissibility === 'admitted' && exhibit.state !== 'missing') kinds[exhibit.side].push(exhibit.kind);
  }
  return kinds;
}

function factsOf({ reason, itemId }: NeutralParts['claims'][number], parts: NeutralParts, exhibits: Exhibit[]): Claim['facts'] {
  const facts: Claim['facts'] = [];
  const setting = parcelSetting(parts);
  for (const parcel of parts.parcels) {
    const name = parcel.direction === 'return' ? 'Return parcel' : 'Parcel';
    const carrier = parcel.carrier ? ` (${carrierName(parcel.carrier)})` : '';
    const last = parcel.scans.at(-1);
    if (parcel.deliveredAt !== null) {
      const late = parcel.promisedAt !== null && parcel.deliveredAt > parcel.promisedAt ? `, ${Math.ceil((parcel.deliveredAt - parcel.promisedAt) / day)} d late` : '';
      const tone = reason === 'not_received' || late ? 'attention' : 'good';
      facts.push({ code: 'delivered', words: `${name} delivered ${isoDay(parcel.deliveredAt)}${late}${carrier}`, tone });
      if (last?.place) facts.push({ code: 'delivered_place', words: `Last scan in ${last.place}`, tone: 'plain' });
      if (parcel.signedBy) facts.push({ code: 'signed', words: `Signed by ${parcel.signedBy}`, tone: 'plain' });
    } else if (last) {
      const where = last.place ? ` in ${last.place}` : '';
      facts.push({ code: 'last_scan', words: `${name}: ${last.status.replaceAll('_', ' ')}${where}${last.at ? `, ${last.at.slice(0, 10)}` : ''}${carrier}`, tone: 'attention' });
    }
    for (const warning of parcelWarnings(parcel, setting)) facts.push({ code: `parcel_${warning.code}`, words: `${name}: ${warning.words}`, tone: 'attention' });
  }
  if (parts.parcels.length === 0 && parts.order?.deliveredAt) facts.push({ code: 'delivered', words: `Delivered ${isoDay(parts.order.deliveredAt)}`, tone: 'good' });
  if (parts.parcels.length === 0 && !parts.order?.deliveredAt) facts.push({ code: 'no_tracking', words: 'No parcel data', tone: 'attention' });
  if (reason !== 'not_received') facts.push(...listingFacts(toListings(parts, exhibits).filter((listing) => itemId === null || listing.itemId === itemId)));
  return facts;
}

function listingFacts(listings: Listing[]): Claim['facts'] {
  const changed = [...new Set(listings.flatMap((listing) => listing.versions.at(-1)?.changed ?? []))];
  if (changed.length > 0) return [{ code: 'listing', words: `Listing differs from the one at the order: ${changed.join(', ')}`, tone: 'attention' }];
  const recorded = listings.flatMap((listing) => listing.changes).find((change) => change.at !== null);
  if (recorded) return [{ code: 'listing', words: `Listing changed ${isoDay(recorded.at!)}${recorded.words ? `: ${recorded.words}` : ''}`, tone: 'attention' }];
  return listings.some((listing) => listing.versions.some((version) => version.description !== null || version.attributes.length > 0)) ? [{ code: 'listing', words: 'Listing kept at order time', tone: 'plain' }] : [];
}

function isoDay(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}
