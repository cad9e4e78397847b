import { sql } from 'drizzle-orm';
import type { Desk } from '../desk.ts';

/** Pages kept in memory (KiB below zero), and pages in the write-ahead log before whoever writes moves them into the file themselves. */
type Sizes = { cache: bigint; log: bigint };
const wide: Sizes = { cache: -131_072n, log: 32_768n };
/** Between two moves of the log: what is written again and again meanwhile is moved once. */
const restMs = 500;

/**
 * Fills a desk with many rows: with room for the pages of the indexes they go into, and with the write-ahead log moved into the file on another
 * thread. Moving a page takes longer than writing it, as it is opened and sealed once more. Each write is as durable as any other.
 */
export async function withRoomForMany<Value>(desk: Pick<Desk, 'write' | 'longRead' | 'isShared'>, fill: () => Promise<Value>): Promise<Value> {
  if (desk.isShared) return fill();
  const before = await setSizes(desk, wide);
  const stop = moveLogAside(desk);
  try {
    return await fill();
  } finally {
    // Both are ended whichever of them fails.
    await Promise.all([setSizes(desk, before), stop()]);
  }
}

function setSizes(desk: Pick<Desk, 'write'>, { cache, log }: Sizes): Promise<Sizes> {
  return desk.write(async (tx) => {
    const oldCache = await tx.get<{ cache_size: bigint }>(sql`pragma cache_size`);
    const oldLog = await tx.get<{ wal_autocheckpoint: bigint }>(sql`pragma wal_autocheckpoint`);
    await tx.run(sql.raw(`pragma cache_size = ${cache}`));
    await tx.get(sql.raw(`pragma wal_autocheckpoint = ${log}`));
    return { cache: oldCache?.cache_size ?? -2_000n, log: oldLog?.wal_autocheckpoint ?? 1_000n };
  });
}

/** Moves the log again and again until it is stopped. Should that fail, the writer moves it as ever, and whoever stops it hears of it. */
function moveLogAside(desk: Pick<Desk, 'longRead'>): () => Promise<void> {
  let isOver = false;
  let wake = () => {};
  const rest = () => new Promise<void>((resolve) => {
    wake = resolve;
    setTimeout(resolve, restMs).unref();
  });
  const move = async () => {
    while (!isOver) {
      await desk.longRead('moveLog', {});
      if (!isOver) await rest();
    }
  };
  const moving = move();
  // Heard when it is stopped, not before.
  moving.catch(() => undefined);
  return async () => {
    isOver = true;
    wake();
    await moving;
  };
}
