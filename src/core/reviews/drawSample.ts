import { hash } from 'node:crypto';
import { largestSample, type RuleResult, type SamplePlan } from '../../contract/samplePlan.ts';
import { sha256 } from '../ids.ts';
import type { Member } from './population.ts';
import { strataOf, takeOf, type Stratum } from './samplePlan.ts';

/** A ruling drawn, with the stratum that drew it, `rest` or `golden`. */
export type Drawn = { rulingId: string; drawnBy: string };

/** What a plan drew: items in their order, what each rule did, and whether the plan asked for more than one sample holds. */
export type Draw = { items: Drawn[]; rules: RuleResult[]; rest: { asked: number; drawn: number }; golden: number; isCut: boolean };

/** SHA-256 over the ids of a population, sorted and one a line. */
export function populationSha256(rulingIds: readonly string[]): string {
  return sha256([...rulingIds].sort().join('\n'));
}

/**
 * The place of a ruling in the lottery of one stratum: SHA-256 of the seed, the stratum and the id, a line each; the lowest are drawn. So a
 * draw needs no generator, hangs on no order of rows, and is checked by anybody with a line of code. Each stratum has a lottery of its
 * own, because one for all would leave the rest with those that lost before. Where golden cases are mixed in, a part of the seed is the desk's secret.
 */
export function rankOf(seed: string, stratum: string, rulingId: string): string {
  return hash('sha256', `${seed}\n${stratum}\n${rulingId}`);
}

/**
 * Draws by the rules in order, then golden cases, then by chance, and puts all of it in one order by chance. The same seed, plan and population
 * give the same items in the same order. Where golden cases of the population are too few, chance fills up. Pure.
 */
export function drawSample(population: readonly Member[], goldenIds: ReadonlySet<string>, plan: SamplePlan, seed: string): Draw {
  const pool = plan.isReviewedLeftOut ? population.filter(({ isReviewed }) => !isReviewed) : population;
  const drawn = new Map<string, string>();
  // What makes room for golden cases: nobody's sample grows beyond what one transaction and one message hold.
  const most = largestSample - plan.golden;
  let isCut = false;
  const draw = (stratum: Stratum, count: number, most: number): number => {
    const room = Math.min(count, most - drawn.size);
    isCut ||= room < count && stratum.members.length > 0;
    const lots = lowest(stratum, drawn, seed, Math.max(0, room));
    for (const rulingId of lots) drawn.set(rulingId, stratum.key);
    return lots.length;
  };

  const strata = plan.rules.map((rule) => strataOf(rule, pool));
  const times = timesCaught(strata);
  const rules = plan.rules.map((rule, index): RuleResult => {
    const own = strata[index] ?? [];
    const result: RuleResult = { caught: 0, strata: own.length, asked: 0, overlap: 0, counted: 0, drawn: 0, short: 0 };
    for (const stratum of own) {
      const asked = takeOf(rule.take, stratum.members.length);
      const counted = Math.min(asked, stratum.members.filter(({ rulingId }) => drawn.has(rulingId)).length);
      const added = draw(stratum, asked - counted, most);
      result.caught += stratum.members.length;
      result.overlap += stratum.members.filter(({ rulingId }) => (times.get(rulingId) ?? 0) > 1).length;
      result.asked += asked;
      result.counted += counted;
      result.drawn += added;
      result.short += counted + added < asked ? 1 : 0;
    }
    return result;
  });

  const left = () => pool.filter(({ rulingId }) => !drawn.has(rulingId));
  const askedRest = plan.rest === null ? 0 : takeOf(plan.rest, left().length);
  const rest = draw({ key: 'rest', members: left() }, askedRest, most);
  const before = drawn.size;
  // Those that chance brought in already count.
  const there = [...drawn.keys()].filter((rulingId) => goldenIds.has(rulingId)).length;
  draw({ key: 'golden', members: left().filter(({ rulingId }) => goldenIds.has(rulingId)) }, Math.max(0, plan.golden - there), largestSample);
  draw({ key: 'rest', members: left() }, plan.golden - (drawn.size - before), largestSample);
  const items = [...drawn].map(([rulingId, drawnBy]) => ({ rulingId, drawnBy, lot: rankOf(seed, 'order', rulingId) }));
  items.sort((a, b) => (a.lot < b.lot ? -1 : 1));
  return { items: items.map(({ rulingId, drawnBy }) => ({ rulingId, drawnBy })), rules, rest: { asked: askedRest, drawn: rest }, golden: drawn.size - before, isCut };
}

/** The rulings of a stratum with the lowest lots that are not drawn yet. */
function lowest({ key, members }: Stratum, drawn: ReadonlyMap<string, string>, seed: string, count: number): string[] {
  if (count === 0) return [];
  const lots = members.filter(({ rulingId }) => !drawn.has(rulingId)).map(({ rulingId }) => ({ rulingId, lot: rankOf(seed, key, rulingId) }));
  return lots.sort((a, b) => (a.lot < b.lot ? -1 : 1)).slice(0, count).map(({ rulingId }) => rulingId);
}

function timesCaught(strata: readonly Stratum[][]): Map<string, number> {
  const times = new Map<string, number>();
  // One rule may name the same ruling in one stratum only, so each counts once a rule.
  for (const { members } of strata.flat()) for (const { rulingId } of members) times.set(rulingId, (times.get(rulingId) ?? 0) + 1);
  return times;
}
