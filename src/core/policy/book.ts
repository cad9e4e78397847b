import { exponentOf, type Money } from '../../contract/money.ts';
import type { EvidenceKind, GoodsKind, Reason, Side } from '../../contract/vocabulary.ts';
import type { PolicyDocument } from './readBook.ts';

/** The policy that binds a case, in one version. */
export type PolicyBook = PolicyDocument & {
  /** What a side should show for a reason and these goods (null: not known) and does not, given the kinds it handed in. */
  missingEvidence(reason: Reason, goods: GoodsKind | null, bySide: Record<Side, EvidenceKind[]>): { side: Side; words: string }[];
  /** US cents by the ordering rates, an integer; 0 when the amount or its rate is unknown. */
  orderingValue(money: Money | null): number;
};

/** A book as cases use it. */
export function toBook(document: PolicyDocument): PolicyBook {
  const { evidence, orderingRates } = document;
  return {
    ...document,
    missingEvidence: (reason, goods, bySide) =>
      evidence[reason]
        .filter((asked) => asked.goods === undefined || (goods !== null && asked.goods.includes(goods)))
        .filter((asked) => !bySide[asked.side].some((kind) => asked.kinds.includes(kind)))
        .map(({ side, words }) => ({ side, words })),
    orderingValue: (money) => {
      const rate = money && orderingRates[money.currency];
      return money && rate ? toUsCents(money, rate) : 0;
    },
  };
}

function toUsCents(money: Money, rate: string): number {
  const [whole = '0', fraction = ''] = rate.split('.');
  const scaled = BigInt(money.minor) * BigInt(whole + fraction) * 100n;
  const cents = scaled / 10n ** BigInt(fraction.length + exponentOf(money.currency));
  const highest = BigInt(Number.MAX_SAFE_INTEGER);
  return Number(cents > highest ? highest : cents < 0n ? 0n : cents);
}
