import { z } from 'zod';
import { endCorrection } from '../api/corrections.ts';
import { findDispute } from '../api/disputes.ts';
import { addToLedger } from '../api/ledger.ts';
import { readPurchase } from '../api/orders.ts';
import { ApiFault } from '../api/problem.ts';
import { failRefund, findRefund, settleRefund } from '../api/refunds.ts';
import { Behaviour, writeBehaviour } from '../store/settings.ts';
import { act, Minor, Name, Words } from './act.ts';

/** What the marketplace and its bank do with money. */
export const moneyActs = {
  settleRefund: act(z.strictObject({ key: Name }), (market, { key }) => settleRefund(market, key)),
  failRefund: act(z.strictObject({ key: Name, reason: Words.default('The account of the buyer is closed.') }), (market, { key, reason }) => failRefund(market, key, reason)),

  /** Money of a refund came back, or a part of it: an entry of its own in the ledger. */
  reverse: act(z.strictObject({ key: Name, amount: Minor.optional() }), (market, { key, amount }) => {
    const { state, minor, currency, dispute_id: disputeId, order_id: orderId } = findRefund(market, key);
    if (state !== 'settled') throw new ApiFault(409, 'NOT_SETTLED', 'Only money that has moved can come back.');
    addToLedger(market, { kind: 'reversal', key, disputeId, orderId, amount: { minor: String(-BigInt(amount ?? minor)), currency } });
  }),

  /** An entry no desk ordered, or one under a key of its own: for trying out a comparison of ledgers. */
  addLedgerEntry: act(
    z.strictObject({ disputeId: Name, kind: z.enum(['refund', 'return_postage', 'correction', 'reversal']).default('refund'), amount: z.string().regex(/^-?\d{1,18}$/), key: z.string().regex(/^[A-Za-z0-9-]{1,100}$/).nullable().default(null) }),
    (market, { disputeId, kind, amount, key }) => {
      const { order_id: orderId } = findDispute(market, disputeId);
      addToLedger(market, { kind, key, disputeId, orderId, amount: { minor: amount, currency: readPurchase(market, orderId).currency } });
    },
  ),

  endCorrection: act(z.strictObject({ key: Name, state: z.enum(['done', 'refused']) }), (market, { key, state }) => endCorrection(market, key, state)),

  /** `refundable`: what can still go back from now on, at most; null for whatever was captured. */
  setOrder: act(z.strictObject({ orderId: Name, refundable: Minor.nullable().optional(), isBlocked: z.boolean().optional(), isFunded: z.boolean().optional() }), (market, { orderId, refundable, isBlocked, isFunded }) => {
    const { refunded, inFlight } = readPurchase(market, orderId);
    const { store } = market;
    if (refundable !== undefined) store.run('UPDATE purchase SET most = ? WHERE order_id = ?', refundable === null ? null : BigInt(refundable) + refunded + inFlight, orderId);
    if (isBlocked !== undefined) store.run('UPDATE purchase SET is_blocked = ? WHERE order_id = ?', Number(isBlocked), orderId);
    if (isFunded !== undefined) store.run('UPDATE purchase SET is_funded = ? WHERE order_id = ?', Number(isFunded), orderId);
  }),

  setBehaviour: act(Behaviour.partial(), (market, change) => writeBehaviour(market.store, Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) as Partial<Behaviour>)),
};
