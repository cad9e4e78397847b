import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SpotPlace } from '../../contract/spots.ts';
import { onBar, spanBetween } from './spotSpan.ts';

describe('stretches of a film', () => {
  it('would end before they begin, or after the film, whichever way it was played', () => {
    const ms = fc.double({ min: 0, max: 100_000, noNaN: true });
    fc.assert(fc.property(ms, ms, fc.oneof(fc.constant(0), fc.double({ min: 100, max: 100_000, noNaN: true })), (begun, now, length) => {
      const span = spanBetween(begun, now, length);
      expect(SpotPlace.safeParse(span).success).toBe(true);
      expect(span.endMs).toBeGreaterThan(span.startMs);
      if (length > 0) expect(span.endMs).toBeLessThanOrEqual(Math.round(length));
    }));
  });

  it('would be begun and ended at the same moment, as long as nothing, at the end of the film too', () => {
    expect(spanBetween(2_000, 2_000, 60_000)).toEqual({ type: 'span', startMs: 2_000, endMs: 3_000 });
    expect(spanBetween(60_000, 60_000, 60_000)).toEqual({ type: 'span', startMs: 59_000, endMs: 60_000 });
  });

  it('would lie beside the bar', () => {
    expect(onBar({ type: 'span', startMs: 250, endMs: 750 }, 1_000)).toEqual({ from: 25, width: 50 });
    expect(onBar({ type: 'span', startMs: 250, endMs: 750 }, 0)).toEqual({ from: 0, width: 0 });
  });
});
