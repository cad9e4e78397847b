import type { Spread } from '../../contract/figureParts.ts';
import type { ReasonOutcomes, StuckSum } from '../../contract/figures.ts';
import { Outcome, reasons } from '../../contract/vocabulary.ts';
import { meanOf } from './mean.ts';
import type { TwoAmounts } from './meanAbsoluteDifference.ts';
import type { ReviewRow } from './readReviews.ts';
import type { RulingRow } from './readRulings.ts';
import { spreadOf } from './spread.ts';
import { rateOf } from './wilson.ts';

/** What rulings came to, by the reason of the case; the share of the cap only of those that stand, because only theirs is kept. Pure. */
export function outcomesByReason(rulings: readonly RulingRow[]): ReasonOutcomes[] {
  return reasons.flatMap((reason): ReasonOutcomes[] => {
    const own = rulings.filter((row) => row.reason === reason);
    if (own.length === 0) return [];
    const rate = (outcome: Outcome) => rateOf(own.filter((row) => row.outcome === outcome).length, own.length);
    const shares = own.flatMap(({ refundBp }) => (refundBp === null ? [] : [refundBp / 10_000]));
    return [{ reason, n: own.length, outcomes: { full_refund: rate('full_refund'), partial_refund: rate('partial_refund'), no_refund: rate('no_refund') }, share: meanOf(shares, { low: 0, high: 1 }) }];
  });
}

/** Rulings as the spread between their authors is worked out from. Pure. */
export function decidedOf(rulings: readonly RulingRow[], names: ReadonlyMap<string, string>): Spread {
  return spreadOf(
    rulings.flatMap(({ personId, reason, value, refundBp }) => (refundBp === null || value === null ? [] : [{ personId, name: names.get(personId) ?? '', reason, value, share: refundBp / 10_000 }])),
  );
}

/** For each case of each round how many chose each outcome. Pure. */
export function ballotsOf(ratings: readonly { calibrationId: string; rulingId: string; outcome: Outcome }[]): number[][] {
  const cases = Map.groupBy(ratings, ({ calibrationId, rulingId }) => `${calibrationId} ${rulingId}`);
  return [...cases.values()].map((own) => Outcome.options.map((outcome) => own.filter((one) => one.outcome === outcome).length));
}

/** The reviewer's amount beside the ruling's, no refund being nothing; pairs in two currencies are left out, because no rate makes them one. Pure. */
export function twoAmountsOf(reviews: readonly ReviewRow[]): TwoAmounts[] {
  return reviews.flatMap(({ view, viewMinor, viewCurrency, minor, currency: ruled, cap, capCurrency }): TwoAmounts[] => {
    const currency = viewCurrency ?? ruled ?? capCurrency;
    if (view === null || currency === null || (ruled !== null && ruled !== currency)) return [];
    return [{ currency, first: viewMinor ?? 0n, second: minor ?? 0n, cap: cap === null || capCurrency !== currency ? null : BigInt(cap) }];
  });
}

/** Why cases were passed on, the most often said first; words that were erased are counted as such. Pure. */
export function skipReasons(skips: readonly { reason: string | null }[]): { reason: string; count: number }[] {
  const counted = Map.groupBy(skips, ({ reason }) => reason ?? 'words were erased');
  return [...counted].map(([reason, own]) => ({ reason, count: own.length })).sort((a, b) => b.count - a.count || (a.reason < b.reason ? -1 : 1));
}

/** What stuck payouts come to in each currency. Pure. */
export function stuckSums(rulings: readonly RulingRow[]): StuckSum[] {
  const byCurrency = Map.groupBy(rulings, ({ refundCurrency }) => refundCurrency ?? '');
  return [...byCurrency].map(([currency, own]) => ({ count: own.length, sum: { minor: String(own.reduce((sum, { refundMinor }) => sum + BigInt(refundMinor ?? 0), 0n)), currency } })).sort((a, b) => b.count - a.count);
}
