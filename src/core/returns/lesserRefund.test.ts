import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { asSent, decide, ruleWithReturn, tell, told } from '../../testing/returned.ts';
import { openTempDesk, type TempDesk } from '../../testing/tempDesk.ts';
import type { SignedIn } from '../desk.ts';

let temp: TempDesk;
let ada: SignedIn;
let returnId: string;
beforeEach(async () => {
  temp = await openTempDesk();
  ada = await temp.seat('Ada');
  ({ returnId } = await ruleWithReturn(temp, ada));
});
afterEach(() => temp.close());

/** Runs SQL past everything the core checks; the words it is refused with. */
async function raw(query: string): Promise<void> {
  try {
    await temp.database.run(sql.raw(query));
  } catch (error) {
    throw new Error(error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error), { cause: error });
  }
}
const shares = (minor: number) => `'[{"bearer":"seller","amount":{"minor":"${minor}","currency":"USD"}}]'`;
const lesser = (change: Record<string, string> = {}) => {
  const row = { refund_id: "'less'", instead_of: '(select refund_id from refund limit 1)', return_id: `'${returnId}'`, cause_id: "'d'", cause: "'inspection'", amount_minor: '5000', currency: "'USD'", shares: shares(5000), at: '1', ...change };
  return raw(`insert into lesser_refund (${Object.keys(row).join(', ')}) values (${Object.values(row).join(', ')})`);
};
const decision = (amount: number) =>
  raw(`insert into return_decision (decision_id, return_id, choice, lines, amount_minor, currency, reasons, person_id, person_name, at) values ('d', '${returnId}', 'part', '[]', ${amount}, 'USD', 'x', '${ada.personId}', 'Ada', 1)`);
const copyRefund = (id: string, amount: string) =>
  raw(`insert into refund (refund_id, ruling_id, case_id, kind, amount_minor, currency, state, created_at, changed_at) select '${id}', ruling_id, case_id, kind, ${amount}, currency, 'planned', 1, 1 from refund limit 1`);
const refusal = 'a refund is lowered only after an inspection or by a ruling on an appeal, and never above what was ruled';

describe('a lesser refund, written past the core,', () => {
  it('would be paid without an inspection, a decision, or beside the one it takes the place of', async () => {
    await decision(5000);
    await expect(lesser()).rejects.toThrow(refusal);
    await raw(`update refund set state = 'cancelled'`);
    await expect(lesser()).rejects.toThrow(refusal);
    await tell(temp, returnId, told(temp, 'inspected', { lines: asSent(1) }));
    await expect(lesser({ cause_id: "'other'" })).rejects.toThrow(refusal);
    await lesser();
    await copyRefund('less', '5000');
  });

  it('would pay more than was ruled, as much, or what its shares do not come to', async () => {
    await decision(5000);
    await tell(temp, returnId, told(temp, 'inspected', { lines: asSent(1) }));
    await raw(`update refund set state = 'cancelled'`);
    await expect(lesser({ amount_minor: '6666', shares: shares(6666) })).rejects.toThrow(refusal);
    await expect(lesser({ amount_minor: '6665', shares: shares(6665) })).rejects.toThrow(refusal);
    await expect(lesser({ shares: shares(4000) })).rejects.toThrow(refusal);
    await expect(lesser({ cause: "'appeal'" })).rejects.toThrow(refusal);
    await expect(copyRefund('less', '5000')).rejects.toThrow('a refund pays what was ruled');
    await lesser();
    await expect(copyRefund('less', '5001')).rejects.toThrow('a refund pays what was ruled');
  });

  it('would be edited afterwards, or what led to it would', async () => {
    await tell(temp, returnId, told(temp, 'inspected', { lines: asSent(1) }));
    await decide(temp, returnId, ada, { choice: 'part', lines: [{ lineId: 'item-2', minor: '900' }] });
    for (const change of [`update lesser_refund set amount_minor = 1`, `delete from lesser_refund`, `update return_decision set amount_minor = 1`, `delete from return_decision`, `update return_event set lines = '[]'`, `delete from return_event`, `delete from return_order`]) {
      await expect(raw(change)).rejects.toThrow(/never (edited|deleted)/);
    }
  });
});
