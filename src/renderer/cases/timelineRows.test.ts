import { describe, expect, it } from 'vitest';
import type { TimelineEntry } from '../../contract/timeline.ts';
import { aMessage, aRemedy } from './testCase.testing.ts';
import { countBy, filterTimeline, silenceMs, targetOf, timelineRows, untimedCount } from './timelineRows.ts';

const entry = (at: number, part: Partial<TimelineEntry> = {}): TimelineEntry => ({ at, kind: 'message', by: 'buyer', words: '', refId: null, ...part });
const types = (entries: TimelineEntry[], now: number): string[] => timelineRows(entries, now).map((row) => row.type);

describe('timelineRows', () => {
  it('would hide a silence of more than three days, or invent one of exactly three', () => {
    const rows = timelineRows([entry(0), entry(silenceMs), entry(2 * silenceMs + 1)], 2 * silenceMs + 2);
    expect(rows.map((row) => row.type)).toEqual(['entry', 'entry', 'gap', 'entry', 'now']);
    expect(rows[2]).toMatchObject({ from: silenceMs, to: 2 * silenceMs + 1 });
  });

  it('would draw a gap before the first entry, or the present into an empty timeline', () => {
    expect(types([entry(9e12)], 9e12)).toEqual(['entry', 'now']);
    expect(types([], 5)).toEqual([]);
  });

  it('would put the present below deadlines that are still to come', () => {
    const rows = timelineRows([entry(1), entry(9, { kind: 'deadline' })], 5);
    expect(rows.map((row) => (row.type === 'entry' ? `${row.entry.at} ${row.isAhead}` : row.type))).toEqual(['1 false', 'now', '9 true']);
  });

  it('would measure one silence across the present instead of the one until now', () => {
    expect(types([entry(0), entry(3 * silenceMs)], 2 * silenceMs)).toEqual(['entry', 'gap', 'now', 'entry']);
  });
});

describe('filterTimeline', () => {
  const entries = [entry(1), entry(2, { by: 'seller' }), entry(3, { kind: 'parcel', by: 'carrier' }), entry(4, { kind: 'order', by: null })];

  it('would show nothing when nothing is chosen', () => {
    expect(filterTimeline(entries, { kinds: [], parties: [] })).toHaveLength(4);
  });

  it('would let kind and party widen each other instead of narrowing', () => {
    expect(filterTimeline(entries, { kinds: ['message'], parties: ['seller'] }).map((e) => e.at)).toEqual([2]);
    expect(filterTimeline(entries, { kinds: [], parties: ['carrier'] }).map((e) => e.at)).toEqual([3]);
  });
});

describe('countBy', () => {
  it('would leave no chip to let go of when this case has none of a remembered kind', () => {
    const words = { order: 'Order', parcel: 'Parcel', message: 'Message' };
    expect(countBy<keyof typeof words>(['message', 'message', null, 'order'], ['parcel', 'gone'], words)).toEqual([
      { value: 'order', label: 'Order', count: 1 }, { value: 'parcel', label: 'Parcel', count: 0 }, { value: 'message', label: 'Message', count: 2 },
    ]);
  });
});

describe('targetOf', () => {
  const file = { exhibits: [], messages: [aMessage()], remedies: [aRemedy()], parcels: [], listings: [], deadlines: [] };
  it('would lead to a message that is not there, or from a deadline that is gone anywhere', () => {
    expect(targetOf(entry(7, { refId: 'm1' }), file)).toEqual({ type: 'record', place: { tab: 'transcript', id: 'm1' }, label: 'Message' });
    expect(targetOf(entry(7, { refId: 'm2' }), file)).toBeNull();
    expect(targetOf(entry(7, { kind: 'deadline', refId: 'm1' }), file)).toBeNull();
    expect(targetOf(entry(7, { kind: 'remedy', refId: 'r1' }), file)).toMatchObject({ place: { tab: 'negotiation' } });
  });
});

describe('untimedCount', () => {
  it('would show a timeline as whole that lacks what came without a time', () => {
    expect(untimedCount({ exhibits: [], messages: [aMessage(), aMessage({ sentAt: 4 })], remedies: [aRemedy()], parcels: [] })).toBe(2);
  });
});
