import type { Money } from '../../contract/money.ts';
import type { Bearer } from '../../contract/vocabulary.ts';
import { moneyOf, splitUnits } from './money.ts';

/** An amount by who bears it; the shares sum to the amount. */
export type Shares = readonly { bearer: Bearer; amount: Money }[];

/** What has to move between one ruling and the one that takes its place. */
export type Difference = {
  /** What the buyer gets on top, and who bears it; null when nothing. */
  refund: { amount: Money; shares: { bearer: Bearer; amount: Money }[] } | null;
  /** Who gives back and who gets it; both sum to the same, and both are empty when nothing has to move. */
  debits: { party: Bearer | 'buyer'; amount: Money }[];
  credits: { party: Bearer | 'buyer'; amount: Money }[];
};

/**
 * The difference between what was ordered and what is: never the whole amount a second time. More for the buyer is a refund of the difference;
 * less, or another bearer, is asked back by a request to the marketplace. Afterwards each party stands as if only the later amount had been
 * ordered. Amounts in one currency; pure.
 */
export function differenceOf(before: Shares, after: Shares, currency: string): Difference {
  const bearers = [...new Set([...before, ...after].map(({ bearer }) => bearer))];
  const changes = bearers.map((bearer) => ({ bearer, change: borneBy(after, bearer) - borneBy(before, bearer) }));
  const more = changes.filter(({ change }) => change > 0n);
  const less = changes.filter(({ change }) => change < 0n).map(({ bearer, change }) => ({ bearer, change: -change }));
  const isMore = changes.reduce((sum, { change }) => sum + change, 0n);
  // What new bearers take over from old ones goes between them; only the rest is new money for the buyer.
  const forBuyer = isMore > 0n ? isMore : 0n;
  const parts = splitUnits(forBuyer, more.map(({ change }) => change));
  const money = (minor: bigint) => moneyOf(minor, currency);
  const shares = more.map(({ bearer }, index) => ({ bearer, amount: money(parts[index] ?? 0n) })).filter(({ amount }) => amount.minor !== '0');
  const taken = more.map(({ bearer, change }, index) => ({ party: bearer as Bearer | 'buyer', minor: change - (parts[index] ?? 0n) }));
  const fromBuyer = { party: 'buyer' as const, minor: isMore < 0n ? -isMore : 0n };
  return {
    refund: forBuyer > 0n ? { amount: money(forBuyer), shares } : null,
    debits: [fromBuyer, ...taken].filter(({ minor }) => minor > 0n).map(({ party, minor }) => ({ party, amount: money(minor) })),
    credits: less.map(({ bearer, change }) => ({ party: bearer, amount: money(change) })),
  };
}

function borneBy(shares: Shares, bearer: Bearer): bigint {
  return shares.filter((one) => one.bearer === bearer).reduce((sum, { amount }) => sum + BigInt(amount.minor), 0n);
}
