import { describe, expect, it } from 'vitest';
import { zoneWords } from './ownZone.ts';

describe('zoneWords', () => {
  const winter = Date.parse('2026-01-15T12:00:00Z');
  it('would lose half hours, or say ahead where it is behind', () => {
    expect(zoneWords('Asia/Kolkata', winter, 'UTC')).toBe('5 h 30 min ahead of you');
    expect(zoneWords('America/Chicago', winter, 'UTC')).toBe('6 h behind you');
    expect(zoneWords('Europe/London', winter, 'UTC')).toBe('on your clock');
  });

  it('would keep the winter distance in summer, or fail over a zone nobody knows', () => {
    expect(zoneWords('Europe/London', Date.parse('2026-07-15T12:00:00Z'), 'UTC')).toBe('1 h ahead of you');
    expect(zoneWords('Nowhere/Place', winter, 'UTC')).toBeNull();
  });
});
