import { eq } from 'drizzle-orm';
import { afterEach, describe, expect, it } from 'vitest';
import { verifyLog } from '../audit/verify.ts';
import { disputeCase } from '../db/schema/disputeCase.ts';
import { evidence, vaultFile } from '../db/schema/evidence.ts';
import { job } from '../db/schema/job.ts';
import { LineFault } from '../refunds/lineFault.ts';
import { followed } from './followed.testing.ts';
import { feedLimits } from './pressure.ts';

type Followed = Awaited<ReturnType<typeof followed>>;
const open: Followed[] = [];
const follow = async (...given: Parameters<typeof followed>): Promise<Followed> => {
  const one = await followed(...given);
  open.push(one);
  return one;
};
afterEach(() => Promise.all(open.splice(0).map((one) => one.close())));

describe('following a marketplace', () => {
  it('would write into the cases of another source, once the marketplace says that it is that one', async () => {
    let says = 'reference';
    const feed = await follow({ change: (client) => ({ ...client, getMarketplace: async () => ({ ...(await client.getMarketplace()), source: says }), listEvents: async (page) => {
      if (says !== 'reference') throw new LineFault('refused', 'CURSOR_UNKNOWN', 'This cursor is not known.');
      return client.listEvents(page);
    } }) });
    await feed.look();
    says = 'acme';
    await feed.look();
    await feed.look();
    expect((await feed.source()).source).toBe('reference');
    expect(String((await feed.source()).error)).toContain('acme');
  });

  it('would follow pages without an end, that bring nothing', async () => {
    let [lists, events] = [0, 0];
    const feed = await follow({ change: (client) => ({
      ...client,
      listDisputes: async (page) => ((lists += 1) < 500 ? { disputes: [], unread: 0, next: `page-${lists}`, position: 'p' } : client.listDisputes({ ...page, after: null })),
      listEvents: async () => ({ events: [], unread: 0, next: `event-${(events += 1)}`, hasMore: events < 1_000 }),
    }) });
    await feed.look();
    expect(lists).toBeLessThanOrEqual(200);
    lists = 500;
    await feed.look();
    expect(events).toBeLessThanOrEqual(200);
  });

  it('would stop for good at an event that names nothing, or pass it over without a word', async () => {
    let isOdd = true;
    const feed = await follow({ change: (client) => ({ ...client, listEvents: async (page) => {
      const found = await client.listEvents(page);
      const odd = isOdd ? 1 : 0;
      isOdd = false;
      return { ...found, unread: odd };
    } }) });
    await feed.look();
    expect(await feed.source()).toMatchObject({ isListed: true, behind: 0, error: null, taken: 3 });
    expect(await feed.refusals()).toMatchObject([{ code: 'NOT_READABLE', tryAt: null, words: expect.stringContaining('cannot read') as string }]);
    await feed.look();
    expect(await feed.refusals()).toHaveLength(1);
  });

  it('would keep the room of all that waits with a file that never comes', async () => {
    const feed = await follow({ disputes: 1, change: (client) => ({ ...client, getFile: async function* () { throw new LineFault('refused', 'NOT_FOUND', 'The file is gone.'); } }) });
    await feed.look();
    for (let times = 2; times <= 35; times += 1) {
      expect(await feed.refusals()).toMatchObject([{ code: 'FILE_MISSING', tryAt: expect.any(Number) as number }]);
      feed.temp.clock.now += 7 * 3_600_000;
      await feed.look();
    }
    expect(await feed.refusals()).toMatchObject([{ code: 'FILE_MISSING', times: 35, tryAt: null }]);
  });

  it('would read the same page for good when the marketplace gives its cursor out again', async () => {
    const feed = await follow({ change: (client) => ({ ...client, listDisputes: async () => ({ ...(await client.listDisputes({ limit: 50 })), next: 'again' }) }) });
    await feed.look();
    await feed.look();
    expect(String((await feed.source()).error)).toContain('same page');
  });

  it('takes every open dispute in with its files, and asks for each file once', async () => {
    const got: string[] = [];
    const feed = await follow({ change: (client) => ({ ...client, getFile: (file, stop) => (got.push(file.sha256), client.getFile(file, stop)) }) });
    expect(await feed.look()).toEqual([]);
    const rows = await feed.cases();
    expect(rows.map(({ state, source }) => [state, source])).toEqual([['queued', 'reference'], ['queued', 'reference'], ['queued', 'reference']]);
    const exhibits = await feed.temp.desk.db.select().from(evidence);
    const named = exhibits.filter(({ path }) => path !== null);
    expect(named.length).toBeGreaterThan(0);
    expect(named.every(({ state, sha256 }) => state === 'good' && sha256 !== null)).toBe(true);
    expect(got).toHaveLength(new Set(got).size);
    expect(await feed.source()).toMatchObject({ isListed: true, behind: 0, error: null, taken: 3, refused: 0, name: 'Reference marketplace' });

    const asked = got.length;
    await feed.act('write', { disputeId: feed.disputeIds()[0] ?? '', from: 'buyer', words: 'One more thing.' });
    await feed.look();
    expect(got).toHaveLength(asked);
    expect(await feed.temp.desk.db.$count(disputeCase)).toBe(3n);
    expect(await verifyLog(feed.temp.desk.db)).toMatchObject({ ok: true });
  });

  it('goes on as one job that never ends, and never as two', async () => {
    const feed = await follow();
    for (let time = 0; time < 3; time += 1) await feed.look();
    const jobs = await feed.temp.desk.db.select().from(job);
    const pulls = jobs.filter(({ kind }) => kind === 'feed.pull');
    expect(pulls).toMatchObject([{ state: 'waiting' }]);
    expect((pulls[0]?.runAfter ?? 0) - feed.temp.clock.now).toBeGreaterThanOrEqual(24_000);
  });

  it('takes in what happened while the list was read, once, though it comes twice and out of order', async () => {
    const feed = await follow({ disputes: 3, change: (client) => ({
      ...client,
      listDisputes: async (page) => {
        const found = await client.listDisputes(page);
        if (page?.after == null) await feed.act('write', { disputeId: feed.disputeIds()[0] ?? '', from: 'buyer', words: 'Meanwhile.' });
        return found;
      },
      listEvents: async (page) => {
        const found = await client.listEvents(page);
        return { ...found, events: [...found.events.toReversed(), ...found.events] };
      },
    }) });
    await feed.look();
    const first = (await feed.cases()).find(({ sourceId }) => sourceId === feed.disputeIds()[0]);
    expect(first?.version).toBe(1);
    expect(await feed.source()).toMatchObject({ taken: 3, unchanged: 1, behind: 0 });
  });

  it('does nothing twice and loses nothing when it dies in the middle of a page', async () => {
    let calls = 0;
    const stop = new AbortController();
    const feed = await follow({ disputes: 5, change: (client) => ({
      ...client,
      getDispute: async (which) => {
        calls += 1;
        if (calls === 3) stop.abort(new Error('killed'));
        return client.getDispute(which);
      },
    }) });
    await expect(feed.pull({}, { desk: feed.temp.desk, signal: stop.signal, progress: async () => {} }, {} as never)).rejects.toThrow();
    expect((await feed.cases()).length).toBeLessThan(5);
    expect(await feed.source()).toMatchObject({ position: null, isListed: false, error: null });
    await feed.look();
    expect(await feed.cases()).toHaveLength(5);
    expect((await feed.cases()).every(({ version }) => version === 1)).toBe(true);
    expect(await feed.source()).toMatchObject({ isListed: true, behind: 0 });
  });

  it('says since when it fails, keeps away for as long as it is told to, and catches up afterwards', async () => {
    const feed = await follow();
    await feed.fault({ fault: 'rate_limit', ms: 120_000, next: 1 });
    expect(await feed.look()).toEqual([]);
    const failed = await feed.source();
    expect(failed).toMatchObject({ failures: 1, errorSince: expect.any(Number) as number });
    expect((failed.nextLookAt ?? 0) - (failed.lookedAt ?? 0)).toBeGreaterThanOrEqual(120_000);
    await feed.look();
    expect(await feed.source()).toMatchObject({ failures: 0, error: null, errorSince: null, taken: 3 });
  });

  it('is not stopped for good by one dispute at which the marketplace always fails', async () => {
    const feed = await follow({ change: (client) => ({
      ...client,
      getDispute: async (which) => {
        if (which.disputeId === feed.disputeIds()[1]) throw new LineFault('unsure', 'SERVER_FAILED', 'The marketplace failed at this (500).');
        return client.getDispute(which);
      },
    }) });
    for (let time = 0; time < 3; time += 1) await feed.look();
    expect(await feed.cases()).toHaveLength(2);
    expect(await feed.refusals()).toMatchObject([{ thing: 'dispute', about: feed.disputeIds()[1], code: 'SERVER_FAILED', tryAt: expect.any(Number) as number }]);
    expect(await feed.source()).toMatchObject({ isListed: true, error: null });
  });

  it('keeps a case whose file cannot be had, and fetches the file later', async () => {
    let isLost = true;
    const feed = await follow({ disputes: 1, change: (client) => ({
      ...client,
      async *getFile(file, stop) {
        if (isLost) throw new LineFault('refused', 'NOT_FOUND', 'The marketplace refused: fetching a file (404 NOT_FOUND).');
        yield* client.getFile(file, stop);
      },
    }) });
    await feed.look();
    expect(await feed.refusals()).toMatchObject([{ code: 'FILE_MISSING', times: 1 }]);
    const states = async () => new Set((await feed.temp.desk.db.select().from(evidence)).filter(({ path }) => path !== null).map(({ state }) => state));
    expect(await states()).toEqual(new Set(['missing']));
    isLost = false;
    await feed.look();
    expect(await states()).toEqual(new Set(['missing']));
    feed.temp.clock.now += 6 * 60_000;
    await feed.look();
    expect(await states()).toEqual(new Set(['good']));
    expect(await feed.refusals()).toEqual([]);
  });

  it('never keeps bytes under the name of others', async () => {
    const feed = await follow({ disputes: 1, change: (client) => ({
      ...client,
      async *getFile() {
        yield Buffer.from('something else');
      },
    }) });
    await feed.look();
    expect(await feed.temp.desk.db.select().from(vaultFile)).toEqual([]);
    expect(await feed.refusals()).toMatchObject([{ code: 'FILE_MISSING' }]);
  });

  it('lists again when the marketplace has forgotten its place', async () => {
    let isForgotten = false;
    const feed = await follow({ change: (client) => ({
      ...client,
      listEvents: async (page) => {
        if (isForgotten) throw new LineFault('refused', 'CURSOR_UNKNOWN', 'The marketplace refused.');
        return client.listEvents(page);
      },
    }) });
    await feed.look();
    await feed.act('addDisputes', { count: 1 });
    isForgotten = true;
    await feed.look();
    expect(await feed.source()).toMatchObject({ isListed: false, position: null, failures: 1 });
    isForgotten = false;
    await feed.look();
    expect(await feed.cases()).toHaveLength(4);
  });
});

