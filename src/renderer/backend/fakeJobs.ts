import type { DeskEvent } from '../../contract/events.ts';
import type { Job } from '../../contract/jobs.ts';
import type { OutputOf, ParsedInputOf } from '../../contract/methods.ts';
import type { ErrorCode } from '../../contract/reply.ts';
import { fakeJobs as history } from './fakeHistory.ts';

type Handlers = { [Name in 'jobs.list' | 'jobs.retry']: (input: ParsedInputOf<Name>) => OutputOf<Name> };

/** Jobs in memory, and how many are in each state. */
export function fakeJobs(isEmpty: boolean, fail: (code: ErrorCode, message: string) => never, tell: (event: DeskEvent) => void) {
  let jobs: Job[] = isEmpty ? [] : [...history];
  const counts = (): Record<Job['state'], number> => ({
    waiting: 0, running: 0, done: 0, failed: 0,
    ...Object.fromEntries(Object.entries(Object.groupBy(jobs, (job) => job.state)).map(([state, of]) => [state, of.length])),
  });
  const handlers: Handlers = {
    'jobs.list': ({ state, limit }) => ({ rows: jobs.filter((job) => job.state === state).slice(0, limit), nextCursor: null, counts: counts() }),
    'jobs.retry': ({ jobId }) => {
      const job = jobs.find((one) => one.jobId === jobId) ?? fail('NOT_FOUND', 'There is no such job.');
      const again: Job = { ...job, state: 'waiting', attempts: 0, error: null };
      jobs = jobs.map((one) => (one.jobId === jobId ? again : one));
      queueMicrotask(() => tell({ type: 'job.changed', jobId }));
      return again;
    },
  };
  return { counts, handlers };
}
