import type { RulingSummary } from '../../contract/rulings.ts';
import type { Money } from '../../contract/money.ts';
import { formatMoney } from '../ui/money.ts';

/** Rulings made together, as one line: "12 rulings together, USD 430.20". It can be taken back until the last of them takes effect. */
export type RulingBundle = { togetherId: string; count: number; words: string; effectiveAt: number; rulings: RulingSummary[] };

/** The rulings made together among these, the newest run first; one line a run, one sum a currency. */
export function bundlesOf(rows: readonly RulingSummary[]): RulingBundle[] {
  const ids = [...new Set(rows.flatMap((row) => row.togetherId ?? []))];
  return ids
    .map((togetherId) => {
      const rulings = rows.filter((row) => row.togetherId === togetherId);
      const sums = sumsOf(rulings.flatMap((row) => row.amount ?? [])).map((sum) => formatMoney(sum));
      const words = `${rulings.length} ${rulings.length === 1 ? 'ruling' : 'rulings'} together, ${sums.length > 0 ? sums.join(', ') : 'no refund'}`;
      return { togetherId, count: rulings.length, words, effectiveAt: Math.max(...rulings.map((row) => row.effectiveAt)), rulings };
    })
    .sort((a, b) => b.effectiveAt - a.effectiveAt);
}

function sumsOf(amounts: readonly Money[]): Money[] {
  const sums = new Map<string, bigint>();
  for (const { minor, currency } of amounts) sums.set(currency, (sums.get(currency) ?? 0n) + BigInt(minor));
  return [...sums].map(([currency, minor]) => ({ minor: String(minor), currency }));
}
