import type { Lease } from '../../contract/caseFile.ts';

/** How the lease of the open case stands for this session. `leftMs` never falls below zero. */
export type LeaseStanding =
  | { is: 'free' }
  | { is: 'mine'; leftMs: number; endsAt: number }
  | { is: 'others'; personName: string; endsAt: number }
  | { is: 'lost'; toName: string | null };

/** The standing at a moment; `wasMine` tells a lease that ended under our hands from one that never was. */
export function leaseStanding(lease: Lease | null, wasMine: boolean, now: number): LeaseStanding {
  const isLive = lease !== null && lease.endsAt > now;
  if (isLive && lease.isMine) return { is: 'mine', leftMs: lease.endsAt - now, endsAt: lease.endsAt };
  if (wasMine) return { is: 'lost', toName: isLive ? lease.personName : null };
  if (isLive) return { is: 'others', personName: lease.personName, endsAt: lease.endsAt };
  return { is: 'free' };
}

/** A countdown as mm:ss; a started second counts. */
export function countdown(leftMs: number): string {
  const seconds = Math.ceil(leftMs / 1000);
  return `${String(Math.floor(seconds / 60)).padStart(2, '0')}:${String(seconds % 60).padStart(2, '0')}`;
}

export const heartbeatMs = 60_000;
/** Someone who did nothing for this long, in ms, is taken to be away: the lease runs out and frees the case. */
export const awayMs = 120_000;

/** Beats once a minute while the window is visible and the person acted within two minutes; `stop` ends it. */
export function startHeartbeat(of: { isVisible: () => boolean; lastActiveAt: () => number; beat: () => void; now?: () => number }): { stop: () => void } {
  const now = of.now ?? Date.now;
  const timer = setInterval(() => {
    if (of.isVisible() && now() - of.lastActiveAt() <= awayMs) of.beat();
  }, heartbeatMs);
  return { stop: () => clearInterval(timer) };
}
