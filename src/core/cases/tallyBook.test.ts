import fc from 'fast-check';
import { sql } from 'drizzle-orm';
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { facetFields } from '../../contract/caseViews.ts';
import { reasons } from '../../contract/vocabulary.ts';
import { incoming } from '../../testing/neutralCases.ts';
import { openTempDesk, type TempDesk } from '../../testing/tempDesk.ts';
import { claim } from '../db/schema/caseParts.ts';
import { disputeCase } from '../db/schema/disputeCase.ts';
import type { SignedIn } from '../desk.ts';
import { caseHandlers } from './methods.ts';
import { storeCase } from './storeCase.ts';
import { readTally } from './tallyBook.ts';

let temp: TempDesk;
let ada: SignedIn;
beforeEach(async () => {
  temp = await openTempDesk();
  ada = await temp.seat('Ada', 'lead');
});
afterEach(() => temp.close());

const columns = sql`state, reason, coalesce(queue_id, ''), coalesce(amount_currency, ''), coalesce(market, ''), coalesce(language, ''), source`;

/** The cases counted one by one, and as the copy of the tally has them. */
async function bothCounts(): Promise<[string[], string[]]> {
  const rows = await temp.database.all<{ kind: string }>(sql`select json_array(${columns}) || count(*) as kind from ${disputeCase} group by ${columns}`);
  const book = await readTally(temp.desk.db);
  const kept = book.kinds.filter(({ cases }) => cases !== 0).map(({ at, cases }) => JSON.stringify(facetFields.map((field) => book.values[field][at[field]])) + cases);
  return [rows.map(({ kind }) => kind).sort(), kept.sort()];
}

const commands = {
  receive: async (seed: number) => {
    await temp.desk.write((tx) => storeCase(tx, incoming({ sourceId: `T-${seed}` }), ada));
  },
  take: async () => void (await caseHandlers['cases.next'](temp.desk, { requestId: randomUUID() }, ada)),
  handBack: async () => {
    const held = await temp.desk.db.select({ caseId: disputeCase.caseId }).from(disputeCase).where(sql`${disputeCase.leasePersonId} = ${ada.personId}`);
    if (held[0]) await caseHandlers['cases.handBack'](temp.desk, { requestId: randomUUID(), caseId: held[0].caseId, note: null }, ada);
  },
  relabel: async (seed: number) => {
    const [held] = await temp.desk.db.select({ caseId: disputeCase.caseId, claimId: claim.claimId }).from(disputeCase).innerJoin(claim, sql`${claim.caseId} = ${disputeCase.caseId}`).where(sql`${disputeCase.leasePersonId} = ${ada.personId}`);
    if (held) await caseHandlers['cases.relabelClaim'](temp.desk, { requestId: randomUUID(), ...held, reason: reasons[seed % reasons.length] ?? 'other' }, ada);
  },
  /** As a write that fails half way: nothing of it may be counted. */
  fail: async () => {
    await temp.desk
      .write(async (tx) => {
        await tx.update(disputeCase).set({ market: 'XX' });
        throw new Error('on purpose');
      })
      .catch(() => undefined);
  },
  move: async (seed: number) => {
    await temp.desk.write(async (tx) => void (await tx.update(disputeCase).set({ market: ['DE', null, 'FR'][seed % 3] ?? null }).where(sql`${disputeCase.number} % 2 = ${BigInt(seed % 2)}`)));
  },
};

describe('the kept tally', () => {
  it('equals counting the cases, after whatever was done and read in between', async () => {
    await commands.receive(0);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(fc.constantFrom(...(Object.keys(commands) as (keyof typeof commands)[])), fc.nat(40)), { minLength: 1, maxLength: 8 }), async (steps) => {
        for (const [step, seed] of steps) await commands[step](seed);
        const [counted, kept] = await bothCounts();
        expect(kept).toEqual(counted);
      }),
      { numRuns: 25 },
    );
  });
});
