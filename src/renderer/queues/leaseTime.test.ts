import { describe, expect, it } from 'vitest';
import { leftWords, spokenLeft } from './leaseTime.ts';

describe('what is left of a lease', () => {
  it('never shows 0:00 while somebody still has it', () => {
    expect([leftWords(600_000, 0), leftWords(59_001, 0), leftWords(1, 0), leftWords(0, 0), leftWords(0, 5_000)]).toEqual(['10:00', '1:00', '0:01', 'ended', 'ended']);
  });
  it('pads seconds, so that 6:05 is not read as 6:50', () => {
    expect(leftWords(365_000, 0)).toBe('6:05');
  });
  it('is heard in words and not as a clock', () => {
    expect([spokenLeft(365_000, 0), spokenLeft(90_000, 0), spokenLeft(20_000, 0), spokenLeft(0, 1)]).toEqual(['6 minutes', '1 minute', 'less than a minute', 'ended']);
  });
});
