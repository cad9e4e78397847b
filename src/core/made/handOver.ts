import { mkdir, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Desk } from '../desk.ts';
import type { MadePayout } from './ruledOn.ts';

/**
 * Leaves the files of payouts that were carried on in the exchange folder, as old as they would be: the daily check of the ledger holds the
 * refunds against them. A desk on a line has its ledger elsewhere.
 */
export async function handOver(desk: Pick<Desk, 'dataDir' | 'gateway'>, payouts: readonly MadePayout[]): Promise<void> {
  if (payouts.length === 0 || desk.gateway.kind !== 'folder') return;
  const folder = join(desk.dataDir, 'exchange', 'done');
  await mkdir(folder, { recursive: true });
  for (const { name, text, at } of payouts) {
    await writeFile(join(folder, name), text, { mode: 0o600 });
    await utimes(join(folder, name), at / 1_000, at / 1_000);
  }
}
