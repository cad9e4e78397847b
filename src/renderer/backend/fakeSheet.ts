import type { CaseFile } from '../../contract/caseFile.ts';
import { exponentOf, type Money } from '../../contract/money.ts';
import type { RefundSheet, Share } from '../../contract/refunds.ts';
import type { RulingDraft } from '../../contract/rulings.ts';

/** The working of a refund about as the core makes it: enough to design screens against, never to be trusted with money. */
export function sheetOf(file: CaseFile, draft: RulingDraft, amount: Money | null, shares: readonly Share[]): RefundSheet | null {
  const { cap, captured, refundedBefore, chargedBack, refundedHere } = file.refundRoom;
  if (!amount || !cap || !draft.basis || amount.minor === '0' || cap.minor === '0') return null;
  const money = (minor: bigint) => ({ minor: String(minor), currency: cap.currency });
  const back = draft.withReturn && draft.postage?.minor && draft.postage.paidBy !== 'buyer' ? money(BigInt(draft.postage.minor)) : null;
  const { exchange } = draft;
  const toSecond = ({ minor }: Money) => ({
    minor: String(Math.round(Number(minor) * Number(exchange?.rate ?? 1) * 10 ** (exponentOf(exchange?.currency ?? 'USD') - exponentOf(cap.currency)))),
    currency: exchange?.currency ?? 'USD',
  });
  const second = toSecond(amount);
  return {
    captured, refundedBefore, chargedBack, refundedHere,
    capBefore: cap,
    capAfter: money(BigInt(cap.minor) - BigInt(amount.minor)),
    stated: { by: draft.basis.by, percent: draft.basis.by === 'percent' ? draft.basis.percent : null, rounding: null },
    amount,
    percent: String(Math.round((Number(amount.minor) / Number(cap.minor)) * 10_000) / 100),
    tariff: null,
    postage: draft.withReturn && draft.postage ? { paidBy: draft.postage.paidBy, amount: back, most: captured ?? cap } : null,
    buyerGets: money(BigInt(amount.minor) + BigInt(back?.minor ?? 0)),
    exchange: exchange
      ? { ...exchange, amount: second, rounding: null, postage: back && toSecond(back), buyerGets: toSecond(money(BigInt(amount.minor) + BigInt(back?.minor ?? 0))), shares: shares.map((share) => ({ ...share, amount: toSecond(share.amount) })) }
      : null,
  };
}