describe('a desk that is given more than it can take', () => {
  it('takes a part at a time and says how far behind it is', async () => {
    const feed = await follow({ disputes: 3, limits: { ...feedLimits, mostThings: 2 } });
    await feed.look();
    expect(await feed.source()).toMatchObject({ isListed: false, listed: 2, behind: 1 });
    expect((await feed.source()).nextLookAt).toBe(feed.temp.clock.now + 1_000);
    await feed.look();
    expect(await feed.source()).toMatchObject({ isListed: true, behind: 0, taken: 3 });
  });

  it('waits while too many files are to be looked into, and goes on by itself', async () => {
    const feed = await follow({ disputes: 1, limits: { ...feedLimits, mostWaiting: 0 } });
    await feed.temp.desk.write((tx) => tx.insert(job).values({ jobId: 'look', kind: 'evidence.inspect', words: 'x', payload: {}, state: 'waiting', attempts: 0, maxAttempts: 1, runAfter: 0, createdAt: 0 }));
    await feed.look();
    expect(await feed.cases()).toEqual([]);
    expect((await feed.source()).pausedBecause).toMatch(/have to be looked into first \(1 wait\)/);
    await feed.temp.desk.write((tx) => tx.update(job).set({ state: 'done' }).where(eq(job.jobId, 'look')));
    await feed.look();
    expect(await feed.cases()).toHaveLength(1);
  });

  it('waits while the disk is nearly full', async () => {
    const feed = await follow({ disputes: 1, limits: { ...feedLimits, leastFree: Number.MAX_SAFE_INTEGER } });
    await feed.look();
    expect(await feed.source()).toMatchObject({ pausedBecause: 'the disk is nearly full', error: null });
    expect(await feed.cases()).toEqual([]);
  });
});
