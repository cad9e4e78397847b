import type { Desk } from '../desk.ts';
import { askForCheck, sweepUnused, sweepVault } from './checkVault.ts';

/** The desk starts first; the vault can wait. */
const firstMs = 30_000;
const thenEveryMs = 6 * 60 * 60_000;

/** Looks after the vault while the desk runs: removes what a dead process left and asks for checks that are due. */
export function keepVault(desk: Desk, report: (error: unknown) => void): { stop(): void } {
  // Not the desk's clock: it is compared with the times of files on disk.
  const startedAt = Date.now();
  const look = () => void sweepUnused(desk).then(() => sweepVault(desk, startedAt)).then(() => askForCheck(desk)).catch(report);
  const first = setTimeout(look, firstMs).unref();
  const then = setInterval(look, thenEveryMs).unref();
  return {
    stop: () => {
      clearTimeout(first);
      clearInterval(then);
    },
  };
}
