import { eq } from 'drizzle-orm';
import type { Bearer } from '../../contract/vocabulary.ts';
import type { CoveredRow } from '../audit/rows.ts';
import { comeTo } from '../cases/goodsStanding.ts';
import { appealRuling } from '../db/schema/appeal.ts';
import type { ruling } from '../db/schema/ruling.ts';
import type { Tx } from '../db/write.ts';
import { postponeJob } from '../jobs/postpone.ts';
import { moneyOf } from '../refunds/money.ts';
import { orderPayout, type RefundRow } from '../refunds/orderPayout.ts';
import type { ReturnPlan } from './dueTime.ts';
import { orderCallOff } from './callOff.ts';
import { changeReturn, eventsOf, noteStep, titled, type ReturnRow } from './orders.ts';
import { settleReturn } from './settle.ts';
import { cancel, letWait, planInstead, release, sharesOf, waitingRefunds, type RefundShares } from './waiting.ts';

/** What follows for goods from a ruling that takes effect. `isAbsorbed`: what an appeal takes back was still waiting, so nobody is asked for it. */
export type Followed = { rows: CoveredRow[]; isAbsorbed: boolean };

const reason = 'A ruling on the appeal took the place of the one before it.';

type Appealed = { row: typeof ruling.$inferSelect; live: ReturnRow; plan: ReturnPlan | null; reference: string };

/**
 * A ruling on an appeal takes effect while goods are on their way back. What it takes from the buyer, or moves between those who pay, comes off
 * the refund that still waits: nobody is asked to give back what was never paid. Then the return goes on by its terms, or is called off.
 */
export async function followAppeal(tx: Tx, appealed: Appealed): Promise<Followed> {
  const { row, live, plan, reference } = appealed;
  const absorbed = await absorb(tx, appealed);
  const rows = [...absorbed.rows, ...(plan ? await goOn(tx, row, live, plan, reference) : await callOff(tx, row, live, reference))];
  return { rows, isAbsorbed: absorbed.isAbsorbed };
}

/** Takes the difference of an appeal off the one refund that waits; not where it waits for less than that. */
async function absorb(tx: Tx, { row, live, reference }: Appealed): Promise<{ rows: CoveredRow[]; isAbsorbed: boolean }> {
  const [said] = await tx.select().from(appealRuling).where(eq(appealRuling.rulingId, row.rulingId));
  const waiting = (await waitingRefunds(tx, row.caseId)).filter(({ kind, rulingId }) => kind === 'order' && rulingId !== row.rulingId);
  const [one] = waiting;
  if (!said || said.debits.length === 0 || !one || waiting.length > 1) return { rows: [], isAbsorbed: false };
  const shares = sharesAfter(await sharesOf(tx, one), said, one);
  if (!shares) return { rows: [], isAbsorbed: false };
  const cancelled = await cancel(tx, [one], reason);
  if (shares.length === 0) return { rows: cancelled, isAbsorbed: true };
  const planned = await planInstead(tx, one, shares, { returnId: live.returnId, cause: 'appeal', causeId: row.rulingId });
  await orderPayout(tx, planned.one, reference);
  return { rows: [...cancelled, ...planned.rows], isAbsorbed: true };
}

/** Who bears the refund once debits and credits of the appeal are taken into it; null when somebody would bear less than nothing. */
function sharesAfter(before: RefundShares, { debits, credits }: Pick<typeof appealRuling.$inferSelect, 'debits' | 'credits'>, { currency }: RefundRow): RefundShares | null {
  const bearers = [...new Set([...before.map(({ bearer }) => bearer), ...debits.flatMap(({ party }) => (party === 'buyer' ? [] : [party]))])];
  const sumFor = (parts: readonly { amount: { minor: string } }[]) => parts.reduce((sum, { amount }) => sum + BigInt(amount.minor), 0n);
  const change = (bearer: Bearer) => sumFor(debits.filter(({ party }) => party === bearer)) - sumFor(credits.filter(({ party }) => party === bearer));
  const after = bearers.map((bearer) => ({ bearer, minor: sumFor(before.filter((share) => share.bearer === bearer)) + change(bearer) }));
  if (after.some(({ minor }) => minor < 0n)) return null;
  return after.filter(({ minor }) => minor > 0n).map(({ bearer, minor }) => ({ bearer, amount: moneyOf(minor, currency) }));
}

/** The goods still go back: whatever the ruling adds waits for them too, and its terms hold from now on. Time that was given is not taken. */
async function goOn(tx: Tx, row: Appealed['row'], live: ReturnRow, { terms, due }: ReturnPlan, reference: string): Promise<CoveredRow[]> {
  const waits = await letWait(tx, row.rulingId);
  const reckoning = due(tx.now);
  const isLater = reckoning.dueAt > live.dueAt;
  const lines = await titled(tx, row.caseId, terms.lines);
  const changed = await changeReturn(tx, live.returnId, { refundWhen: terms.refundWhen, lines, ...(isLater ? { dueAt: reckoning.dueAt, reckoning } : {}) });
  if (isLater) await postponeJob(tx, `return.lapse:${live.returnId}`, reckoning.dueAt);
  const noted = await noteStep(tx, live.returnId, { kind: 'changed', by: 'desk', words: reason });
  const settled = await settleReturn(tx, changed.row, reference);
  return [...waits, noted, changed.covered, ...settled.rows];
}

/** The goods need not go back any more: what is left of the refund waits no longer, postage for a parcel nobody sends is not paid. */
async function callOff(tx: Tx, row: Appealed['row'], live: ReturnRow, reference: string): Promise<CoveredRow[]> {
  const waiting = await waitingRefunds(tx, row.caseId);
  const paid = await release(tx, waiting.filter(({ kind }) => kind === 'order'), reference);
  const unpaid = await cancel(tx, waiting.filter(({ kind }) => kind === 'return_postage'), reason);
  const isSent = comeTo(await eventsOf(tx, live.returnId)) !== 'none';
  const changed = await changeReturn(tx, live.returnId, { state: 'called_off', needs: null, needsAt: null });
  const noted = await noteStep(tx, live.returnId, { kind: 'called_off', by: 'desk', words: isSent ? `${reason} The goods were sent already.` : reason });
  if (!isSent) await orderCallOff(tx, live, reference);
  return [...paid, ...unpaid, changed.covered, noted];
}
