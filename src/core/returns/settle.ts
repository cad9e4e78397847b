import type { CoveredRow } from '../audit/rows.ts';
import { comeTo, isMet, needOf } from '../cases/goodsStanding.ts';
import type { Tx } from '../db/write.ts';
import { changeReturn, eventsOf, isLive, noteStep, type ReturnRow } from './orders.ts';
import { release, waitingRefunds } from './waiting.ts';

const metWords = { shipped: 'The goods were sent, so the refund is paid.', delivered: 'The goods have arrived, so the refund is paid.', inspected: 'The goods are back as they were sent, so the refund is paid.' } as const;

/**
 * Works out where a return stands by all that is known of it, and does what follows by itself: postage is paid when the goods are on their
 * way, the refund when what it waits for has happened; what differs, came back, is lost or came too late is left to a person. Any number
 * of times, in any order of events, it comes to the same.
 */
export async function settleReturn(tx: Tx, row: ReturnRow, reference: string): Promise<{ row: ReturnRow; rows: CoveredRow[] }> {
  const events = await eventsOf(tx, row.returnId);
  const come = comeTo(events);
  if (!isLive(row)) return setNeed(tx, row, row.state === 'lapsed' && (await waitingRefunds(tx, row.caseId, 'lapsed')).length > 0 ? needOf(row.state, row.lines, events) : null);
  const rows: CoveredRow[] = [];
  const waiting = await waitingRefunds(tx, row.caseId);
  if (come !== 'none') rows.push(...(await release(tx, waiting.filter(({ kind }) => kind === 'return_postage'), reference)));
  const ofGoods = waiting.filter(({ kind }) => kind === 'order');
  const isPaying = ofGoods.length > 0 && isMet(row.refundWhen, row.lines, events);
  if (isPaying) {
    rows.push(...(await release(tx, ofGoods, reference)), await noteStep(tx, row.returnId, { kind: 'released', by: 'desk', words: metWords[row.refundWhen] }));
  }
  const isPaid = isPaying || ofGoods.length === 0;
  const need = isPaid ? null : needOf(row.state, row.lines, events);
  const isThere = come === 'delivered' || come === 'inspected';
  const state = come === 'none' ? row.state : isPaid && isThere ? 'done' : come;
  if (state === row.state && need === row.needs) return { row, rows };
  const changed = await changeReturn(tx, row.returnId, { state, needs: need, needsAt: need === null ? null : (row.needsAt ?? tx.now) });
  return { row: changed.row, rows: [...rows, changed.covered] };
}

async function setNeed(tx: Tx, row: ReturnRow, need: ReturnRow['needs']): Promise<{ row: ReturnRow; rows: CoveredRow[] }> {
  if (need === row.needs) return { row, rows: [] };
  const changed = await changeReturn(tx, row.returnId, { needs: need, needsAt: need === null ? null : (row.needsAt ?? tx.now) });
  return { row: changed.row, rows: [changed.covered] };
}
