import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openTempDesk, type TempDesk } from '../../testing/tempDesk.ts';
import { testKey } from '../../testing/template.ts';
import { openConnection } from './open.ts';

let temp: TempDesk;
beforeEach(async () => void (temp = await openTempDesk()));
afterEach(() => temp.close());

it.each(['read', 'write'] as const)('would keep as many pages for the connection that is to %s as SQLite does by itself, or so many that a few connections fill the memory', async (use) => {
  const connection = await openConnection({ dataDir: temp.desk.dataDir, key: testKey }, use);
  try {
    const { cache_size: kept } = await connection.db.get<{ cache_size: bigint }>(sql`pragma cache_size`);
    // Below zero it counts KiB; its own are 2,000.
    expect(Number(kept)).toBeLessThan(-2_000);
    expect(Number(kept)).toBeGreaterThanOrEqual(-16_000);
  } finally {
    connection.close();
  }
});
