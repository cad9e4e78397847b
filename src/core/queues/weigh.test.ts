import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { usualWeights, type Weights } from '../../contract/weights.ts';
import { nextChange, pointsOf, weigh, type Waiting } from './weigh.ts';

const hour = 3_600_000;
const day = 24 * hour;
const now = Date.parse('2026-06-10T09:00:00Z');
const plain: Waiting = { dueAt: null, answerUntil: null, value: 0, receivedAt: now, harm: null, hasAppeal: false };
const sum = (change: Partial<Waiting>, weights = usualWeights, at = now) => pointsOf(weigh({ ...plain, ...change }, weights, at));

describe('what makes a case come first', () => {
  it('adds up as a desk without weights of its own always did, so that an update changes nobody\'s queue', () => {
    expect(sum({ dueAt: now - 3 * day })).toBe(103);
    expect(sum({ dueAt: now - 300 * day })).toBe(130);
    expect(sum({ dueAt: now + 1 })).toBe(60);
    expect(sum({ dueAt: now + 48 * hour })).toBe(20);
    expect(sum({ dueAt: now + 49 * hour })).toBe(0);
    expect(sum({ value: 100_000 })).toBe(20);
    expect(sum({ value: 10 ** 9 })).toBe(30);
    expect(sum({ receivedAt: now - 4 * day })).toBe(8);
    expect(sum({ answerUntil: now + hour })).toBe(-200);
  });

  it('lifts harm and appeals above age and value', () => {
    expect(sum({ harm: 'A battery burns.' })).toBeGreaterThan(sum({ value: 10 ** 9, receivedAt: now - 90 * day }));
    expect(sum({ hasAppeal: true })).toBeGreaterThan(sum({ value: 10 ** 9 }));
  });

  it('says no part of no points, so that nobody reads "value at stake +0"', () => {
    const none: Weights = { ...usualWeights, harm: 0, value: { perPower: 0, most: 0 }, age: { perDay: 0, most: 0 } };
    expect(weigh({ ...plain, harm: 'x', value: 10 ** 6, receivedAt: now - 9 * day }, none, now)).toEqual([]);
  });
});

const points = fc.integer({ min: 0, max: 300 });
const weights: fc.Arbitrary<Weights> = fc.record({
  overdue: fc.record({ base: points, perDay: points, most: points }),
  dueSoon: fc.record({ most: points, hours: fc.integer({ min: 1, max: 720 }) }),
  value: fc.record({ perPower: points, most: points }),
  age: fc.record({ perDay: points, most: points }),
  harm: points,
  appeal: points,
  answerOpen: points,
});
const moment = fc.integer({ min: now - 60 * day, max: now + 60 * day });
const waiting: fc.Arbitrary<Waiting> = fc.record({
  dueAt: fc.option(moment),
  answerUntil: fc.option(moment),
  value: fc.integer({ min: 0, max: 10 ** 9 }),
  receivedAt: fc.integer({ min: now - 60 * day, max: now }),
  harm: fc.option(fc.constant('x')),
  hasAppeal: fc.boolean(),
});

describe('when time alone changes the points of a case', () => {
  it('is never before the moment it says, or stored points would be wrong without anybody weighing again', () => {
    fc.assert(
      fc.property(waiting, weights, fc.double({ min: 0, max: 1, noNaN: true }), (one, by, part) => {
        const next = nextChange(one, by, now);
        const until = next ?? now + 400 * day;
        expect(until).toBeGreaterThan(now);
        const at = Math.min(until - 1, now + Math.floor(part * (until - now)));
        expect(pointsOf(weigh(one, by, at))).toBe(pointsOf(weigh(one, by, now)));
      }),
      { numRuns: 2_000 },
    );
  });

  it('comes a few dozen times in the life of a case and then never again, or a million cases would be weighed all day', () => {
    let at: number | null = now;
    let changes = 0;
    for (; at !== null && changes < 200; changes += 1) at = nextChange({ ...plain, dueAt: now + 5 * day, answerUntil: now + day }, usualWeights, at);
    expect(at).toBeNull();
    expect(changes).toBeLessThan(70);
  });
});
