import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bearers, type Bearer } from '../../contract/vocabulary.ts';
import { differenceOf, type Shares } from './difference.ts';
import { moneyOf } from './money.ts';

const minor = fc.bigInt({ min: 0n, max: 10n ** 16n });
const shares: fc.Arbitrary<Shares> = fc
  .uniqueArray(fc.record({ bearer: fc.constantFrom(...bearers), minor }), { selector: ({ bearer }) => bearer, maxLength: 3 })
  .map((parts) => parts.map(({ bearer, minor: units }) => ({ bearer, amount: moneyOf(units, 'USD') })));
const whole = (parts: readonly { amount: { minor: string } }[]) => parts.reduce((sum, { amount }) => sum + BigInt(amount.minor), 0n);
const of = (parts: readonly { amount: { minor: string } }[], isOne: (part: never) => boolean) => whole(parts.filter((part) => isOne(part as never)));

describe('differenceOf', () => {
  it('leaves the buyer and every bearer where the last of any chain of rulings puts them, never twice', () => {
    fc.assert(
      fc.property(fc.array(shares, { minLength: 1, maxLength: 6 }), (chain) => {
        let buyer = 0n;
        const borne: Record<Bearer, bigint> = { seller: 0n, platform: 0n, carrier: 0n };
        let before: Shares = [];
        for (const after of chain) {
          const { refund, debits, credits } = differenceOf(before, after, 'USD');
          expect(whole(debits)).toBe(whole(credits));
          if (refund) expect(whole(refund.shares)).toBe(BigInt(refund.amount.minor));
          buyer += refund ? BigInt(refund.amount.minor) : 0n;
          buyer -= of(debits, ({ party }: { party: string }) => party === 'buyer');
          for (const bearer of bearers) {
            const isIts = (part: { party?: string; bearer?: string }) => (part.party ?? part.bearer) === bearer;
            borne[bearer] += of(refund?.shares ?? [], isIts) + of(debits, isIts) - of(credits, isIts);
          }
          before = after;
        }
        const last = chain.at(-1) ?? [];
        expect(buyer).toBe(whole(last));
        for (const bearer of bearers) expect(borne[bearer]).toBe(of(last, (part: { bearer: string }) => part.bearer === bearer));
      }),
    );
  });

  it('never refunds and asks the buyer back at once, and asks nothing of or for nobody', () => {
    fc.assert(
      fc.property(shares, shares, (before, after) => {
        const { refund, debits, credits } = differenceOf(before, after, 'USD');
        expect(refund !== null && debits.some(({ party }) => party === 'buyer')).toBe(false);
        for (const { amount } of [...debits, ...credits, ...(refund?.shares ?? [])]) expect(BigInt(amount.minor) > 0n).toBe(true);
      }),
    );
  });
});
