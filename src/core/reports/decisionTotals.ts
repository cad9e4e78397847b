import type { DecisionRow, DecisionsReport, ReportShare } from '../../contract/reportParts.ts';
import { rulingStates } from '../../contract/rulings.ts';
import { Outcome, Reason } from '../../contract/vocabulary.ts';
import { wilson } from '../figures/wilson.ts';
import { moneyOf } from '../refunds/money.ts';

/** What the rows come to: counts, shares with their intervals, and sums by currency, which are never added up. Pure. */
export function totalsOf(rows: readonly DecisionRow[]): DecisionsReport['totals'] {
  const counted = rows.filter(({ state }) => state !== 'undone' && state !== 'returned');
  const share = (n: number): ReportShare => ({ n, share: n / counted.length, ...wilson(n, counted.length) });
  const shares = <Name extends string>(names: readonly Name[], nameOf: (row: DecisionRow) => Name) =>
    names.flatMap((name) => {
      const n = counted.filter((row) => nameOf(row) === name).length;
      return n === 0 ? [] : [{ name, ...share(n) }];
    });
  const currencies = [...new Set(rows.flatMap(({ amount, paid }) => [amount?.currency ?? [], paid?.currency ?? []].flat()))].toSorted();
  return {
    rulings: rows.filter(({ isSettlement }) => !isSettlement).length,
    settlements: rows.filter(({ isSettlement }) => isSettlement).length,
    byState: rulingStates.flatMap((state) => {
      const n = rows.filter((row) => row.state === state).length;
      return n === 0 ? [] : [{ state, n }];
    }),
    counted: counted.length,
    byOutcome: shares(Outcome.options, ({ outcome }) => outcome).map(({ name, ...rest }) => ({ outcome: name, ...rest })),
    byReason: shares(Reason.options, ({ reason }) => reason).map(({ name, ...rest }) => ({ reason: name, ...rest })).toSorted((a, b) => b.n - a.n),
    byCurrency: currencies.map((currency) => {
      const ruled = counted.flatMap(({ amount }) => (amount?.currency === currency ? [BigInt(amount.minor)] : []));
      const paid = rows.flatMap((row) => (row.paid?.currency === currency ? [BigInt(row.paid.minor)] : []));
      const sumOf = (minors: readonly bigint[]) => moneyOf(minors.reduce((sum, one) => sum + one, 0n), currency);
      return { currency, n: ruled.length, ruled: sumOf(ruled), paid: sumOf(paid) };
    }),
  };
}
