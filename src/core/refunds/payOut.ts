import { sayError } from '../fault.ts';
import { backoffMs } from '../jobs/backoff.ts';
import type { JobAgain, JobHandler } from '../jobs/runner.ts';
import { LineFault } from './lineFault.ts';
import type { OrderFacts, PayoutStanding } from './gateway.ts';
import { isMore, sayMoney } from './money.ts';
import { whyNotPayable } from './payable.ts';
import { payoutOrderOf, readPayoutParts } from './payoutOrder.ts';
import { beginRun, countAsk, Overtaken, sayHandingOver, saySettled, step, type PayoutRun } from './payoutRun.ts';
import { differenceOf } from './sameOrder.ts';

/**
 * Job `refund.payOut`: lets the marketplace pay one refund, which it knows by the refund's id. It asks by key before it sends, so a crash, a
 * lost answer, a retry or a second desk never pays twice; it holds back what the order leaves no room for; and it goes on asking while the
 * other side is at it. `byHand` in the payload: a person lets a refund that failed be sent again; without it such a refund is only asked about.
 */
export const payOut: JobHandler = async (payload, { desk }, claimed) => {
  const order = payoutOrderOf(await readPayoutParts(desk.db, String(payload['refundId'])));
  const run = await beginRun(desk, order, { isLastTry: claimed.attempts >= claimed.maxAttempts, isByHand: payload['byHand'] === true });
  if (!run) return;
  try {
    return await carryOn(run);
  } catch (error) {
    if (!(error instanceof Overtaken)) throw error;
  }
};

async function carryOn(run: PayoutRun): Promise<JobAgain | void> {
  const { gateway } = run.desk;
  const known = await asking(run, () => gateway.readPayout(run.order.key));
  const isSentAgain = run.row.state === 'failed' && run.isByHand;
  if (known && !(known.state === 'failed' && isSentAgain)) return take(run, known, 'asked');
  // What was called off must not be paid because somebody asked about it.
  if (run.row.state === 'settled') return;
  if (run.row.state === 'failed' && !isSentAgain) throw new LineFault('refused', 'PAYOUT_FAILED', run.row.error ?? 'It failed before.');
  // The key may stand for another payout even where it failed.
  if (known) await requireSame(run, known, 'asked');
  await requirePayable(run);
  await step(run, 'sent', null, sayHandingOver(run.sum), true);
  return take(run, await handingOver(run), 'answered');
}

/** Writes down what the other side says of the payout, whatever the desk held of it before. */
async function take(run: PayoutRun, standing: PayoutStanding, how: 'asked' | 'answered'): Promise<JobAgain | void> {
  await requireSame(run, standing, how);
  const before = run.row.state;
  if (standing.state === 'settled') return step(run, 'settled', null, how === 'asked' && before !== 'settled' ? `The marketplace says it has paid ${run.sum}` : saySettled(run.sum));
  if (standing.state === 'failed') {
    const reason = standing.reason ?? 'The marketplace gave no reason.';
    const words = before === 'settled' ? `The marketplace had said that it paid ${run.sum}, and now says that this failed` : `The marketplace could not pay ${run.sum}`;
    await step(run, 'failed', `The marketplace says that the payout failed: ${reason}`, words);
    throw new LineFault('refused', 'PAYOUT_FAILED', `The marketplace says that the payout failed: ${reason}`);
  }
  await step(run, 'sent', null, before === 'settled' ? `The marketplace had said that it paid ${run.sum}, and now says that it is still at it` : `The marketplace works on the payout of ${run.sum}`);
  return { again: run.desk.clock() + askAgainMs(await countAsk(run)) };
}

/** Milliseconds until a payout that is under way is asked about again: from 4 s, doubling, to a quarter of an hour. */
export function askAgainMs(asks: number): number {
  return backoffMs(asks + 3);
}

/** Stops a payout when the other side names another one under its key: after an answer it is asked by key, after that a person looks. */
async function requireSame(run: PayoutRun, { order }: PayoutStanding, how: 'asked' | 'answered'): Promise<void> {
  const difference = differenceOf(run.order, order);
  if (difference === null) return;
  if (how === 'answered') {
    const words = `The marketplace answered with another payout (${difference}). It is asked by key what it did before anything else happens.`;
    await step(run, 'unknown', words, `The answer to the payout of ${run.sum} named another payout`);
    throw new LineFault('unsure', 'ANSWER_DIFFERS', words);
  }
  const words = `Another payout stands at the marketplace under the key of this one (${difference}). Nothing is sent again; compare the two with the marketplace.`;
  await step(run, 'failed', words, `Another payout than that of ${run.sum} stands under its key`);
  throw new LineFault('refused', 'ANOTHER_PAYOUT', words);
}

