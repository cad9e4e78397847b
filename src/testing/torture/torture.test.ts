import { describe, expect, it } from 'vitest';
import { torture } from './torture.ts';

describe('a desk and a marketplace that are ended by force again and again', () => {
  it('pay every ruling in effect once and to the unit, none twice, none not at all, and keep an unbroken log', async () => {
    const report = await torture({ rulings: 30, kills: 12, seed: 2_026 });
    expect(report.mismatches).toEqual([]);
    expect(report.trouble).toEqual([]);
    expect(report).toMatchObject({ kills: 12, double: 0, lost: 0, mismatched: 0, logBroken: null });
    expect(report.rulings).toBeGreaterThanOrEqual(28);
    expect(report.settled).toBeGreaterThan(18);
    // A run in which nothing went wrong would prove nothing.
    expect(report.faults).toBeGreaterThan(12);
    expect(report.repeatedCalls).toBeGreaterThan(0);
    // Every start after a death says so.
    expect(report.recovery.silent).toBe(0);
  }, 300_000);
});
