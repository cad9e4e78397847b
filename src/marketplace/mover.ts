import { setTimeout as sleep } from 'node:timers/promises';
import { endCorrection } from './api/corrections.ts';
import { moveLetter } from './api/letters.ts';
import { settleRefund } from './api/refunds.ts';
import type { Marketplace } from './marketplace.ts';
import { readBehaviour } from './store/settings.ts';
import { deliverDue } from './webhooks/deliver.ts';

const longestSleepMs = 60_000;
const nextMove = `SELECT min(due) AS due FROM (
  SELECT min(next_at) AS due FROM letter WHERE next_at IS NOT NULL UNION ALL SELECT min(settles_at) FROM refund WHERE settles_at IS NOT NULL
  UNION ALL SELECT min(done_at) FROM correction WHERE done_at IS NOT NULL)`;
const nextPush = "SELECT min(next_at) AS due FROM webhook WHERE state = 'waiting'";

type Loop = { wake(): void; stop(): Promise<void> };

/** Moves on what moves by itself: letters arrive, refunds settle, webhooks go out. What a kill interrupted goes on at the next start. */
export function startMover(market: Marketplace): Loop {
  const ended = new AbortController();
  const due = (sql: string): number => market.store.one<{ due: number | null }>(sql)?.due ?? Infinity;
  // Two loops: a desk that does not answer a webhook must not hold up anybody's money.
  const push = startLoop(market, () => deliverDue(market, ended.signal), () => (readBehaviour(market.store).webhook === null ? Infinity : due(nextPush)));
  const move = startLoop(market, () => void (moveDue(market) && push.wake()), () => due(nextMove));
  const loops = [move, push];
  return {
    wake: () => loops.forEach((loop) => loop.wake()),
    async stop() {
      ended.abort();
      await Promise.all(loops.map((loop) => loop.stop()));
    },
  };
}

/** Works when woken and when the next moment comes; never twice at once. */
function startLoop({ now }: Marketplace, work: () => Promise<void> | void, nextAt: () => number): Loop {
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | null = null;
  let isWanted = false;
  let isStopped = false;

  async function run(): Promise<void> {
    while (isWanted && !isStopped) {
      isWanted = false;
      try {
        await work();
      } catch (error) {
        // Such as a full disk: nothing is lost, what is due stays due and is tried again.
        process.stderr.write(`The marketplace could not go on with what is due: ${error instanceof Error ? error.message : String(error)}\n`);
        await sleep(1_000);
        isWanted = true;
      }
    }
  }

  function wake(): void {
    clearTimeout(timer);
    isWanted = true;
    if (isStopped) return;
    running ??= run().finally(() => {
      running = null;
      if (isWanted) wake();
      else if (!isStopped) timer = setTimeout(wake, Math.min(longestSleepMs, Math.max(5, nextAt() - now()))).unref();
    });
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

/** Everything whose moment came, each in a transaction of its own; whether there was anything. */
function moveDue(market: Marketplace): boolean {
  const { store } = market;
  const keys = (sql: string): string[] => store.all<{ key: string }>(sql, market.now()).map(({ key }) => key);
  const refunds = keys('SELECT key FROM refund WHERE settles_at <= ?');
  const corrections = keys('SELECT key FROM correction WHERE done_at <= ?');
  for (const key of refunds) store.transaction(() => settleRefund(market, key));
  for (const key of corrections) store.transaction(() => endCorrection(market, key, 'done'));
  const letters = store.all<{ key: string; state: string }>('SELECT key, state FROM letter WHERE next_at <= ?', market.now());
  for (const { key, state } of letters) store.transaction(() => moveLetter(market, key, state === 'accepted' ? 'delivered' : 'read'));
  return refunds.length + corrections.length + letters.length > 0;
}
