import { describe, expect, it } from 'vitest';
import type { Parcel } from '../../contract/parcels.ts';
import { legLine, parcelVerdict, trackRows } from './parcelTrack.ts';

const day = 86_400_000;
const parcel = (part: Partial<Parcel>): Parcel => ({
  parcelId: 'p', direction: 'outbound', carrier: null, carrierName: null, deliveredCountry: null, warnings: [], trackingNumber: null, promisedAt: null, shippedAt: null, deliveredAt: null, signedBy: null, scans: [], ...part,
});

describe('parcelVerdict', () => {
  it('would call a parcel late that came on the promised moment', () => {
    expect(parcelVerdict(parcel({ promisedAt: 5, deliveredAt: 5 }), 99).is).toBe('on_time');
    expect(parcelVerdict(parcel({ promisedAt: 5, deliveredAt: 6 }), 99)).toEqual({ is: 'late', byMs: 1 });
  });

  it('would call an undelivered parcel late before its promise ran out', () => {
    expect(parcelVerdict(parcel({ promisedAt: 10 }), 4)).toEqual({ is: 'waiting', byMs: 6 });
    expect(parcelVerdict(parcel({ promisedAt: 10 }), 14)).toEqual({ is: 'overdue', byMs: 4 });
  });

  it('would judge without a promise', () => {
    expect(parcelVerdict(parcel({ deliveredAt: 3 }), 4).is).toBe('unknown');
  });
});

describe('trackRows', () => {
  const scan = (at: number | null, status: string) => ({ at, place: null, status, words: null });

  it('would keep a newest-first track upside down and hide its gap', () => {
    const rows = trackRows(parcel({ scans: [scan(9 * day, 'delivered'), scan(day, 'accepted')] }));
    expect(rows.map((row) => (row.type === 'scan' ? row.scan.status : 'gap'))).toEqual(['accepted', 'gap', 'delivered']);
  });

  it('would measure a gap from a scan without a time', () => {
    const rows = trackRows(parcel({ scans: [scan(0, 'accepted'), scan(null, 'customs'), scan(4 * day, 'delivered')] }));
    expect(rows.filter((row) => row.type === 'gap')).toEqual([{ type: 'gap', ms: 4 * day, key: 'gap2' }]);
  });

  it('would hang a warning on another scan when the source sends the newest first', () => {
    const rows = trackRows({ scans: [scan(9 * day, 'in_transit'), scan(8 * day, 'delivered')], warnings: [{ code: 'after_delivery', scan: 0, words: 'after' }] });
    expect(rows.map((row) => row.type === 'scan' && [row.scan.status, row.warnings])).toEqual([['delivered', []], ['in_transit', ['after_delivery']]]);
  });
});

describe('legLine', () => {
  const scan = (at: number | null, status: string) => ({ at, place: null, status, words: null });

  it('would end the line at the delivery and lose a promise that lies after it', () => {
    const line = legLine(parcel({ promisedAt: 10 * day, deliveredAt: 5 * day, scans: [scan(0, 'accepted'), scan(5 * day, 'delivered')] }), 99 * day);
    expect(line?.marks.map((mark) => [mark.what, mark.percent])).toEqual([['scan', 0], ['delivered', 50], ['promised', 100]]);
    expect(line?.stretches).toEqual([{ from: 0, to: 50, isGap: true }]);
  });

  it('would show a parcel that never came as one that stopped, without the days since', () => {
    const line = legLine(parcel({ scans: [scan(0, 'label_created')] }), 10 * day);
    expect(line?.stretches).toEqual([{ from: 0, to: 100, isGap: true }]);
    expect(line?.marks.at(-1)).toMatchObject({ what: 'now', percent: 100 });
  });

  it('would divide by nothing when only one moment is known', () => {
    expect(legLine(parcel({ shippedAt: 5, deliveredAt: 5 }), 9)).toBeNull();
    expect(legLine(parcel({ deliveredAt: 5 }), 9)).toBeNull();
  });
});
