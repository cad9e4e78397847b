import { sql } from 'drizzle-orm';
import type { Desk } from '../desk.ts';

/** Pages kept in memory while many rows are written, in KiB below zero. */
const wide = -131_072n;

/** Fills a desk with many rows: with room for the pages of the indexes they go into. Each write is as durable as any other. */
export async function withRoomForMany<Value>(desk: Pick<Desk, 'write' | 'isShared'>, fill: () => Promise<Value>): Promise<Value> {
  if (desk.isShared) return fill();
  const before = await setCache(desk, wide);
  try {
    return await fill();
  } finally {
    await setCache(desk, before);
  }
}

function setCache(desk: Pick<Desk, 'write'>, cache: bigint): Promise<bigint> {
  return desk.write(async (tx) => {
    const old = await tx.get<{ cache_size: bigint }>(sql`pragma cache_size`);
    await tx.run(sql.raw(`pragma cache_size = ${cache}`));
    return old?.cache_size ?? -2_000n;
  });
}
