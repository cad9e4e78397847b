import { describe, expect, it } from 'vitest';
import { keptUntil, requireKeepable } from './askTimes.ts';

const day = 86_400_000;
const friday = Date.parse('2026-11-27T16:30:00Z');

describe('the times of what a party is asked', () => {
  it('keeps a case that came back on a Friday for whoever asked over the weekend, who is not there', () => {
    expect(new Date(keptUntil(friday)).toISOString()).toBe('2026-11-30T23:59:59.999Z');
    expect(new Date(keptUntil(friday - day)).toISOString()).toBe('2026-11-27T23:59:59.999Z');
  });

  it('refuses an end that nobody can keep', () => {
    expect(() => requireKeepable(friday + 60_000, friday)).toThrow('at least an hour');
    expect(() => requireKeepable(friday + 91 * day, friday)).toThrow('at most 90 days');
    expect(requireKeepable(friday + day, friday)).toBe(friday + day);
  });
});
