import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Webhook } from 'standardwebhooks';
import { openTempDesk, type TempDesk } from '../../testing/tempDesk.ts';
import { webhookSeen } from '../db/schema/feed.ts';
import { job } from '../db/schema/job.ts';
import { armPull } from './arm.ts';
import { hear } from './hear.ts';
import { readSources } from './health.ts';
import type { FeedLine } from './line.ts';
import { readSource } from './source.ts';

const secret = `whsec_${Buffer.alloc(32, 5).toString('base64')}`;
const line: FeedLine = { url: 'http://127.0.0.1:1', source: null, secret, open: () => Promise.reject(new Error('not asked')) };
const body = '{"eventId":"e-1"}';

let temp: TempDesk;
beforeEach(async () => {
  temp = await openTempDesk();
  await temp.desk.write(async (tx) => {
    await armPull(tx, temp.desk);
    await tx.update(job).set({ runAfter: tx.now + 30_000 });
  });
});
afterEach(() => temp.close());

function ring({ id = 'e-1', at = new Date(), by = secret, sent = body } = {}) {
  return { id, timestamp: String(Math.floor(at.getTime() / 1_000)), signature: new Webhook(by).sign(id, at, sent), body: sent };
}
const dueIn = async () => ((await temp.desk.db.select().from(job).where(eq(job.kind, 'feed.pull')))[0]?.runAfter ?? 0) - temp.clock.now;
const counts = async () => (await readSource(temp.desk.db, line.url)) ?? {};

describe('the bell of a marketplace', () => {
  it('makes the desk look at once, and only once for each event', async () => {
    expect(await hear(temp.desk, line, ring())).toBe('taken');
    expect(await dueIn()).toBe(0);
    await temp.desk.write((tx) => tx.update(job).set({ runAfter: tx.now + 30_000 }));
    expect(await hear(temp.desk, line, ring())).toBe('taken');
    expect(await dueIn()).toBe(30_000);
    expect(await counts()).toMatchObject({ rings: 1, wrongRings: 0 });
  });

  it.each([
    ['signed by another secret', () => ring({ by: `whsec_${Buffer.alloc(32, 6).toString('base64')}` })],
    ['with another body than was signed', () => ({ ...ring(), body: '{"eventId":"e-2"}' })],
    ['under another id than was signed', () => ({ ...ring(), id: 'e-2' })],
    ['with another moment than was signed', () => ({ ...ring(), timestamp: String(Math.floor(Date.now() / 1_000) - 60) })],
    ['of six minutes ago, though signed (replay)', () => ring({ at: new Date(Date.now() - 6 * 60_000) })],
    ['of six minutes ahead, though signed', () => ring({ at: new Date(Date.now() + 6 * 60_000) })],
    ['without a signature', () => ({ ...ring(), signature: '' })],
    ['with a moment that is no number', () => ({ ...ring(), timestamp: `${Math.floor(Date.now() / 1_000)}x` })],
    ['with an id as long as a book', () => ring({ id: 'x'.repeat(5_000) })],
  ])('is not heard when it is %s; it is counted and shown', async (_what, make) => {
    expect(await hear(temp.desk, line, make())).toBe('refused');
    expect(await dueIn()).toBe(30_000);
    expect(await counts()).toMatchObject({ rings: 0, wrongRings: 1 });
    expect((await readSources(temp.desk, line))[1]).toMatchObject({ kind: 'webhook', state: 'failing', refused: 1 });
  });

  it('is not heard at all by a desk without a line or a secret, and a secret that is none fits nothing', async () => {
    expect(await hear(temp.desk, null, ring())).toBe('refused');
    expect(await hear(temp.desk, { ...line, secret: null }, ring())).toBe('refused');
    expect(await hear(temp.desk, { ...line, secret: 'whsec_' }, ring())).toBe('refused');
  });

  it('remembers ids for a day and no longer, so that the table stays small', async () => {
    await temp.desk.write((tx) => tx.insert(webhookSeen).values({ eventId: 'old', at: tx.now - 25 * 60 * 60_000 }));
    await hear(temp.desk, line, ring());
    expect((await temp.desk.db.select().from(webhookSeen)).map(({ eventId }) => eventId)).toEqual(['e-1']);
  });
});
