import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { openTempDesk, type TempDesk } from '../../testing/tempDesk.ts';
import type { LongRead } from '../longTasks.ts';
import { setting } from './schema/person.ts';
import { startMovingLog } from './moveLog.ts';

let temp: TempDesk;
beforeEach(async () => void (temp = await openTempDesk()));
afterEach(() => temp.close());

const keep = (name: string) => temp.desk.write((tx) => tx.insert(setting).values({ name, value: 1 }));

it('moves the log once for what was written, leaves it alone while nothing is, and tries again after a failure', async () => {
  const moves: { log: bigint; moved: bigint }[] = [];
  let isFailing = false;
  const longRead = (async () => {
    if (isFailing) throw new Error('no thread');
    const row = await temp.desk.db.get<{ log: bigint; checkpointed: bigint }>(sql`pragma wal_checkpoint(passive)`);
    moves.push({ log: row?.log ?? -1n, moved: row?.checkpointed ?? -2n });
    return null;
  }) as LongRead;
  const faults: unknown[] = [];
  const mover = startMovingLog({ db: temp.desk.db, longRead }, (error) => faults.push(error));
  await vi.waitFor(() => expect(moves).toHaveLength(1), 5_000);
  await keep('one');
  await vi.waitFor(() => expect(moves).toHaveLength(2), 5_000);
  expect(moves[1]?.log).toBe(moves[1]?.moved);
  await new Promise((resolve) => setTimeout(resolve, 1_200));
  expect(moves, 'nothing was written').toHaveLength(2);
  isFailing = true;
  await keep('two');
  await vi.waitFor(() => expect(faults.length).toBeGreaterThan(0), 5_000);
  isFailing = false;
  await vi.waitFor(() => expect(moves).toHaveLength(3), 5_000);
  await mover.stop();
});
