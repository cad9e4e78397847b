import { sql } from 'drizzle-orm';
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CaseFile } from '../../contract/caseFile.ts';
import { neutralCase, placeCase, soundRuling, takeCase } from '../../testing/builders.ts';
import { openTempDesk, type TempDesk } from '../../testing/tempDesk.ts';
import { stageRuling } from '../rulings/stage.ts';
import type { SignedIn } from '../desk.ts';
import { migrate } from './migrate.ts';
import type { Database } from './open.ts';

let temp: TempDesk;
let dana: SignedIn;
let file: CaseFile;
let raw: { db: Database };

beforeEach(async () => {
  temp = await openTempDesk();
  dana = await temp.seat('Dana');
  file = await takeCase(temp.desk, await placeCase(temp.desk), dana);
  const exchange = { currency: 'EUR', rate: '0.9', source: 'ECB', at: temp.clock.now, for: 'buyer' as const };
  const input = soundRuling(file, { basis: { by: 'percent', percent: '40' }, withReturn: true, postage: { paidBy: 'seller', minor: '700' }, exchange });
  await stageRuling(temp.desk, { requestId: randomUUID(), caseId: file.caseId, expectedVersion: file.version, ruling: input }, dana);
  raw = { db: temp.database };
});
afterEach(() => temp.close());

/** Copies the one row of a table with some columns changed, past everything the core checks. */
async function copy(table: 'ruling' | 'refund' | 'refund_sheet', where: string, changes: Record<string, string>): Promise<void> {
  const columns = (await raw.db.all<{ name: string }>(sql.raw(`select name from pragma_table_info('${table}')`))).map(({ name }) => name);
  const values = columns.map((name) => changes[name] ?? name);
  try {
    await raw.db.run(sql.raw(`insert into ${table} (${columns.join(', ')}) select ${values.join(', ')} from ${table} where ${where}`));
  } catch (error) {
    throw new Error(error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error), { cause: error });
  }
}

const otherRuling = (changes: Record<string, string>) => copy('ruling', "state = 'staged'", { ruling_id: "'other'", state: "'undone'", ...changes });
const otherSheet = async (changes: Record<string, string>) => {
  await otherRuling({});
  await copy('refund_sheet', '1', { ruling_id: "'other'", ...changes });
};
const otherRefund = (changes: Record<string, string>) => copy('refund', "kind = 'order' and ruling_id in (select ruling_id from ruling where state = 'staged')", { refund_id: "'other'", ruling_id: "'other'", ...changes });
const moved = (column: string, place: string) => `json_set(${column}, '$[0].${place}.minor', '1')`;

