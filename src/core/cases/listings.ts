import type { Exhibit } from '../../contract/caseFile.ts';
import type { Listing, ListingVersion } from '../../contract/listings.ts';
import { toMoney } from '../db/schema/columns.ts';
import { sayMoney } from '../refunds/money.ts';
import { toMillis } from './instants.ts';
import { changedFields, listingWords } from './listingWords.ts';
import type { NeutralParts } from './readParts.ts';

/** Per item what its listing said at the order, and then what listings handed in later say, oldest first; items of which nothing but a title is known are left out. */
export function toListings(parts: NeutralParts, exhibits: readonly Exhibit[]): Listing[] {
  const shown = exhibits.filter((exhibit) => exhibit.kind === 'listing_snapshot');
  const changes = parts.history.filter((past) => past.action === 'listing_changed').map(({ at, by, words }) => ({ at, by, words }));
  return parts.items.flatMap((item) => {
    const own = shown.filter((exhibit) => isAbout(item.itemId, exhibit, parts));
    if (!item.listing && own.length === 0) return [];
    const first = atOrder(item, parts.order?.placedAt ?? null);
    const later = own.filter((exhibit) => exhibit.text !== null).map((exhibit) => fromExhibit(exhibit, first));
    return [{
      itemId: item.itemId,
      versions: [first, ...later.sort((a, b) => (a.at ?? Infinity) - (b.at ?? Infinity))],
      pictureIds: own.filter((exhibit) => exhibit.show === 'image').map((exhibit) => exhibit.evidenceId),
      changes,
    }];
  });
}

function isAbout(itemId: string, exhibit: Exhibit, parts: NeutralParts): boolean {
  const named = parts.claims.filter((claim) => exhibit.claimIds.includes(claim.claimId)).flatMap((claim) => claim.itemId ?? []);
  return named.length > 0 ? named.includes(itemId) : parts.items[0]?.itemId === itemId;
}

function atOrder(item: NeutralParts['items'][number], placedAt: number | null): ListingVersion {
  const price = toMoney(item.unitPriceMinor, item.unitPriceCurrency);
  return {
    evidenceId: null,
    by: 'platform',
    at: item.listing?.capturedAt ? toMillis(item.listing.capturedAt) : placedAt,
    title: item.listing?.title ?? item.title,
    price: price && sayMoney(price),
    description: item.listing?.description ?? null,
    attributes: item.listing?.attributes ?? [],
    url: item.listing?.url ?? null,
    changed: [],
  };
}

function fromExhibit(exhibit: Exhibit, first: ListingVersion): ListingVersion {
  const words = listingWords(exhibit.text ?? '');
  return { evidenceId: exhibit.evidenceId, by: exhibit.side, at: exhibit.handedInAt, url: exhibit.url, ...words, changed: changedFields(first, words) };
}
