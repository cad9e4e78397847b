import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import { rulingJobs, ruleOn } from '../../../testing/appealed.ts';
import { placeCase } from '../../../testing/builders.ts';
import { openTempDesk } from '../../../testing/tempDesk.ts';
import { refund } from '../../db/schema/ruling.ts';
import { reconciliationHandlers } from './methods.ts';
import { reconcileLedger } from './reconcile.ts';

export const hourMs = 3_600_000;
export const dayMs = 24 * hourMs;

/** A desk with a mediator and a lead, on which rulings are paid and the ledger is checked. */
export async function openLedgerDesk() {
  const temp = await openTempDesk();
  const [ada, lead] = [await temp.seat('Ada'), await temp.seat('Lou', 'lead')];
  const runJobs = () => temp.runDueJobs({ ...rulingJobs, 'ledger.reconcile': reconcileLedger });
  const order = (span: { from?: number; until?: number } = {}, by = lead) => reconciliationHandlers['reconciliation.run'](temp.desk, { requestId: randomUUID(), ...span }, by);
  const list = async (by = lead, state: 'open' | 'closed' | null = 'open') => (await reconciliationHandlers['reconciliation.differences'](temp.desk, { state, cursor: null, limit: 50 }, by)).rows;
  return {
    temp,
    ada,
    lead,
    runJobs,
    order,
    list,
    standing: async (by = lead) => (await reconciliationHandlers['reconciliation.list'](temp.desk, { cursor: null, limit: 50 }, by)).standing,
    /** Rules on so many new cases and lets each be paid; their refunds, an hour and more later. */
    pay: async (cases: number) => {
      for (let one = 0; one < cases; one += 1) await ruleOn(temp, await placeCase(temp.desk), ada);
      temp.clock.now += 2 * hourMs;
      return temp.desk.db.select().from(refund).orderBy(refund.refundId);
    },
    /** Checks now; what is open after. */
    check: async (span: { from?: number; until?: number } = {}) => {
      await order(span);
      expect(await runJobs()).toEqual([]);
      return list();
    },
  };
}

export type LedgerDesk = Awaited<ReturnType<typeof openLedgerDesk>>;
