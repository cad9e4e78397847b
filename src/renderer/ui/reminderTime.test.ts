import { describe, expect, it } from 'vitest';
import { fromLocal, toLocal } from './reminderTime.ts';

describe('the time of a reminder', () => {
  it('would move by the zone when it is shown and read again', () => {
    for (const at of ['2026-01-15T12:30:00Z', '2026-07-15T23:59:00Z'].map(Date.parse)) expect(fromLocal(toLocal(at))).toBe(at);
  });
  it('would take a field that was left empty for a moment', () => {
    expect(fromLocal('')).toBeNull();
  });
});
