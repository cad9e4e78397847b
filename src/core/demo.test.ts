import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openTempDesk, type TempDesk } from '../testing/tempDesk.ts';
import { verifyLog } from './audit/verify.ts';
import { precedent } from './db/schema/precedent.ts';
import { ruling } from './db/schema/ruling.ts';
import { fillDemo } from './demo.ts';

let temp: TempDesk;
beforeEach(async () => {
  temp = await openTempDesk();
});
afterEach(() => temp.close());

describe('generated cases', () => {
  it('are decided by the commands of a mediator, so that the log holds, every outcome occurs and like cases are found', async () => {
    expect(await fillDemo(temp.desk, { cases: 30, seed: 'd', decided: 100 })).toEqual({ created: 30, decided: 30 });
    const rulings = await temp.desk.db.select({ outcome: ruling.outcome, state: ruling.state, by: ruling.personName }).from(ruling);
    expect(new Set(rulings.map((one) => one.outcome)).size).toBe(3);
    expect(new Set(rulings.map((one) => one.by)).size).toBe(3);
    expect(rulings.every((one) => one.state === 'effective')).toBe(true);
    expect(Number(await temp.desk.db.$count(precedent))).toBe(30);
    expect(await verifyLog(temp.desk.db)).toMatchObject({ ok: true });
  }, 60_000);

  it('stay undecided unless asked for, with nobody seated', async () => {
    expect(await fillDemo(temp.desk, { cases: 2, seed: 'd', decided: 0 })).toEqual({ created: 2, decided: 0 });
    expect(Number(await temp.desk.db.$count(ruling))).toBe(0);
  });
});