describe('a write past the core', () => {
  it('cannot rule an amount its lines do not come to', async () => {
    await expect(otherRuling({ working: moved('working', 'refund') })).rejects.toThrow('the lines of a refund come to its amount');
    await expect(otherRuling({ working: "json_set(working, '$[0].refund.currency', 'EUR')" })).rejects.toThrow('the lines of a refund come to its amount');
    await expect(otherRuling({ working: "'[]'" })).rejects.toThrow('the lines of a refund come to its amount');
  });

  it('cannot rule an amount its bearers do not pay', async () => {
    await expect(otherRuling({ shares: moved('shares', 'amount') })).rejects.toThrow('the shares of a refund come to its amount');
    await expect(otherRuling({ shares: "'[]'" })).rejects.toThrow('the shares of a refund come to its amount');
  });

  it('cannot rule nothing and let lines pay all the same', async () => {
    await expect(otherRuling({ outcome: "'no_refund'", amount_minor: 'null', amount_currency: 'null' })).rejects.toThrow('of a refund come to its amount');
  });

  it('cannot keep a working of another amount, above the cap, or edit one', async () => {
    await expect(otherSheet({ amount_minor: '1' })).rejects.toThrow('the working of a refund is of the amount ruled');
    await expect(copy('refund_sheet', '1', { ruling_id: "'other'", cap_minor: 'amount_minor - 1' })).rejects.toThrow('refund_sheet_amount');
    await expect(raw.db.run(sql`update refund_sheet set cap_minor = 1`)).rejects.toThrow();
    await expect(raw.db.run(sql`delete from refund_sheet`)).rejects.toThrow();
  });

  it('cannot state a second currency without rate and source, in the same currency, or with shares that do not sum', async () => {
    await otherRuling({});
    const write = (changes: Record<string, string>) => copy('refund_sheet', '1', { ruling_id: "'other'", ...changes });
    for (const changes of [{ rate: 'null' }, { rate: "''" }, { rate: "'0.00'" }, { rate: "'-1'" }, { rate: "'1e3'" }, { rate_source: 'null' }, { rate_source: "'  '" }, { rate_at: 'null' }, { second_for: "'carrier'" }, { second_currency: 'currency' }]) {
      await expect(write(changes as Record<string, string>), JSON.stringify(changes)).rejects.toThrow('refund_sheet_second');
    }
    await expect(write({ second_minor: '0', sheet: "json_remove(sheet, '$.exchange')" })).rejects.toThrow('refund_sheet_second');
    await expect(write({ second_minor: 'second_minor + 1' })).rejects.toThrow('the shares in the second currency come to its amount');
    await expect(write({})).resolves.toBeUndefined();
  });

  it('cannot pay postage that nobody or the buyer pays', async () => {
    await otherRuling({});
    for (const postage_paid_by of ['null', "'buyer'"]) await expect(copy('refund_sheet', '1', { ruling_id: "'other'", postage_paid_by })).rejects.toThrow('refund_sheet_postage');
    await expect(copy('refund_sheet', '1', { ruling_id: "'other'", postage_minor: '0' })).rejects.toThrow('refund_sheet_postage');
  });

  it('cannot pay another sum than was ruled, or an unknown kind', async () => {
    await otherRuling({});
    await expect(otherRefund({ amount_minor: 'amount_minor + 1' })).rejects.toThrow('a refund pays what was ruled');
    await expect(otherRefund({ currency: "'EUR'" })).rejects.toThrow(/a refund pays what was ruled|no more is refunded on an order/);
    await expect(otherRefund({ kind: "'gift'" })).rejects.toThrow('a refund pays what was ruled');
    await expect(otherRefund({ kind: "'return_postage'" })).rejects.toThrow('a refund pays what was ruled');
    await expect(otherRefund({ amount_minor: '0' })).rejects.toThrow();
  });

  it('cannot refund more on an order than was captured, also not in two cases', async () => {
    await otherRuling({});
    await otherRefund({});
    await otherRuling({ ruling_id: "'third'" });
    await expect(otherRefund({ refund_id: "'third'", ruling_id: "'third'" })).rejects.toThrow('no more is refunded on an order than was captured');
    await expect(otherRefund({ refund_id: "'third'", ruling_id: "'third'", state: "'cancelled'" })).resolves.toBeUndefined();
    await expect(raw.db.run(sql`update refund set state = 'planned' where refund_id = 'third'`)).rejects.toThrow();
    const twin = await takeCase(temp.desk, await placeCase(temp.desk, neutralCase({ order: { id: file.order?.orderId ?? '', currency: 'USD', captured: { minor: '6665', currency: 'USD' } } })), dana);
    await otherRuling({ ruling_id: "'twin'", case_id: `'${twin.caseId}'` });
    await expect(otherRefund({ refund_id: "'twin'", ruling_id: "'twin'", case_id: `'${twin.caseId}'` })).rejects.toThrow('no more is refunded on an order than was captured');
  });

  it('may still say what became of a refund when the order was sent again with less captured', async () => {
    await raw.db.run(sql`update case_order set captured_minor = 1`);
    await expect(raw.db.run(sql`update refund set state = 'settled'`)).resolves.toBeDefined();
    await expect(raw.db.run(sql`update refund set kind = 'return_postage'`)).rejects.toThrow();
  });
});

it('puts a trigger that a table took with it back at the next start', async () => {
  await raw.db.run(sql`drop trigger refund_within_captured`);
  await raw.db.run(sql`drop trigger ruling_lines_sum`);
  await raw.db.run(sql`create trigger ruling_lines_sum before insert on ruling when 0 begin select 1; end`);
  await migrate({ ...raw, reconnect: async () => {}, rest: async () => {}, close: () => {} });
  const names = await raw.db.all<{ name: string }>(sql`select name from sqlite_master where type = 'trigger' and name = 'refund_within_captured'`);
  expect(names).toHaveLength(1);
  await expect(otherRuling({ working: "'[]'" })).rejects.toThrow('the lines of a refund come to its amount');
});
