import { eq } from 'drizzle-orm';
import { randomUUID } from 'node:crypto';
import type { GoodsBack } from '../contract/returnParts.ts';
import type { ReturnChoice } from '../contract/returns.ts';
import type { RulingInput } from '../contract/rulings.ts';
import { readCaseFile } from '../core/cases/caseFile.ts';
import { refund } from '../core/db/schema/ruling.ts';
import { deskItself, type SignedIn } from '../core/desk.ts';
import type { ReturnEvent } from '../core/refunds/gateway.ts';
import { lapseReturn } from '../core/returns/jobs.ts';
import { returnHandlers } from '../core/returns/methods.ts';
import { noteReturn } from '../core/returns/note.ts';
import { ruleOn, rulingJobs } from './appealed.ts';
import { neutralCase, placeCase } from './builders.ts';
import type { TempDesk } from './tempDesk.ts';

/** Jobs of a ruling and of its return. */
export const returnJobs = { ...rulingJobs, 'return.lapse': lapseReturn };

/** A full refund of USD 66.65 that waits for two watches and a strap to come back. */
export async function ruleWithReturn(temp: TempDesk, by: SignedIn, change: Partial<RulingInput> = {}): Promise<{ caseId: string; returnId: string }> {
  const items = [
    { id: 'item-1', title: 'Blue watch', quantity: 2, unitPrice: { minor: '2500', currency: 'USD' } },
    { id: 'item-2', title: 'Strap', quantity: 1, unitPrice: { minor: '1000', currency: 'USD' } },
  ];
  const caseId = await placeCase(temp.desk, neutralCase({ items }));
  await ruleOn(temp, caseId, by, { outcome: 'full_refund', basis: { by: 'full' }, withReturn: true, ...change });
  const back = await backOf(temp, caseId);
  return { caseId, returnId: back.returnId };
}

/** The newest return of a case as the desk itself sees it. */
export async function backOf(temp: TempDesk, caseId: string): Promise<GoodsBack> {
  const back = (await readCaseFile(temp.desk.db, caseId, deskItself, temp.clock.now)).returns.at(-1);
  if (!back) throw new Error('No goods go back in this case.');
  return back;
}

/** An event as the marketplace tells it; everything as it was sent when it is an inspection. */
export function told(temp: TempDesk, kind: ReturnEvent['kind'], change: Partial<ReturnEvent> = {}): ReturnEvent {
  return { eventId: randomUUID(), at: temp.clock.now, kind, words: null, photos: [], lines: kind === 'inspected' ? asSent() : [], ...change };
}

/** Both items as they were sent, or some otherwise. */
export function asSent(watches = 2, straps = 1): ReturnEvent['lines'] {
  return [
    { itemId: 'item-1', quantity: watches, condition: 'as_sent', words: null },
    { itemId: 'item-2', quantity: straps, condition: 'as_sent', words: null },
  ];
}

/** The marketplace tells what it knows; what follows is done. */
export async function tell(temp: TempDesk, returnId: string, ...events: ReturnEvent[]): Promise<string> {
  const result = await noteReturn(temp.desk, returnId, { state: 'ordered', label: null, events });
  await runAll(temp);
  return result;
}

/** Decides about a return that needs a person. */
export async function decide(temp: TempDesk, returnId: string, by: SignedIn, decision: ReturnChoice) {
  const answer = await returnHandlers['returns.decide'](temp.desk, { requestId: randomUUID(), returnId, decision, reasons: 'One watch is scratched.' }, by);
  await runAll(temp);
  return answer;
}

/** Runs what is due until nothing more follows. */
export async function runAll(temp: TempDesk): Promise<void> {
  for (let rounds = 0; rounds < 3; rounds += 1) for (const failure of await temp.runDueJobs(returnJobs)) throw failure;
}

/** The refunds of a case: amount, state and what they wait for. */
export async function refundsOf(temp: TempDesk, caseId: string): Promise<string[]> {
  const rows = await temp.desk.db.select().from(refund).where(eq(refund.caseId, caseId)).orderBy(refund.createdAt, refund.refundId);
  return rows.map(({ kind, amountMinor, state, waitsFor }) => [kind === 'order' ? '' : 'postage', String(amountMinor), state, waitsFor ?? ''].filter(Boolean).join(' '));
}

/** What the marketplace was told to pay, in all. */
export function paidTo(temp: TempDesk): bigint {
  return [...temp.gateway.payouts.values()].reduce((sum, { amount }) => sum + BigInt(amount.minor), 0n);
}
