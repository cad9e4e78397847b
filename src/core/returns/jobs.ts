import { eq } from 'drizzle-orm';
import type { CaseFile } from '../../contract/caseFile.ts';
import { append } from '../audit/append.ts';
import { comeTo } from '../cases/goodsStanding.ts';
import { loadCase } from '../cases/lease.ts';
import { referenceOf, touchCase } from '../cases/lifeCycle.ts';
import { returnOrder } from '../db/schema/goodsBack.ts';
import { ruling } from '../db/schema/ruling.ts';
import type { Tx } from '../db/write.ts';
import { deskItself, type Desk } from '../desk.ts';
import { enqueue } from '../jobs/enqueue.ts';
import type { JobHandler } from '../jobs/runner.ts';
import type { ReturnStanding } from '../refunds/gateway.ts';
import { LineFault } from '../refunds/lineFault.ts';
import { moneyOf, sumOf } from '../refunds/money.ts';
import { orderCallOff } from './callOff.ts';
import { noteReturn } from './note.ts';
import { changeReturn, eventsOf, isUnderAppeal, loadReturn, noteStep, type ReturnRow } from './orders.ts';
import { settleReturn } from './settle.ts';
import { tellBoth } from './tell.ts';
import { cancel, waitingRefunds } from './waiting.ts';

const hourMs = 3_600_000;

/**
 * Job `return.order`: orders the return, and its label, at the marketplace, which knows it by the return's id: a crash or a retry orders no
 * second one. A line that orders none leaves the label to people. With `act` callOff the return is called off there.
 */
export const orderReturn: JobHandler = async (payload, { desk }) => {
  const row = await loadReturn(desk.db, String(payload['returnId']));
  if (payload['act'] === 'callOff') return desk.gateway.callOffReturn(row.returnId);
  if (row.state !== 'planned' || row.orderedBy !== null) return;
  const answer = await order(desk, row);
  const standing = 'refusal' in answer ? null : answer.standing;
  const why = 'refusal' in answer ? `The marketplace does not take this return: ${answer.refusal}` : noLine;
  await desk.write((tx) => noteOrdered(tx, row.returnId, standing === null ? 'people' : 'marketplace', standing?.label ?? null, why));
  if (standing && standing.events.length > 0) await noteReturn(desk, row.returnId, standing);
};

const noLine = 'This line to the marketplace orders no returns.';

/** Orders a return; a refusal is no reason to leave the buyer without a label, so people arrange it then. */
async function order(desk: Desk, row: ReturnRow): Promise<{ standing: ReturnStanding | null } | { refusal: string }> {
  try {
    return { standing: await desk.gateway.orderReturn(await toOrder(desk, row)) };
  } catch (error) {
    if (error instanceof LineFault && error.verdict === 'refused') return { refusal: error.message };
    throw error;
  }
}

async function toOrder({ db }: Desk, row: ReturnRow) {
  const [decision] = await db.select({ frozenFile: ruling.frozenFile }).from(ruling).where(eq(ruling.rulingId, row.rulingId));
  const { order, source, sourceId } = JSON.parse(decision?.frozenFile ?? '{}') as Pick<CaseFile, 'order' | 'source' | 'sourceId'>;
  return {
    key: row.returnId,
    source,
    sourceId,
    orderId: order?.orderId ?? null,
    lines: row.lines.map(({ itemId, quantity }) => ({ itemId, quantity })),
    labelPaidBy: row.labelPaidBy ?? 'seller',
    dueAt: new Date(row.dueAt).toISOString(),
    refundWhen: row.refundWhen,
    rulingId: row.rulingId,
  };
}

async function noteOrdered(tx: Tx, returnId: string, orderedBy: 'marketplace' | 'people', label: ReturnRow['label'], why: string): Promise<void> {
  const before = await loadReturn(tx, returnId);
  if (before.orderedBy !== null) return;
  const changed = await changeReturn(tx, returnId, { orderedBy, label: label ?? before.label, ...(before.state === 'planned' ? { state: 'ordered' as const } : {}) });
  const row = await loadCase(tx, before.caseId);
  const reference = referenceOf(row);
  // It may have been called off, or have lapsed, while the order was on its way.
  if (before.state === 'lapsed' || before.state === 'called_off') await orderCallOff(tx, changed.row, reference);
  const words = orderedBy === 'marketplace' ? `The return of the goods of ${reference} was ordered` : `People arrange the return of the goods of ${reference}. ${why}`;
  const noted = await noteStep(tx, returnId, { kind: 'ordered', by: 'desk', words: orderedBy === 'people' ? `${why} The label is arranged by people, and what happens is recorded here.` : null });
  const moved = await touchCase(tx, row);
  await append(tx, { by: deskItself, action: 'return.ordered', subject: `return:${returnId}`, caseId: row.caseId, version: moved.version, words, rows: [changed.covered, noted] });
}

