import type { Parcel } from '../../contract/parcels.ts';
import type { NeutralParts } from './readParts.ts';
import { toMillis } from './instants.ts';
import { countryName, countryOfPlace } from './places.ts';

type ParcelRow = NeutralParts['parcels'][number];
type Warning = Parcel['warnings'][number];

/** What scans are compared with: when the order was placed (ms UTC) and the buyer's country. */
export type ParcelSetting = { placedAt: number | null; country: string | null };

/** The setting of a case's parcels. */
export function parcelSetting(parts: Pick<NeutralParts, 'order' | 'parties'>): ParcelSetting {
  return { placedAt: parts.order?.placedAt ?? null, country: parts.parties.find((party) => party.role === 'buyer')?.country?.toUpperCase() ?? null };
}

const day = 86_400_000;
/** What a carrier does with a parcel only before it is delivered. */
const before = new Set(['accepted', 'in_transit', 'customs', 'out_for_delivery', 'failed_attempt']);

/** Scans that cannot be as they stand, and a delivery in a country that is not the buyer's; `scan` is the place in the source's list. */
export function parcelWarnings(parcel: ParcelRow, { placedAt, country }: ParcelSetting): Warning[] {
  const scans = parcel.scans.map((scan, index) => ({ ...scan, index, at: toMillis(scan.at) }));
  const timed = scans.filter((scan) => scan.at !== null).map((scan) => ({ ...scan, at: scan.at! })).sort((a, b) => a.at - b.at || a.index - b.index);
  const delivered = timed.find((scan) => scan.status === 'delivered');
  const sentBack = timed.find((scan) => scan.status === 'returned' && delivered !== undefined && scan.at >= delivered.at);
  const warnings: Warning[] = [];
  for (const [place, scan] of timed.entries()) {
    const what = said(scan.status);
    if (placedAt !== null && scan.at < placedAt) warnings.push({ code: 'before_order', scan: scan.index, words: `${what} before the order was placed` });
    if (delivered && before.has(scan.status) && scan.at > delivered.at && !(sentBack && scan.at >= sentBack.at)) {
      warnings.push({ code: 'after_delivery', scan: scan.index, words: `${what}${scan.place ? ` in ${scan.place}` : ''} after it was delivered` });
    }
    const former = timed[place - 1];
    if (former?.place && scan.place && former.at === scan.at && former.place !== scan.place) {
      warnings.push({ code: 'two_places', scan: scan.index, words: `In ${former.place} and in ${scan.place} at the same moment` });
    }
  }
  if (delivered && parcel.deliveredAt !== null && Math.abs(delivered.at - parcel.deliveredAt) > day) {
    warnings.push({ code: 'dates_differ', scan: delivered.index, words: `The source says delivered ${isoDay(parcel.deliveredAt)}, the scan says ${isoDay(delivered.at)}` });
  }
  const last = timed.findLast((scan) => scan.status === 'delivered');
  if (parcel.direction === 'outbound' && last?.place && country !== null) {
    const there = countryOfPlace(last.place, country);
    if (there !== null && there !== country) warnings.push({ code: 'delivered_abroad', scan: last.index, words: `Delivered in ${countryName(there)}; the buyer's country is ${countryName(country)}` });
  }
  return warnings;
}

/** The country the delivery scan's place names, when it is for sure; null otherwise. */
export function deliveredCountry(parcel: ParcelRow, country: string | null): string | null {
  const last = parcel.scans.findLast((scan) => scan.status === 'delivered');
  return last?.place && country !== null ? countryOfPlace(last.place, country) : null;
}

function said(status: string): string {
  const words = status.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function isoDay(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}
