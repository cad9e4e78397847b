import { describe, expect, it } from 'vitest';
import type { Parcel } from '../../contract/caseFile.ts';
import { parcelVerdict, trackRows } from './parcelTrack.ts';

const day = 86_400_000;
const parcel = (part: Partial<Parcel>): Parcel => ({
  parcelId: 'p', direction: 'outbound', carrier: null, trackingNumber: null, promisedAt: null, shippedAt: null, deliveredAt: null, signedBy: null, scans: [], ...part,
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
    const rows = trackRows([scan(9 * day, 'delivered'), scan(day, 'accepted')]);
    expect(rows.map((row) => (row.type === 'scan' ? row.scan.status : 'gap'))).toEqual(['accepted', 'gap', 'delivered']);
  });

  it('would measure a gap from a scan without a time', () => {
    const rows = trackRows([scan(0, 'accepted'), scan(null, 'customs'), scan(4 * day, 'delivered')]);
    expect(rows.filter((row) => row.type === 'gap')).toEqual([{ type: 'gap', ms: 4 * day, key: 'gap2' }]);
  });
});
