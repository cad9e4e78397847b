import { describe, expect, it } from 'vitest';
import { parcelWarnings } from './parcelWarnings.ts';
import { countryOfPlace } from './places.ts';

type Row = Parameters<typeof parcelWarnings>[0];
const scan = (at: string | null, status: Row['scans'][number]['status'], place: string | null = null): Row['scans'][number] => ({ at, status, place, words: null });
const parcel = (scans: Row['scans'], part: Partial<Row> = {}): Row => ({
  caseId: 'k', position: 0, parcelId: 'p', direction: 'outbound', carrier: null, trackingNumber: null, promisedAt: null, shippedAt: null, deliveredAt: null, signedBy: null, scans, ...part,
});
const setting = { placedAt: Date.parse('2026-03-01T00:00:00Z'), country: 'ES' };
const codes = (row: Row, where = setting) => parcelWarnings(row, where).map(({ code, scan: index }) => [code, index]);

describe('parcelWarnings', () => {
  it('would find fault with an ordinary track, or with one that came newest first', () => {
    const track = [scan('2026-03-02T08:00:00Z', 'accepted', 'Madrid, ES'), scan('2026-03-04T08:00:00Z', 'out_for_delivery', 'Valencia, ES'), scan('2026-03-04T12:00:00Z', 'delivered', '46006 Valencia, ES')];
    expect(codes(parcel(track, { deliveredAt: Date.parse('2026-03-04T12:00:00Z') }))).toEqual([]);
    expect(codes(parcel([...track].reverse()))).toEqual([]);
  });

  it('would let a parcel travel on after it was delivered', () => {
    const track = [scan('2026-03-02T08:00:00Z', 'accepted'), scan('2026-03-04T12:00:00Z', 'delivered'), scan('2026-03-05T12:00:00Z', 'in_transit', 'Zaragoza, ES')];
    expect(parcelWarnings(parcel(track), setting)).toEqual([{ code: 'after_delivery', scan: 2, words: 'In transit in Zaragoza, ES after it was delivered' }]);
  });

  it('would call it impossible that a parcel goes back to its sender', () => {
    expect(codes(parcel([scan('2026-03-04T12:00:00Z', 'delivered'), scan('2026-03-05T12:00:00Z', 'returned'), scan('2026-03-06T12:00:00Z', 'in_transit')]))).toEqual([]);
  });

  it('would believe a scan from before the order, and two places at one moment', () => {
    expect(codes(parcel([scan('2026-02-20T08:00:00Z', 'accepted')]))).toEqual([['before_order', 0]]);
    expect(codes(parcel([scan('2026-03-02T08:00:00Z', 'in_transit', 'Madrid, ES'), scan('2026-03-02T08:00:00Z', 'in_transit', 'Vigo, ES')]))).toEqual([['two_places', 1]]);
  });

  it('would hide that source and carrier name different days of delivery', () => {
    expect(codes(parcel([scan('2026-03-04T12:00:00Z', 'delivered')], { deliveredAt: Date.parse('2026-03-09T12:00:00Z') }))).toEqual([['dates_differ', 0]]);
  });

  it('would miss a delivery abroad, or see one where a return goes abroad as it should', () => {
    const abroad = [scan('2026-03-04T12:00:00Z', 'delivered', 'Porto, PT')];
    expect(parcelWarnings(parcel(abroad), setting)[0]?.words).toBe("Delivered in Portugal; the buyer's country is Spain");
    expect(codes(parcel(abroad, { direction: 'return' }))).toEqual([]);
    expect(codes(parcel(abroad), { ...setting, country: null as unknown as string })).toEqual([]);
  });
});

describe('countryOfPlace', () => {
  it('would send a parcel in California to Canada and one in Curitiba to nowhere', () => {
    expect(countryOfPlace('Carson, CA', 'US')).toBeNull();
    expect(countryOfPlace('Carson, CA', 'GB')).toBe('CA');
    expect(countryOfPlace('Curitiba PR', 'BR')).toBeNull();
    expect(countryOfPlace('丹波篠山市', 'JP')).toBeNull();
  });

  it('would know countries by code only', () => {
    expect(countryOfPlace('Lyon, France', 'ES')).toBe('FR');
    expect(countryOfPlace('Berlin, Germany', 'ES')).toBe('DE');
  });
});