/**
 * Job `return.lapse`: the time to send the goods is over. The marketplace is asked once more; when nothing was sent, the refund is cancelled
 * by rule, both sides are told, and the case closes like any other. Not while an appeal is open or the line is down, nor before there was a label.
 */
export const lapseReturn: JobHandler = async (payload, { desk }) => {
  const returnId = String(payload['returnId']);
  const seen = await loadReturn(desk.db, returnId);
  if (!isWaiting(seen, desk.clock())) return;
  const isAsked = seen.orderedBy !== 'marketplace' || (await askOnceMore(desk, returnId));
  await desk.write(async (tx) => {
    const [row] = await tx.select().from(returnOrder).where(eq(returnOrder.returnId, returnId));
    if (!row || !isWaiting(row, tx.now)) return;
    const events = await eventsOf(tx, returnId);
    const reference = referenceOf(await loadCase(tx, row.caseId));
    if (comeTo(events) !== 'none') return void (await settleReturn(tx, row, reference));
    if (!isAsked || row.orderedBy === null || (await isUnderAppeal(tx, row.caseId))) return lookAgain(tx, row, reference);
    await lapse(tx, row);
  });
};

/** Notes what the marketplace knows by now; false while it cannot be asked, or does not know the return it took on: that says nothing of the goods. */
async function askOnceMore(desk: Desk, returnId: string): Promise<boolean> {
  try {
    const standing = await desk.gateway.readReturn(returnId);
    if (standing) await noteReturn(desk, returnId, standing);
    return standing !== null;
  } catch (error) {
    if (error instanceof LineFault && error.verdict !== 'refused') return false;
    throw error;
  }
}

function isWaiting({ state, dueAt }: ReturnRow, now: number): boolean {
  return (state === 'planned' || state === 'ordered') && now >= dueAt;
}

function lookAgain(tx: Tx, { returnId, caseId }: ReturnRow, reference: string): Promise<void> {
  const at = tx.now + hourMs;
  return enqueue(tx, { kind: 'return.lapse', words: `End of the time to send the goods of ${reference} back`, payload: { returnId }, caseId, uniqueKey: `return.lapse:${returnId}:${at}`, runAfter: at });
}

async function lapse(tx: Tx, back: ReturnRow): Promise<void> {
  const row = await loadCase(tx, back.caseId);
  const reference = referenceOf(row);
  const waiting = await waitingRefunds(tx, back.caseId);
  const reason = `The goods were not sent back by ${sayDay(back.dueAt)}, so the refund is not paid.`;
  const rows = await cancel(tx, waiting, reason, true);
  const changed = await changeReturn(tx, back.returnId, { state: 'lapsed', needs: null, needsAt: null });
  const noted = await noteStep(tx, back.returnId, { kind: 'lapsed', by: 'desk', words: reason });
  const ofGoods = waiting.filter(({ kind }) => kind === 'order');
  const ruled = ofGoods[0] ? sumOf(ofGoods[0].currency, ofGoods.map((one) => moneyOf(one.amountMinor, one.currency))) : null;
  const letters = await tellBoth(tx, row, back, { act: 'lapsed', dueAt: back.dueAt, dueBefore: null, amount: null, ruled, lines: [], reason: null });
  await orderCallOff(tx, back, reference);
  const moved = await touchCase(tx, row);
  await append(tx, {
    by: deskItself,
    action: 'return.lapsed',
    subject: `return:${back.returnId}`,
    caseId: row.caseId,
    version: moved.version,
    words: `The goods of ${reference} were not sent back in time: the refund is cancelled`,
    data: { dueAt: back.dueAt, refunds: waiting.map(({ refundId }) => refundId) },
    rows: [changed.covered, noted, ...rows, ...letters],
  });
}

function sayDay(at: number): string {
  return `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
