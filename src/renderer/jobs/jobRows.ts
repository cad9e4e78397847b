import type { Job } from '../../contract/jobs.ts';
import { shortSpan } from '../ui/time.ts';

/** What a job is doing or will do next, in words. */
export function jobStanding(job: Job, now: number): string {
  if (job.state === 'running') return job.progress === null ? 'at work' : `${job.progress} %`;
  if (job.state === 'waiting') return job.runAfter <= now ? 'next' : `${job.attempts > 0 ? 'tries again' : 'starts'} in ${shortSpan(job.runAfter - now)}`;
  if (job.state === 'failed') return 'gave up';
  return 'done';
}

/** How often it was tried: '2 of 8 tries'; nothing before the first. */
export function attemptWords(job: Pick<Job, 'attempts' | 'maxAttempts'>): string {
  return job.attempts === 0 ? '' : `${job.attempts} of ${job.maxAttempts} ${job.maxAttempts === 1 ? 'try' : 'tries'}`;
}

/** Whether a person can have it tried at once: it failed, or it waits after a failed try. */
export function canTry(job: Pick<Job, 'state' | 'attempts'>): boolean {
  return job.state === 'failed' || (job.state === 'waiting' && job.attempts > 0);
}
