import type { DeskInTorture } from './deskInTorture.ts';
import { operatorSession } from './orders.ts';
import { readUnfinished } from './readBooks.ts';

const everyMs = 1_000;
/** Longest time the desk may take to finish what is left once nothing fails any more. */
const mostMs = 120_000;

/** Tries failed jobs again, as a person does who sees them, until told to stop; how many. */
export async function retryFailed(desk: DeskInTorture, signal: AbortSignal): Promise<number> {
  let retried = 0;
  while (!signal.aborted) {
    await new Promise((resolve) => setTimeout(resolve, everyMs));
    const { rows } = await desk.ask('jobs.list', { state: 'failed', limit: 200 }, operatorSession);
    retried += await retry(desk, rows);
  }
  return retried;
}

/** Waits until nothing is left of rulings, money and letters, trying again by hand what failed or waits for another try; how many that were. */
export async function bringToRest(desk: DeskInTorture, dataDir: string, note: (words: string) => void): Promise<number> {
  let retried = 0;
  for (const until = Date.now() + mostMs; Date.now() < until; ) {
    const left = await readUnfinished(dataDir);
    if (left.length === 0) return retried;
    retried += await retry(desk, left.filter(({ state, attempts }) => state === 'failed' || (state === 'waiting' && attempts > 0)));
    await new Promise((resolve) => setTimeout(resolve, everyMs / 2));
  }
  note('The desk did not come to rest.');
  return retried;
}

async function retry(desk: DeskInTorture, jobs: readonly { jobId: string }[]): Promise<number> {
  let retried = 0;
  for (const { jobId } of jobs) {
    // It may have been taken up meanwhile: then there is nothing to retry.
    const isRetried = await desk.ask('jobs.retry', { jobId }, operatorSession).then(() => true, () => false);
    if (isRetried) retried += 1;
  }
  return retried;
}
