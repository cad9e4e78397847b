import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openTempDesk, type TempDesk } from '../testing/tempDesk.ts';
import { disputeCase } from './db/schema/disputeCase.ts';
import { ruling } from './db/schema/ruling.ts';
import { fillDemo, stopDemo } from './demo.ts';

let temp: TempDesk;
beforeEach(async () => {
  temp = await openTempDesk();
});
afterEach(() => temp.close());

describe('generated cases', () => {
  it('would be decided, or somebody seated, without being asked for', async () => {
    expect(await fillDemo(temp.desk, { cases: 2, seed: 'd', decided: 0 })).toEqual({ created: 2, decided: 0 });
    expect(Number(await temp.desk.db.$count(ruling))).toBe(0);
  }, 60_000);

  it('would come twice when the same seed is asked for again, instead of more of them', async () => {
    await fillDemo(temp.desk, { cases: 3, seed: 'd', decided: 0 });
    expect(await fillDemo(temp.desk, { cases: 2, seed: 'd', decided: 0 })).toEqual({ created: 2, decided: 0 });
    expect(Number(await temp.desk.db.$count(disputeCase))).toBe(5);
  }, 60_000);

  it('would go on to the last one after somebody ended it, or say that more are there than are', async () => {
    temp.desk.events.on((event) => event.type === 'demo.filled' && stopDemo(temp.desk));
    const { created } = await fillDemo(temp.desk, { cases: 2_000, seed: 'd', decided: 0 });
    expect(created).toBeLessThan(2_000);
    expect(Number(await temp.desk.db.$count(disputeCase))).toBe(created);
  }, 60_000);
});
