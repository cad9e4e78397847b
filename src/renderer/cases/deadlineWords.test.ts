import { describe, expect, it } from 'vitest';
import type { DeadlineMove, Reckoning } from '../../contract/deadlines.ts';
import { movedSoFar, reckoningLines, stepWords, stretchesOf } from './deadlineWords.ts';

const hour = 3_600_000;
const reckoning: Reckoning = { from: 0, days: 1, country: 'CN', zone: 'Asia/Shanghai', notes: ['A note.'], steps: [
  { date: '2026-09-30', counted: null, off: 'start', name: 'Wednesday' },
  { date: '2026-10-01', counted: null, off: 'holiday', name: 'National Day' },
  { date: '2026-10-10', counted: 1, off: null, name: 'Saturday, worked in return for National Day' },
], dueAt: 100 * hour };
const move = (kind: DeadlineMove['kind'], at: number, untilAt: number | null = null): DeadlineMove => ({ moveId: `${at}`, kind, personName: 'Dana', at, reason: 'why', days: 2, untilAt, dueBefore: 0, dueAt: 100 * hour, reckoning });

describe('how a deadline came about', () => {
  it('would leave out why a day was skipped, or why a free day counts', () => {
    expect(reckoningLines(reckoning)).toEqual([
      '1 working day after the day it begins, as worked in CN; the day ends in Asia/Shanghai.',
      'Wed 30 Sept: begins',
      'Thu 1 Oct: skipped, National Day',
      'Sat 10 Oct: day 1: Saturday, worked in return for National Day',
      'A note.',
    ]);
    expect(stepWords({ date: '2026-10-12', counted: 2, off: null, name: 'Monday' })).toBe('day 2');
  });

  it('would fill the screen with the days of a long time', () => {
    const steps = Array.from({ length: 60 }, (_, index) => ({ date: '2026-10-01', counted: index, off: null, name: 'Thursday' }));
    expect(reckoningLines({ ...reckoning, steps }).length).toBeLessThan(16);
  });

  it('would draw a pause over the whole time it was allowed although somebody ended it before', () => {
    const moves = [move('paused', 20 * hour, 60 * hour), move('resumed', 30 * hour), move('paused', 50 * hour, 80 * hour)];
    expect(stretchesOf({ startedAt: 0, dueAt: 100 * hour, moves }).map(({ kind, start, share }) => [kind, start, share])).toEqual([
      ['runs', 0, 0.2], ['rests', 0.2, 0.1], ['runs', 0.3, 0.2], ['rests', 0.5, 0.3], ['runs', 0.8, 0.2],
    ]);
    expect(stretchesOf({ startedAt: null, dueAt: 1, moves: [] })).toEqual([]);
    expect(movedSoFar(moves)).toBe('paused twice');
    expect(movedSoFar([])).toBeNull();
  });
});
