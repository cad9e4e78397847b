import type { JobKind } from '../../contract/jobs.ts';
import type { ClaimedJob } from './claim.ts';
import { lanes, type Lane } from './lanes.ts';

/** Time that the files of one case may take before those of other cases go first: one bundle must not keep all others from being looked into. */
const shareMs = 2 * 60_000;
const mostRemembered = 100;
/** Jobs that take less than this are claimed ahead of their turn: none of them waits long for the one before. */
export const quickMs = 2;
/** Jobs claimed beyond those that can start, at most. */
export const mostAhead = 64;

/** What the runner learns of how long jobs take. */
export type Pace = {
  note(claimed: ClaimedJob, ms: number): void;
  /** Jobs of a lane to claim beyond those that can start at once: one sync of the disk for many, where all of them are quick. */
  ahead(lane: Lane): number;
  /** Cases whose jobs of a lane have taken long so far: others go first. */
  slowCases(lane: Lane): string[];
};

/** Remembers for as long as the runner lives. */
export function createPace(): Pace {
  /** Milliseconds spent on looks into the files of a case. */
  const spentMs = new Map<string, number>();
  const usualMs = new Map<JobKind, number>();
  const lookLane = lanes.find((lane) => lane.kinds.includes('evidence.inspect'));

  return {
    note: ({ kind, caseId }, ms) => {
      // A slow one counts at once, quick ones only after a while.
      usualMs.set(kind, Math.max(ms, 0.8 * (usualMs.get(kind) ?? 1_000)));
      if (kind !== 'evidence.inspect' || caseId === null) return;
      const sum = (spentMs.get(caseId) ?? 0) + ms;
      spentMs.delete(caseId);
      spentMs.set(caseId, sum);
      // The one that was at work longest ago goes.
      for (const first of spentMs.keys()) if (spentMs.size > mostRemembered) spentMs.delete(first);
    },
    ahead: (lane) => {
      const known = lane.kinds.flatMap((kind) => usualMs.get(kind) ?? []);
      return known.length > 0 && Math.max(...known) < quickMs ? mostAhead : 0;
    },
    slowCases: (lane) => (lane === lookLane ? [...spentMs].filter(([, ms]) => ms > shareMs).map(([caseId]) => caseId) : []),
  };
}
