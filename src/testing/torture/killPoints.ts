import type { Around } from '../../core/app.ts';
import type { Write } from '../../core/db/write.ts';
import type { Desk } from '../../core/desk.ts';

/** Exact places at which a desk can be ended: before a commit, after it and before anybody hears of it, around a call of the line, between jobs. */
export const killPoints = ['commit.before', 'commit.after', 'line.before', 'line.after', 'job.between'] as const;
export type KillPoint = (typeof killPoints)[number];

/** Ends the desk when it passes the point for the `count`th time from now. */
export type KillOrder = { at: KillPoint; count: number };

/** What ends a desk from inside. */
export type KillPoints = { arm(order: KillOrder): void; passed(point: KillPoint): void; around: Around };

/** Makes the points; `die` ends the process on the spot. */
export function createKillPoints(die: () => void): KillPoints {
  let armed: { at: KillPoint; left: number } | null = null;
  const passed = (point: KillPoint) => {
    if (armed?.at !== point) return;
    armed.left -= 1;
    if (armed.left <= 0) die();
  };
  return {
    arm: ({ at, count }) => void (armed = { at, left: count }),
    passed,
    around: { write: (write) => aroundWrite(write, passed), gateway: (gateway) => aroundGateway(gateway, passed) },
  };
}

function aroundWrite(write: Write, passed: (point: KillPoint) => void): Write {
  return async (change) => {
    const value = await write(async (tx) => {
      const changed = await change(tx);
      passed('commit.before');
      return changed;
    });
    passed('commit.after');
    return value;
  };
}

/** Every call of the gateway, whatever its name, between two points. */
function aroundGateway(gateway: Desk['gateway'], passed: (point: KillPoint) => void): Desk['gateway'] {
  return new Proxy(gateway, {
    get: (target, name, receiver) => {
      const member: unknown = Reflect.get(target, name, receiver);
      if (typeof member !== 'function') return member;
      return async (...args: unknown[]) => {
        passed('line.before');
        const answer: unknown = await (member as (...given: unknown[]) => unknown).apply(target, args);
        passed('line.after');
        return answer;
      };
    },
  });
}
