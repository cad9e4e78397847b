import type { Money } from '../../../contract/money.ts';
import type { DifferenceCode } from '../../../contract/reconciliation.ts';
import type { Gateway } from '../gateway.ts';
import { sayMoney } from '../money.ts';
import type { Difference } from './compare.ts';

type Told = Pick<Difference, 'code' | 'here' | 'hereState' | 'there' | 'entryIds' | 'orderId'> & { line: Gateway['kind'] };

const say = (money: Money | null): string => (money ? sayMoney(money) : 'sums in several currencies');
const stateWords: Record<NonNullable<Told['hereState']>, string> = {
  planned: 'planned for a ruling that is not in effect yet',
  approved: 'approved and not handed over',
  sent: 'handed over and not confirmed',
  settled: 'settled',
  failed: 'failed',
  unknown: 'not known to have arrived',
  cancelled: 'cancelled',
};

type Words = { meaning: string; advice: string };

const ofLine: Record<DifferenceCode, (told: Told) => Words> = {
  PAID_TWICE: ({ here, there, entryIds }) => ({
    meaning: `The ledger has ${entryIds.length} payments under the key of one refund: ${say(there)} in place of ${say(here)}. The buyer was paid more than was ruled.`,
    advice: 'The desk sent one key, so the second payment was made at the marketplace. Ask it to reverse the second; the next check closes this once the reversal stands in the ledger.',
  }),
  NOT_IN_LEDGER: ({ here }) => ({
    meaning: `The refund of ${say(here)} is settled here, and the ledger has no payment of it. The buyer may not have the money.`,
    advice: 'Ask the marketplace what became of the payment by its key. Do not pay by another way before it has answered: that could pay twice.',
  }),
  PAID_NOT_SETTLED: ({ here, hereState, there }) => ({
    meaning: `The ledger paid ${say(there)}, and here the refund of ${say(here)} is ${stateWords[hereState ?? 'unknown']}.`,
    advice:
      hereState === 'planned' || hereState === 'approved'
        ? 'The desk had not asked for this payment yet. Ask the marketplace who did, and have it reversed if nobody can say.'
        : 'The money has moved. The desk asks the marketplace by the key again; the next check closes this once the refund is settled here too.',
  }),
  UNKNOWN_KEY: ({ there, orderId }) => ({
    meaning: `The ledger paid ${say(there)}${orderId ? ` on order ${orderId}` : ''} under a key that looks like one of this desk, and no refund here has it.`,
    advice: 'If this desk was restored from a backup, the refund was made after the backup. If another desk works with the same marketplace, it is one of theirs. If neither, have the payment looked into before anything more is refunded on the order.',
  }),
  AMOUNT_DIFFERS: ({ here, there }) => ({
    meaning: `The ledger paid ${say(there)}; the ruling was for ${say(here)}.`,
    advice: 'Ask the marketplace to pay or take back the difference, with the key and the entry. The ruling stands as it is; a correction there closes this at the next check.',
  }),
  REVERSED: ({ here, there }) => ({
    meaning: `The refund of ${say(here)} was taken back at the marketplace${there && there.minor !== '0' ? `; ${say(there)} of it is still paid` : ''}. Here it counts as settled.`,
    advice: 'Find out who reversed it and why. If the buyer should have the money, ask the marketplace to pay it again under the same key.',
  }),
  PAID_CANCELLED: ({ there }) => ({
    meaning: `The ledger paid ${say(there)} for a refund that is cancelled here.`,
    advice: 'The money went out although the ruling was taken back. Ask the marketplace to reverse it; the next check closes this once it is reversed.',
  }),
  OUTSIDE: ({ there, orderId }) => ({
    meaning: `The marketplace refunded ${say(there)} on order ${orderId ?? ''}, and no desk ordered it.`,
    advice: 'So much less can still be refunded on the order. Look at the case before anything more is ruled on it, and say here what it was.',
  }),
};

/** In the exchange folder the ledger is the files that were handed over, and what is wrong with them has other causes. */
const ofFolder: Partial<Record<DifferenceCode, (told: Told) => Words>> = {
  PAID_TWICE: ({ here }) => ({
    meaning: `The payout of ${say(here)} lies in the exchange folder more than once. Whoever carries the files over may pay it twice.`,
    advice: 'Look at both files and take one away, after whoever carries them over has said which one was paid.',
  }),
  NOT_IN_LEDGER: ({ here }) => ({
    meaning: `The payout of ${say(here)} was handed over, and its file is neither in "out" nor in "done", or cannot be read.`,
    advice: 'Ask whoever takes the files away where it is, and put it into "done". The desk does not write it again by itself: that could pay twice.',
  }),
  PAID_NOT_SETTLED: ({ here, hereState }) => ({
    meaning: `The payout of ${say(here)} lies in the exchange folder, and here it is ${stateWords[hereState ?? 'unknown']}.`,
    advice: 'The desk looks at the file again; the next check closes this once the refund is settled here too.',
  }),
  UNKNOWN_KEY: ({ there }) => ({
    meaning: `A payout file of ${say(there)} lies in the exchange folder that this desk did not write, or no longer knows.`,
    advice: 'Do not carry it over. If this desk was restored from a backup, the refund was made after the backup; if not, find out who put it there.',
  }),
  AMOUNT_DIFFERS: ({ here, there }) => ({
    meaning: `The payout file says ${say(there)}; the ruling was for ${say(here)}. Somebody edited the file after it was handed over.`,
    advice: 'Stop the payment if it was not made yet, and find out who edited the file.',
  }),
};

/** What a difference means and what to do about it, in sentences for people. */
export function meaningOf(told: Told): Words {
  const words = (told.line === 'folder' ? ofFolder[told.code] : undefined) ?? ofLine[told.code];
  return words(told);
}
