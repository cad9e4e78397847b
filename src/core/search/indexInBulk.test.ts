import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { placeCase } from '../../testing/builders.ts';
import { openTempDesk, type TempDesk } from '../../testing/tempDesk.ts';
import { catchUp } from './catchUp.ts';
import { countPending } from './countPending.ts';
import { indexInBulk } from './indexInBulk.ts';

let temp: TempDesk;
beforeAll(async () => {
  temp = await openTempDesk();
  for (let cases = 0; cases < 901; cases += 1) await placeCase(temp.desk);
}, 120_000);
afterAll(() => temp.close());

describe('an index that is built in bulk', () => {
  it('would bring down a desk that closes, when it is stopped while the next cases are read', async () => {
    const control = new AbortController();
    let reads = 0;
    const longRead = ((...asked: Parameters<typeof temp.desk.longRead>) => ((reads += 1) === 1 ? temp.desk.longRead(...asked) : Promise.reject(new Error('The desk is closed.')))) as typeof temp.desk.longRead;
    expect(await indexInBulk({ ...temp.desk, longRead }, control.signal, () => control.abort())).toBe(900);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(await indexInBulk({ ...temp.desk, longRead }, control.signal, () => {})).toBe(0);
    expect([reads, await countPending(temp.desk.db)]).toEqual([2, 1]);
    await catchUp(temp.desk);
    expect(await countPending(temp.desk.db)).toBe(0);
  }, 60_000);
});
