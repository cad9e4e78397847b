import { leastForUsual, type RefundSpread } from '../../contract/likeCases.ts';
import type { Outcome } from '../../contract/vocabulary.ts';

/** How many decided cases refunded the same share with the same outcome. */
export type Tally = { refundBp: number; outcome: Outcome; cases: number };

/** How refunds spread, counted from tallies in any order; null when there is none. Quartiles and median are interpolated, rounded to whole hundredths of a percent. Pure. */
export function refundSpread(tallies: readonly Tally[]): RefundSpread | null {
  const sorted = tallies.filter((one) => one.cases > 0).toSorted((a, b) => a.refundBp - b.refundBp);
  const count = sorted.reduce((sum, one) => sum + one.cases, 0);
  if (count === 0) return null;
  const of = (outcome: Outcome) => sorted.reduce((sum, one) => sum + (one.outcome === outcome ? one.cases : 0), 0);
  const at = (place: number) => valueAt(sorted, place);
  const part = (share: number) => {
    const place = share * (count - 1);
    const below = at(Math.floor(place));
    return Math.round(below + (place - Math.floor(place)) * (at(Math.ceil(place)) - below));
  };
  // Real cases at both ends, so that what was decided before can be named.
  const left = Math.floor(count / 10);
  return {
    count,
    lowest: at(0),
    lowerQuartile: part(0.25),
    median: part(0.5),
    upperQuartile: part(0.75),
    highest: at(count - 1),
    full: of('full_refund'),
    partial: of('partial_refund'),
    none: of('no_refund'),
    usual: count < leastForUsual ? null : { from: at(left), to: at(count - 1 - left) },
  };
}

function valueAt(sorted: readonly Tally[], place: number): number {
  let before = 0;
  for (const one of sorted) {
    before += one.cases;
    if (place < before) return one.refundBp;
  }
  return sorted.at(-1)?.refundBp ?? 0;
}

/** The share of the cap an amount is, in hundredths of a percent; a partial refund never rounds to none or to all. */
export function refundBpOf(outcome: Outcome, minor: bigint | null, cap: bigint | null): number | null {
  if (outcome === 'no_refund') return 0;
  if (outcome === 'full_refund') return 10_000;
  if (minor === null || cap === null || cap <= 0n) return null;
  const nearest = Number((minor * 20_000n + cap) / (cap * 2n));
  return Math.min(9_999, Math.max(1, nearest));
}

/** '33.3 %'. */
export function sayShare(refundBp: number): string {
  return `${Number((refundBp / 100).toFixed(1))} %`;
}
