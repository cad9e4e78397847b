import { endCorrection } from './api/corrections.ts';
import { moveLetter } from './api/letters.ts';
import { settleRefund } from './api/refunds.ts';
import type { Marketplace } from './marketplace.ts';
import { deliverDue } from './webhooks/deliver.ts';

const longestSleepMs = 60_000;
const nextDue = `SELECT min(due) AS due FROM (
  SELECT min(next_at) AS due FROM letter WHERE next_at IS NOT NULL UNION ALL SELECT min(settles_at) FROM refund WHERE settles_at IS NOT NULL
  UNION ALL SELECT min(done_at) FROM correction WHERE done_at IS NOT NULL UNION ALL SELECT min(next_at) FROM webhook WHERE state = 'waiting')`;

/** Moves on what moves by itself: letters arrive, refunds settle, webhooks go out. What a kill interrupted goes on at the next start. */
export function startMover(market: Marketplace): { wake(): void; stop(): Promise<void> } {
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | null = null;
  let isWanted = false;
  let isStopped = false;

  async function work(): Promise<void> {
    do {
      isWanted = false;
      moveDue(market);
      await deliverDue(market);
    } while (isWanted && !isStopped);
  }

  function wake(): void {
    clearTimeout(timer);
    isWanted = true;
    if (isStopped) return;
    running ??= work().finally(() => {
      running = null;
      if (!isStopped) sleep();
    });
  }

  function sleep(): void {
    if (isWanted) return wake();
    const due = market.store.one<{ due: number | null }>(nextDue)?.due ?? Infinity;
    // At least a little: a webhook whose address was taken away stays due.
    timer = setTimeout(wake, Math.min(longestSleepMs, Math.max(20, due - market.now())));
    timer.unref();
  }

  return {
    wake,
    async stop() {
      isStopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}

/** Everything whose moment came, each in a transaction of its own. */
function moveDue(market: Marketplace): void {
  const { store } = market;
  const keys = (sql: string): string[] => store.all<{ key: string }>(sql, market.now()).map(({ key }) => key);
  for (const key of keys('SELECT key FROM refund WHERE settles_at <= ?')) store.transaction(() => settleRefund(market, key));
  for (const key of keys('SELECT key FROM correction WHERE done_at <= ?')) store.transaction(() => endCorrection(market, key, 'done'));
  for (const { key, state } of store.all<{ key: string; state: string }>('SELECT key, state FROM letter WHERE next_at <= ?', market.now())) {
    store.transaction(() => moveLetter(market, key, state === 'accepted' ? 'delivered' : 'read'));
  }
}
