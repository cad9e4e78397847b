import { describe, expect, it } from 'vitest';
import { attemptWords, canTry, jobStanding } from './jobRows.ts';
import type { Job } from '../../contract/jobs.ts';

const job: Job = {
  jobId: 'j', kind: 'refund.payOut', words: 'Payout', caseId: null, state: 'waiting', attempts: 0, maxAttempts: 8, runAfter: 30_000,
  progress: null, error: null, createdAt: 0, finishedAt: null,
};

describe('job standing', () => {
  it('tells a first start from a retry, so that a failing payout is not taken for a new one', () => {
    expect(jobStanding(job, 0)).toBe('starts in 30 s');
    expect(jobStanding({ ...job, attempts: 2 }, 0)).toBe('tries again in 30 s');
    expect(jobStanding(job, 31_000)).toBe('next');
  });
  it('offers a try to what failed once, never to what has not begun: a ruling must not take effect before its undo window ends', () => {
    expect(canTry({ ...job, attempts: 2 })).toBe(true);
    expect(canTry({ state: 'failed', attempts: 8 })).toBe(true);
    expect(canTry(job)).toBe(false);
    expect(canTry({ state: 'running', attempts: 2 })).toBe(false);
  });
  it('shows no made-up progress', () => {
    expect(jobStanding({ ...job, state: 'running' }, 0)).toBe('at work');
    expect(jobStanding({ ...job, state: 'running', progress: 0 }, 0)).toBe('0 %');
  });
  it('says nothing about tries before the first one', () => {
    expect(attemptWords(job)).toBe('');
    expect(attemptWords({ attempts: 1, maxAttempts: 1 })).toBe('1 of 1 try');
  });
});
