import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SamplePlan, SampleRule } from '../../contract/samplePlan.ts';
import { reasons } from '../../contract/vocabulary.ts';
import { sha256 } from '../ids.ts';
import { drawSample, populationSha256, rankOf } from './drawSample.ts';
import { member } from './member.testing.ts';

const plan = (change: Partial<SamplePlan> = {}): SamplePlan => ({ schema: 'sample-plan/1', rules: [], rest: { count: 5 }, golden: 0, isReviewedLeftOut: true, ...change });
const none: ReadonlySet<string> = new Set();

const members = fc
  .uniqueArray(fc.uuid(), { minLength: 1, maxLength: 60 })
  .chain((ids) => fc.tuple(...ids.map((rulingId) => fc.record({ rulingId: fc.constant(rulingId), personId: fc.constantFrom('p-1', 'p-2', 'p-3'), reason: fc.constantFrom(...reasons), hadAppeal: fc.boolean(), isReviewed: fc.boolean() }).map(member))));
const take = fc.oneof(fc.record({ count: fc.integer({ min: 1, max: 9 }) }), fc.record({ percent: fc.integer({ min: 1, max: 100 }) }));
const rule: fc.Arbitrary<SampleRule> = take.chain((take) =>
  fc.constantFrom<SampleRule>({ by: 'mediator', personIds: [], take }, { by: 'reason', reasons: ['wrong_item', 'other'], take }, { by: 'overturnedBefore', of: ['appeal'], take }),
);
const plans = fc.record({ rules: fc.array(rule, { maxLength: 4 }), rest: fc.option(take), golden: fc.integer({ min: 0, max: 5 }), isReviewedLeftOut: fc.boolean() }).map(plan);

describe('a draw', () => {
  it('would not be repeatable if it hung on the order of rows: any order of the same population gives the same items in the same order', () => {
    fc.assert(
      fc.property(members, plans, fc.string({ minLength: 1 }), (population, plan, seed) => {
        const shuffled = [...population].sort((a, b) => (sha256(a.rulingId) < sha256(b.rulingId) ? -1 : 1));
        const golden = new Set(population.slice(0, 3).map(({ rulingId }) => rulingId));
        expect(drawSample(shuffled, golden, plan, seed)).toEqual(drawSample(population, golden, plan, seed));
      }),
    );
  });
  it('draws no ruling twice, none from outside the population and none that was reviewed when those are left out', () => {
    fc.assert(
      fc.property(members, plans, fc.string({ minLength: 1 }), (population, plan, seed) => {
        const ids = drawSample(population, none, plan, seed).items.map(({ rulingId }) => rulingId);
        expect(new Set(ids).size).toBe(ids.length);
        const pool = new Set(population.filter((one) => !plan.isReviewedLeftOut || !one.isReviewed).map(({ rulingId }) => rulingId));
        expect(ids.filter((id) => !pool.has(id))).toEqual([]);
      }),
    );
  });
  it('keeps its promise of at least n of each mediator, or says how many fall short', () => {
    fc.assert(
      fc.property(members, take, fc.string({ minLength: 1 }), (population, take, seed) => {
        const rules: SampleRule[] = [{ by: 'overturnedBefore', of: ['appeal'], take: { count: 3 } }, { by: 'mediator', personIds: [], take }];
        const draw = drawSample(population, none, plan({ rules, rest: null, isReviewedLeftOut: false }), seed);
        const drawn = new Set(draw.items.map(({ rulingId }) => rulingId));
        for (const [, own] of Map.groupBy(population, ({ personId }) => personId)) {
          const asked = 'count' in take ? take.count : Math.ceil((own.length * take.percent) / 100);
          expect(own.filter(({ rulingId }) => drawn.has(rulingId)).length).toBeGreaterThanOrEqual(Math.min(asked, own.length));
        }
        expect(draw.rules[1]!.counted + draw.rules[1]!.drawn).toBeLessThanOrEqual(draw.rules[1]!.asked);
      }),
    );
  });
  it('tells nothing by its size: with golden cases, too few or none, as many rulings are drawn', () => {
    fc.assert(
      fc.property(members, plans, fc.integer({ min: 0, max: 8 }), (population, plan, there) => {
        const golden = new Set(population.slice(0, there).map(({ rulingId }) => rulingId));
        expect(drawSample(population, golden, plan, 's').items.length).toBe(drawSample(population, none, plan, 's').items.length);
      }),
    );
  });

  const hundred = Array.from({ length: 100 }, (_, index) => member({ rulingId: `r-${String(index).padStart(3, '0')}`, personId: `p-${index % 4}` }));
  it('is another one with another seed', () => {
    const ids = (seed: string) => drawSample(hundred, none, plan(), seed).items.map(({ rulingId }) => rulingId);
    expect(ids('a')).not.toEqual(ids('b'));
  });
  it('mixes golden cases in at places that tell nothing: they stand neither first nor last nor together', () => {
    const golden = new Set(hundred.slice(0, 10).map(({ rulingId }) => rulingId));
    const { items } = drawSample(hundred, golden, plan({ rest: { count: 40 }, golden: 5 }), 'seed');
    const places = items.flatMap(({ rulingId }, index) => (golden.has(rulingId) ? [index] : []));
    expect(items).toHaveLength(45);
    expect(places.length).toBeGreaterThanOrEqual(5);
    expect(Math.max(...places) - Math.min(...places)).toBeGreaterThan(5);
  });
  it('favours no ruling: over many seeds each is drawn about as often', () => {
    const times = new Map<string, number>();
    for (let seed = 0; seed < 400; seed += 1) {
      const drawn = drawSample(hundred, none, plan({ rules: [{ by: 'mediator', personIds: ['p-0'], take: { count: 5 } }], rest: { count: 20 } }), `s${seed}`).items;
      for (const { rulingId } of drawn) times.set(rulingId, (times.get(rulingId) ?? 0) + 1);
    }
    // Of the other mediators each has 20 of 95 chances in 400 draws: 84, with a deviation of 8.
    const others = hundred.filter(({ personId }) => personId !== 'p-0').map(({ rulingId }) => times.get(rulingId) ?? 0);
    expect(Math.min(...others)).toBeGreaterThan(45);
    expect(Math.max(...others)).toBeLessThan(130);
  });
  it('stops at what one transaction holds and says so', () => {
    const many = Array.from({ length: 900 }, (_, index) => member({ rulingId: `r-${index}` }));
    const draw = drawSample(many, none, plan({ rest: { percent: 100 }, golden: 10 }), 's');
    expect([draw.items.length, draw.isCut]).toEqual([500, true]);
  });
  it('counts what an earlier rule drew for the later ones, and what several catch', () => {
    const rules: SampleRule[] = [{ by: 'mediator', personIds: [], take: { count: 2 } }, { by: 'outcome', outcomes: ['partial_refund'], take: { count: 10 } }];
    const { rules: results } = drawSample(hundred, none, plan({ rules, rest: null }), 's');
    expect(results).toEqual([
      { caught: 100, strata: 4, asked: 8, overlap: 100, counted: 0, drawn: 8, short: 0 },
      { caught: 100, strata: 1, asked: 10, overlap: 100, counted: 8, drawn: 2, short: 0 },
    ]);
  });
});

it('can be checked by hand: a place in the lottery is the SHA-256 of seed, stratum and id, a line each', () => {
  expect(rankOf('seed', 'rest', 'r-1')).toBe(sha256('seed\nrest\nr-1'));
  expect(populationSha256(['b', 'a'])).toBe(sha256('a\nb'));
});
