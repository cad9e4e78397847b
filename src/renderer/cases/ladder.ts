import type { Remedy } from '../../contract/caseFile.ts';
import type { Money } from '../../contract/money.ts';
import { remedyChain } from './negotiation.ts';

/** One sum on the ladder; x and y in percent, from the left and from the bottom. `side` is the buyer's or that of whoever answers. */
export type LadderPoint = { remedy: Remedy; sum: Money; side: 'buyer' | 'other'; x: number; y: number };

/** The sums of a negotiation over time, in one currency. */
export type Ladder = {
  currency: string;
  points: LadderPoint[];
  /** Lines of both sides as SVG paths in a square of 100: each position stands until the next one of that side. */
  paths: { buyer: string; other: string };
  /** How many requests and offers name no sum in this currency. */
  undrawn: number;
};

/** The ladder in the currency most sums are named in; by time, or evenly where times are lacking. Null with fewer than two sums. */
export function ladderOf(remedies: readonly Remedy[]): Ladder | null {
  const chain = remedyChain(remedies);
  const currency = commonCurrency(chain);
  const drawn = chain.flatMap((remedy) => {
    const sum = [remedy.amount, remedy.localAmount].find((one) => one?.currency === currency);
    return sum ? [{ remedy, sum }] : [];
  });
  if (currency === null || drawn.length < 2) return null;
  const top = Math.max(1, ...drawn.map(({ sum }) => Number(sum.minor)));
  const times = drawn.map(({ remedy }) => remedy.at);
  const isTimed = times.every((at) => at !== null) && times.at(-1) !== times[0];
  const first = times[0] ?? 0;
  const span = (times.at(-1) ?? 0) - first;
  const points = drawn.map(({ remedy, sum }, index): LadderPoint => ({
    remedy,
    sum,
    side: remedy.by === 'buyer' ? 'buyer' : 'other',
    // The last position keeps some room at its right, in which it stands.
    x: (isTimed ? (remedy.at! - first) / span : index / (drawn.length - 1)) * 88,
    y: (Number(sum.minor) / top) * 100,
  }));
  return { currency, points, paths: { buyer: pathOf(points, 'buyer'), other: pathOf(points, 'other') }, undrawn: chain.length - drawn.length };
}

function pathOf(points: readonly LadderPoint[], side: LadderPoint['side']): string {
  const own = points.filter((point) => point.side === side);
  const [first, ...rest] = own;
  if (!first) return '';
  return `M${cut(first.x)} ${cut(100 - first.y)}${rest.map((point) => `H${cut(point.x)}V${cut(100 - point.y)}`).join('')}H100`;
}

function commonCurrency(chain: readonly Remedy[]): string | null {
  const counts = new Map<string, number>();
  for (const remedy of chain) for (const sum of [remedy.amount, remedy.localAmount]) if (sum) counts.set(sum.currency, (counts.get(sum.currency) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? null;
}

function cut(percent: number): number {
  return Math.round(percent * 100) / 100;
}
