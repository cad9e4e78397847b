import type { Coefficient, ManyAgreement } from '../../contract/figureParts.ts';
import { coefficientOf, undefinedCoefficient } from './pairs.ts';

/** For each case how many people chose each category; every category there can be has its place. */
export type Ballots = readonly (readonly number[])[];

const sum = (values: readonly number[]) => values.reduce((all, value) => all + value, 0);

/**
 * Agreement of any number of people, not the same for every case: the mean share of agreeing pairs, Fleiss' kappa (Fleiss 1971, Psychol. Bull.
 * 76:378) and Gwet's AC1 (Gwet 2008), each with the variance over cases that Gwet (2008, 4; 2014, Handbook of Inter-Rater Reliability) gives.
 * Cases with one rating count for how often a category is chosen, not for pairs. Pure.
 */
export function manyRaters(ballots: Ballots): ManyAgreement {
  const rated = ballots.filter((ballot) => sum(ballot) > 0);
  const paired = rated.filter((ballot) => sum(ballot) > 1);
  const size = { n: paired.length, ratings: sum(rated.map(sum)) };
  if (paired.length === 0) return { ...size, raw: undefinedCoefficient, kappa: undefinedCoefficient, ac1: undefinedCoefficient };
  const [n, categories] = [rated.length, rated[0]?.length ?? 0];
  const agreed = rated.map((ballot) => {
    const people = sum(ballot);
    return people < 2 ? 0 : sum(ballot.map((count) => count * (count - 1))) / (people * (people - 1));
  });
  const raw = sum(agreed) / paired.length;
  const chosen = Array.from({ length: categories }, (_one, k) => sum(rated.map((ballot) => (ballot[k] ?? 0) / sum(ballot))) / n);

  /** `weigh`: what a category adds to chance agreement for each who chose it. */
  const beyond = (weigh: (share: number) => number): Coefficient => {
    const chance = sum(chosen.map((share) => share * weigh(share)));
    if (chance >= 1 - 1e-12) return undefinedCoefficient;
    const value = (raw - chance) / (1 - chance);
    const parts = rated.map((ballot, index) => {
      const own = sum(ballot.map((count, k) => count * weigh(chosen[k] ?? 0))) / sum(ballot);
      const first = ((n / paired.length) * ((agreed[index] ?? 0) - (sum(ballot) > 1 ? chance : 0))) / (1 - chance);
      return first - (2 * (1 - value) * (own - chance)) / (1 - chance);
    });
    const variance = n < 2 ? Infinity : sum(parts.map((part) => (part - value) ** 2)) / (n * (n - 1));
    return Number.isFinite(variance) ? coefficientOf(value, variance, { n, raw, chance }) : { value, standardError: null, interval: { low: null, high: null } };
  };
  return { ...size, raw: beyond(() => 0), kappa: beyond((share) => share), ac1: beyond((share) => (1 - share) / (categories - 1)) };
}
