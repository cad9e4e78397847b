import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';

/** How long this thread is looked at in one go, ms; the longest gap of each is one measurement. */
const lookMs = 100;
const resolutionMs = 1;

/** The longest gap of this thread's event loop in each tenth of a second until `isOver`, ms. The timer's own resolution is taken off. */
export async function gapsUntil(isOver: () => boolean): Promise<number[]> {
  const gaps: number[] = [];
  const delay = monitorEventLoopDelay({ resolution: resolutionMs });
  delay.enable();
  while (!isOver()) {
    await sleep(lookMs);
    gaps.push(Math.max(0, delay.max / 1e6 - resolutionMs));
    delay.reset();
  }
  delay.disable();
  return gaps;
}
