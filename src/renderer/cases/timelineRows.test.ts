import { describe, expect, it } from 'vitest';
import type { TimelineEntry } from '../../contract/caseFile.ts';
import { filterTimeline, silenceMs, withGaps } from './timelineRows.ts';

const entry = (at: number, part: Partial<TimelineEntry> = {}): TimelineEntry => ({ at, kind: 'message', by: 'buyer', words: '', refId: null, ...part });

describe('withGaps', () => {
  it('would hide a silence of more than three days, or invent one of exactly three', () => {
    const rows = withGaps([entry(0), entry(silenceMs), entry(2 * silenceMs + 1)]);
    expect(rows.map((row) => row.type)).toEqual(['entry', 'entry', 'gap', 'entry']);
    expect(rows[2]).toMatchObject({ from: silenceMs, to: 2 * silenceMs + 1 });
  });

  it('would draw a gap before the first entry', () => {
    expect(withGaps([entry(9e12)]).map((row) => row.type)).toEqual(['entry']);
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
