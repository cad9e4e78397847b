import type { Spread } from '../../contract/figureParts.ts';
import type { Reason } from '../../contract/vocabulary.ts';
import { meanOf } from './mean.ts';

/** A decided case: who decided it and which share of the cap, 0 to 1, was refunded; `value` in US cents by the ordering rates. */
export type Decided = { personId: string; name: string; reason: Reason; value: number; share: number };

/** Values within a factor of three are alike, as for like cases: bands begin at US$ 0, 5, 15, 45, 135, 405 and so on. */
export function bandOf(value: number): number {
  return value <= 500 ? 0 : 1 + Math.floor(Math.log(value / 500) / Math.log(3) + 1e-9);
}

/**
 * How far mediators lie apart on like cases (the same reason, the same band of value): variance components of a one-way analysis of variance
 * within each kind of case, pooled over kinds (Searle, Casella & McCulloch 1992, Variance Components, 3.6: unbalanced data, by moments). Each
 * person's own deviation is the mean of what their cases differ from the mean of everybody else's of that kind. Pure.
 */
export function spreadOf(decided: readonly Decided[]): Spread {
  const kinds = [...Map.groupBy(decided, (one) => `${one.reason} ${bandOf(one.value)}`).values()].filter((cases) => new Set(cases.map((one) => one.personId)).size > 1);
  const like = kinds.flat();
  const people = Map.groupBy(like, (one) => one.personId);
  const parts = kinds.map(varianceParts);
  const total = (of: keyof ReturnType<typeof varianceParts>) => parts.reduce((sum, part) => sum + part[of], 0);
  const within = total('withinDf') > 0 ? total('withinSquares') / total('withinDf') : null;
  const between = within === null || total('betweenDf') === 0 ? null : Math.max(0, (total('betweenSquares') - total('betweenDf') * within) / total('size'));
  const deviations = new Map<string, number[]>();
  for (const cases of kinds) {
    const sums = sumsByPerson(cases);
    const all = { n: cases.length, sum: cases.reduce((sum, one) => sum + one.share, 0) };
    for (const { personId, share } of cases) {
      const own = sums.get(personId) ?? { n: 0, sum: 0 };
      const others = (all.sum - own.sum) / (all.n - own.n);
      const known = deviations.get(personId);
      if (known) known.push(share - others);
      else deviations.set(personId, [share - others]);
    }
  }
  return {
    kinds: kinds.length,
    cases: like.length,
    mediators: people.size,
    between: between === null ? null : Math.sqrt(between),
    within: within === null ? null : Math.sqrt(within),
    people: [...people]
      .map(([personId, cases]) => ({ personId, name: cases[0]?.name ?? '', deviation: meanOf(deviations.get(personId) ?? [], { low: -1, high: 1 }) }))
      .sort((a, b) => a.name.localeCompare(b.name, 'en') || (a.personId < b.personId ? -1 : 1)),
  };
}

/** Sums of squares between and within people of one kind of case, and the size that turns the former into a variance. */
function varianceParts(cases: readonly Decided[]) {
  const sums = [...sumsByPerson(cases).values()];
  const n = cases.length;
  const mean = cases.reduce((sum, one) => sum + one.share, 0) / n;
  const betweenSquares = sums.reduce((sum, own) => sum + own.n * (own.sum / own.n - mean) ** 2, 0);
  const withinSquares = Math.max(0, cases.reduce((sum, one) => sum + (one.share - mean) ** 2, 0) - betweenSquares);
  return { betweenSquares, withinSquares, betweenDf: sums.length - 1, withinDf: n - sums.length, size: n - sums.reduce((sum, own) => sum + own.n ** 2, 0) / n };
}

function sumsByPerson(cases: readonly Decided[]): Map<string, { n: number; sum: number }> {
  const sums = new Map<string, { n: number; sum: number }>();
  for (const { personId, share } of cases) {
    const own = sums.get(personId) ?? { n: 0, sum: 0 };
    sums.set(personId, { n: own.n + 1, sum: own.sum + share });
  }
  return sums;
}
