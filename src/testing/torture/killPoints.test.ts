import { afterEach, describe, expect, it } from 'vitest';
import { setting } from '../../core/db/schema/person.ts';
import { openTempDesk, type TempDesk } from '../tempDesk.ts';
import { createKillPoints } from './killPoints.ts';

let temp: TempDesk;
afterEach(() => temp.close());

/** What a desk holds at the moment it would die at a point. */
async function heldAtDeath(at: 'commit.before' | 'commit.after'): Promise<bigint[]> {
  temp = await openTempDesk();
  const held: Promise<bigint>[] = [];
  const points = createKillPoints(() => held.push(temp.desk.db.$count(setting).then(BigInt)));
  points.arm({ at, count: 2 });
  const write = points.around.write(temp.desk.write);
  for (const name of ['a', 'b']) await write((tx) => tx.insert(setting).values({ name, value: 1 }));
  return Promise.all(held);
}

describe('the exact places at which a desk dies', () => {
  it('lie before and after the commit of the write that was chosen, or a kill would prove nothing about it', async () => {
    expect(await heldAtDeath('commit.before')).toEqual([1n]);
    temp.close();
    expect(await heldAtDeath('commit.after')).toEqual([2n]);
  });

  it('lie on both sides of every call of the line', async () => {
    temp = await openTempDesk();
    const payoutsAtDeath: number[] = [];
    const points = createKillPoints(() => payoutsAtDeath.push(temp.gateway.payoutCalls));
    const gateway = points.around.gateway(temp.gateway);
    const order = { key: 'k', source: 's', sourceId: '1', orderId: null, amount: { minor: '1', currency: 'EUR' }, shares: [], rulingId: 'r', decidedAt: '' };
    points.arm({ at: 'line.before', count: 1 });
    await gateway.payOut(order);
    points.arm({ at: 'line.after', count: 1 });
    await gateway.payOut(order);
    expect(payoutsAtDeath).toEqual([0, 2]);
    expect(gateway.kind).toBe('api');
  });
});
