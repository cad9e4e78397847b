import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openTempDesk, type TempDesk } from '../../testing/tempDesk.ts';
import { setting } from '../db/schema/person.ts';
import { job } from '../db/schema/job.ts';
import type { SignedIn } from '../desk.ts';
import { isCutOff } from './health.ts';
import { feedHandlers } from './methods.ts';
import { noteRefusal } from './refusals.ts';
import { keepSource, openSource } from './source.ts';

const url = 'https://api.market.example';
let temp: TempDesk;
let lea: SignedIn;
beforeEach(async () => {
  temp = await openTempDesk();
  lea = await temp.seat('Lea', 'lead');
});
afterEach(() => temp.close());

async function connect(): Promise<void> {
  await temp.desk.write(async (tx) => {
    await tx.insert(setting).values({ name: 'connection', value: { kind: 'api', url, webhook: false } });
    await openSource(tx, url);
  });
}
const refuse = (about: string) => temp.desk.write((tx) => noteRefusal(tx, url, { thing: 'dispute', about, disputeId: about }, { code: 'CASE_INVALID', message: 'It is no case.', retryMs: null }));

describe('the methods over what comes from outside', () => {
  it('never promise a look to a desk without a line', async () => {
    await expect(feedHandlers['feed.pullNow'](temp.desk, { requestId: randomUUID() }, lea)).rejects.toMatchObject({ code: 'NOT_ALLOWED_NOW' });
    expect((await feedHandlers['feed.status'](temp.desk, {}, lea)).sources.map(({ kind, state }) => [kind, state])).toEqual([['pull', 'off'], ['webhook', 'off'], ['exchange', 'off'], ['import', 'off']]);
  });

  it('try one refused thing again at once, once for each request, and say when it is gone', async () => {
    await connect();
    await refuse('D-1');
    await refuse('D-2');
    const { rows, nextCursor } = await feedHandlers['feed.refusals'](temp.desk, { cursor: null, limit: 1 }, lea);
    expect(nextCursor).not.toBeNull();
    const older = await feedHandlers['feed.refusals'](temp.desk, { cursor: nextCursor, limit: 1 }, lea);
    expect([rows[0]?.about, older.rows[0]?.about].toSorted()).toEqual(['D-1', 'D-2']);
    const input = { requestId: randomUUID(), refusalId: rows[0]?.refusalId ?? '' };
    expect(await feedHandlers['feed.tryAgain'](temp.desk, input, lea)).toEqual(await feedHandlers['feed.tryAgain'](temp.desk, input, lea));
    expect(await temp.desk.db.select({ state: job.state, runAfter: job.runAfter }).from(job).where(eq(job.kind, 'feed.pull'))).toEqual([{ state: 'waiting', runAfter: temp.clock.now }]);
    await expect(feedHandlers['feed.tryAgain'](temp.desk, { ...input, requestId: randomUUID(), refusalId: 'gone' }, lea)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('tell every window only of a failure that lasts', async () => {
    await connect();
    await keepSource(temp.desk, url, { lookedAt: temp.clock.now, error: 'The marketplace cannot be reached.', errorSince: temp.clock.now });
    expect((await feedHandlers['feed.status'](temp.desk, {}, lea)).sources[0]).toMatchObject({ state: 'failing', errorSince: temp.clock.now });
    expect(await isCutOff(temp.desk)).toBe(false);
    temp.clock.now += 15 * 60_000;
    expect(await isCutOff(temp.desk)).toBe(true);
  });
});
