import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RulingInput, RulingSummary } from '../../contract/rulings.ts';
import { recordAppeal, ruleOn } from '../../testing/appealed.ts';
import { placeCase } from '../../testing/builders.ts';
import { openTempDesk, type TempDesk } from '../../testing/tempDesk.ts';
import { appeal, appealRuling, appealView } from '../db/schema/appeal.ts';
import { ruling } from '../db/schema/ruling.ts';
import type { SignedIn } from '../desk.ts';

let temp: TempDesk;
let ada: SignedIn;
let bo: SignedIn;
let caseId: string;
let first: RulingSummary;

beforeEach(async () => {
  temp = await openTempDesk();
  ada = await temp.seat('Mira');
  bo = await temp.seat('Noel');
  caseId = await placeCase(temp.desk);
  first = await ruleOn(temp, caseId, ada);
});
afterEach(() => temp.close());

describe('money over a chain of appeals', () => {
  it('comes to the amount of the last ruling, never above what was captured, whatever was ruled before', async () => {
    const change = (cents: number): Partial<RulingInput> => {
      if (cents === 0) return { outcome: 'no_refund', basis: { by: 'sum', minor: '0' }, bearers: [], findings: [{ claimId: 'claim-1', result: 'not_established', exhibits: [], spots: [], absence: 'a photo', words: null }] };
      return cents === 6665 ? { outcome: 'full_refund', basis: { by: 'full' } } : { basis: { by: 'sum', minor: String(cents) } };
    };
    const cents = fc.oneof(fc.constantFrom(0, 1, 6664, 6665), fc.integer({ min: 1, max: 6664 }));
    const cy = await temp.seat('Cy');
    await fc.assert(
      fc.asyncProperty(cents, cents, cents, async (...chain) => {
        const id = await placeCase(temp.desk);
        temp.gateway.payouts.clear();
        temp.gateway.corrections.clear();
        for (const [round, by] of [ada, bo, cy].entries()) {
          const [before, now] = [chain[round - 1], chain[round] ?? 0];
          const answer = before === undefined ? undefined : ({ result: before === now ? 'confirmed' : 'partly', newInformation: 'x' } as const);
          if (answer) await recordAppeal(temp, id, by, round === 1 ? 'seller' : 'buyer');
          await ruleOn(temp, id, by, change(now), answer);
          const paid = [...temp.gateway.payouts.values()].reduce((sum, { amount }) => sum + Number(amount.minor), 0);
          const back = [...temp.gateway.corrections.values()].reduce((sum, { debits }) => sum + Number(debits.find(({ party }) => party === 'buyer')?.amount.minor ?? 0), 0);
          expect(paid - back).toBe(now);
        }
      }),
      { numRuns: 6 },
    );
  }, 60_000);
});

describe('the schema, past every rule of the core', () => {
  it('refuses a second ruling of whoever ruled on the case', async () => {
    const [row] = await temp.desk.db.select().from(ruling);
    if (!row) throw new Error('There is no ruling.');
    await expect(temp.database.insert(ruling).values({ ...row, rulingId: 'again', state: 'staged' })).rejects.toMatchObject({ cause: { message: expect.stringContaining('does not hear the appeal') as string } });
  });

  it('refuses to change an appeal, a view, what was said of an appeal, and a correction', async () => {
    await recordAppeal(temp, caseId, bo);
    await ruleOn(temp, caseId, bo, { basis: { by: 'percent', percent: '10' } }, { result: 'partly', newInformation: 'x' });
    const refusals = [
      sql`update appeal set new_information = 'other'`,
      sql`update appeal set result = 'confirmed'`,
      sql`delete from appeal`,
      sql`update appeal_view set words = 'other'`,
      sql`delete from appeal_view`,
      sql`update appeal_ruling set result = 'confirmed'`,
      sql`update correction set buyer_minor = 1`,
      sql`delete from correction`,
      sql`update ruling set appeal_until = 1`,
      sql`insert into appeal select 'two', case_id, ruling_id, 'buyer', how, new_information, exhibits, received_at, recorded_at, person_id, person_name, 'open', null, null, null from appeal`,
    ];
    for (const statement of refusals) await expect(temp.database.run(statement)).rejects.toThrow();
    expect(await temp.desk.db.select().from(appealView)).toHaveLength(1);
  });

  it('refuses a ruling on an appeal by somebody who noted no view of it', async () => {
    await recordAppeal(temp, caseId, bo);
    const [open] = await temp.desk.db.select().from(appeal);
    await expect(temp.database.insert(appealRuling).values({ rulingId: first.rulingId, appealId: open?.appealId ?? '', result: 'confirmed', newInformation: 'x', refundShares: [], debits: [], credits: [] })).rejects.toMatchObject({ cause: { message: expect.stringContaining('own view') as string } });
  });
});
