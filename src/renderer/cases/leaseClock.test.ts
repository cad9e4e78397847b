import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { countdown, heartbeatMs, leaseStanding, startHeartbeat } from './leaseClock.ts';

const lease = (isMine: boolean, endsAt: number) => ({ personId: 'p', personName: 'Noor', isMine, endsAt });

describe('leaseStanding', () => {
  it('would show a lease that ran out as still held', () => {
    expect(leaseStanding(lease(true, 100), true, 100)).toEqual({ is: 'lost', toName: null });
    expect(leaseStanding(lease(false, 100), false, 100)).toEqual({ is: 'free' });
  });

  it('would not say who took a case over', () => {
    expect(leaseStanding(lease(false, 500), true, 100)).toEqual({ is: 'lost', toName: 'Noor' });
  });

  it('would call a case lost that was never held', () => {
    expect(leaseStanding(null, false, 0)).toEqual({ is: 'free' });
    expect(leaseStanding(lease(false, 500), false, 0)).toEqual({ is: 'others', personName: 'Noor', endsAt: 500 });
  });
});

describe('countdown', () => {
  it('would show 00:60 or a second too few', () => {
    expect([countdown(600_000), countdown(59_001), countdown(60_000), countdown(1), countdown(0)]).toEqual(['10:00', '01:00', '01:00', '00:01', '00:00']);
  });
});

describe('startHeartbeat', () => {
  beforeEach(() => void vi.useFakeTimers({ now: 0 }));
  afterEach(() => void vi.useRealTimers());

  it('would keep a case that its person walked away from', () => {
    const beat = vi.fn();
    const heart = startHeartbeat({ isVisible: () => true, lastActiveAt: () => 0, beat });
    vi.advanceTimersByTime(10 * heartbeatMs);
    expect(beat).toHaveBeenCalledTimes(2);
    heart.stop();
  });

  it('would beat for a hidden window, or go on after the case was closed', () => {
    const beat = vi.fn();
    let isVisible = false;
    const heart = startHeartbeat({ isVisible: () => isVisible, lastActiveAt: () => Date.now(), beat });
    vi.advanceTimersByTime(3 * heartbeatMs);
    expect(beat).not.toHaveBeenCalled();
    isVisible = true;
    vi.advanceTimersByTime(heartbeatMs);
    expect(beat).toHaveBeenCalledTimes(1);
    heart.stop();
    vi.advanceTimersByTime(5 * heartbeatMs);
    expect(beat).toHaveBeenCalledTimes(1);
  });
});
