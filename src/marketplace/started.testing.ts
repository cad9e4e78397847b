import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { z } from 'zod';
import type { RefundOrder } from '../marketplaceApi/types.gen.ts';
import type { Acts } from './control/serveControl.ts';
import type { FaultOrder } from './faults/faults.ts';
import { startMarketplace, type MarketplaceOptions, type RunningMarketplace } from './start.ts';

/** An answer as a test looks at it. */
export type Told = { status: number; headers: Headers; body: Record<string, unknown> & { code?: string } };

/** A temporary folder that goes when the test ends. */
export function tempFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'marketplace-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A marketplace in this process, asked over real HTTP; closed when the test ends. */
export async function started(options: Partial<MarketplaceOptions> = {}) {
  const data = options.data ?? tempFolder();
  const running: RunningMarketplace = await startMarketplace({ disputes: 3, settleAfterMs: 0, deliverAfterMs: null, readAfterMs: null, ...options, data });
  let isOpen = true;
  const close = async (): Promise<void> => {
    if (isOpen) await running.close();
    isOpen = false;
  };
  onTestFinished(close);

  async function ask(method: string, path: string, { body, key, headers = {} }: { body?: unknown; key?: string; headers?: Record<string, string> } = {}): Promise<Told> {
    const response = await fetch(`${running.url}${path}`, {
      method,
      headers: { authorization: `Bearer ${running.token}`, 'content-type': 'application/json', ...(key === undefined ? {} : { 'idempotency-key': key }), ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: response.status, headers: response.headers, body: (await response.json()) as Told['body'] };
  }

  return {
    ...running,
    data,
    close,
    ask,
    act: async <Name extends keyof Acts>(name: Name, input: z.input<Acts[Name]['input']>) => ask('POST', `/control/${name}`, { body: input }),
    fault: async (order: FaultOrder) => void (await ask('POST', '/faults', { body: order })),
    struck: (fault: string) => running.market.faults.list().filter((one) => one.fault === fault).reduce((sum, { struck }) => sum + struck, 0),
    rows: (sql: string) => running.market.store.all(sql),
    ledger: () => running.market.store.all<{ key: string | null; kind: string; amount: number }>('SELECT key, kind, amount FROM ledger ORDER BY seq'),
    /** The first disputes, with an order for a refund of each. */
    refund: (minor: string, number = 1): RefundOrder => {
      const row = running.market.store.one<{ dispute_id: string; order_id: string; currency: string }>('SELECT dispute_id, order_id, currency FROM dispute JOIN purchase USING (order_id) ORDER BY dispute_id LIMIT 1 OFFSET ?', number - 1);
      if (!row) throw new Error('There is no such dispute.');
      const amount = { minor, currency: row.currency };
      return { disputeId: row.dispute_id, orderId: row.order_id, amount, shares: [{ bearer: 'seller', amount }], for: 'order', rulingId: 'ruling-1', decidedAt: '2026-11-20T10:00:00Z' };
    },
  };
}
