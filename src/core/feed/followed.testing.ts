import { desc, eq } from 'drizzle-orm';
import { startMarketplace } from '../../marketplace/start.ts';
import { join } from 'node:path';
import { openTempDesk, type TempDesk } from '../../testing/tempDesk.ts';
import { disputeCase } from '../db/schema/disputeCase.ts';
import { feedRefusal } from '../db/schema/feed.ts';
import { job } from '../db/schema/job.ts';
import { createClient } from '../marketplace/client.ts';
import { armPull } from './arm.ts';
import type { FeedClient, FeedLine } from './line.ts';
import { feedLimits, type FeedLimits } from './pressure.ts';
import { pullWith } from './pull.ts';
import { readSource } from './source.ts';
import { told, type Told } from './told.ts';

/** A desk that follows a marketplace of this process, on one clock. */
export async function followed({ disputes = 3, change = (client) => client, limits = feedLimits, hears = told }: { disputes?: number; change?: (client: FeedClient) => FeedClient; limits?: FeedLimits; hears?: Told } = {}) {
  const temp: TempDesk = await openTempDesk();
  const mart = await startMarketplace({ data: join(temp.desk.dataDir, 'marketplace'), disputes, now: () => temp.clock.now, settleAfterMs: 0, deliverAfterMs: null, readAfterMs: null });
  const steer = async <Answer>(path: string, body: object): Promise<Answer> => {
    const response = await fetch(`${mart.url}${path}`, { method: 'POST', headers: { authorization: `Bearer ${mart.token}`, 'content-type': 'application/json' }, body: JSON.stringify(body) });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as Answer;
  };
  const line: FeedLine = { url: mart.url, source: null, secret: mart.secret, open: async (signal) => change(createClient({ url: mart.url, token: mart.token, signal })) };
  const pull = pullWith({ lineOf: async () => line, told: hears, limits });
  await temp.desk.write((tx) => armPull(tx, temp.desk));

  return {
    temp,
    mart,
    /** Makes something happen at the marketplace. */
    act: <Answer = unknown>(name: string, input: object) => steer<Answer>(`/control/${name}`, input),
    fault: (order: object) => steer('/faults', order),
    close: async () => {
      await mart.close();
      temp.close();
    },
    line,
    pull,
    /** Looks once, when the next look is due. */
    look: async () => {
      const [next] = await temp.desk.db.select({ runAfter: job.runAfter }).from(job).where(eq(job.kind, 'feed.pull')).orderBy(desc(job.createdAt)).limit(1);
      temp.clock.now = Math.max(temp.clock.now, next?.runAfter ?? 0);
      return temp.runDueJobs({ 'feed.pull': pull });
    },
    source: async () => {
      const row = await readSource(temp.desk.db, mart.url);
      if (!row) throw new Error('This line was not looked at.');
      return row;
    },
    refusals: () => temp.desk.db.select().from(feedRefusal),
    cases: () => temp.desk.db.select().from(disputeCase).orderBy(disputeCase.number),
    /** The ids of the disputes at the marketplace, oldest escalation first. */
    disputeIds: () => mart.market.store.all<{ dispute_id: string }>('SELECT dispute_id FROM dispute ORDER BY escalated_at, dispute_id').map((row) => row.dispute_id),
  };
}