/** Holds a payout back that its order leaves no room for: as the marketplace says now, or where it says nothing, as the case stands. */
async function requirePayable(run: PayoutRun): Promise<void> {
  const { orderId } = run.order;
  const facts = orderId === null ? null : await asking(run, () => run.desk.gateway.readOrder(orderId));
  const refusal = facts ? whyOrderHasNoRoom(run, facts) : await whyNotPayable(run.desk.db, run.row);
  if (refusal === null) return;
  const words = `The payout of ${run.sum} was held back. ${refusal}`;
  await step(run, 'failed', words, `Held back the payout of ${run.sum}`);
  throw new LineFault('refused', 'HELD_BACK', words);
}

function whyOrderHasNoRoom({ order, row, sum }: PayoutRun, { refundable, chargeback }: OrderFacts): string | null {
  if (chargeback?.isOpen) return `A chargeback${chargeback.reference ? ` (${chargeback.reference})` : ''} is open at the payer's bank: a refund now could pay the buyer twice. Try it again once it is closed.`;
  // Postage is no refund of the order: no room is used up by it.
  if (row.kind === 'return_postage') return null;
  if (refundable.currency !== order.amount.currency) return `The marketplace counts this order in ${refundable.currency}, and the desk converts nothing.`;
  return isMore(order.amount, refundable) ? `Of the order ${sayMoney(refundable)} can still be refunded, says the marketplace: ${sum} is more.` : null;
}

/** Asks something that changes nothing. What cannot be asked says nothing about the money, so only the end of all tries is written down. */
async function asking<Value>(run: PayoutRun, ask: () => Promise<Value>): Promise<Value> {
  try {
    return await ask();
  } catch (fault) {
    const { state } = run.row;
    const hasTakenIt = state === 'sent' && run.asks > 0;
    const isEnd = run.isLastTry || verdictOf(fault) === 'refused';
    if (state === 'unknown' || (state === 'sent' && (isEnd || !hasTakenIt))) await step(run, 'unknown', isEnd ? notKnown(run, fault) : sayError(fault), `It is not known what became of the payout of ${run.sum}`);
    else if (isEnd && (state === 'approved' || state === 'planned')) await step(run, 'failed', `It was not handed over. ${sayError(fault)}`, `Could not hand over the payout of ${run.sum}`);
    throw fault;
  }
}

/** Sends the payout and writes down what a fault says about it. */
async function handingOver(run: PayoutRun): Promise<PayoutStanding> {
  try {
    return await run.desk.gateway.payOut(run.order);
  } catch (fault) {
    const verdict = verdictOf(fault);
    const reason = sayError(fault);
    if (verdict === 'refused') await step(run, 'failed', reason, `The marketplace refused the payout of ${run.sum}`);
    else if (verdict === 'unsure') await step(run, 'unknown', run.isLastTry ? notKnown(run, fault) : reason, `The payout of ${run.sum} is not known to have arrived`);
    else if (run.isLastTry) await step(run, 'failed', `It was not handed over. ${reason}`, `Could not hand over the payout of ${run.sum}`);
    // Known not to be carried out: it stands where it stood before.
    else await step(run, 'approved', reason, `The marketplace takes nothing just now: the payout of ${run.sum} was not carried out`);
    if (verdict === 'unsure' && fault instanceof LineFault && fault.verdict !== 'unsure') throw new LineFault('unsure', fault.code, reason, fault.retryAfterMs, { cause: fault });
    throw fault;
  }
}

/** Under these codes another request with the key is there, or at work: only asking tells what became of it. */
const keyIsTaken = new Set(['KEY_REUSED', 'KEY_IN_USE']);

function verdictOf(fault: unknown): LineFault['verdict'] {
  if (!(fault instanceof LineFault) || keyIsTaken.has(fault.code)) return 'unsure';
  return fault.verdict;
}

function notKnown({ sum }: PayoutRun, fault: unknown): string {
  return `It is NOT known whether ${sum} was paid: the marketplace could not be asked for too long. Try again asks before anything is sent. (${sayError(fault)})`;
}
