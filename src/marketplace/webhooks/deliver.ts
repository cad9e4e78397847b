import { randomBytes } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { toEvent, type EventRow } from '../api/events.ts';
import type { Marketplace } from '../marketplace.ts';
import { readBehaviour } from '../store/settings.ts';

type Due = EventRow & { attempts: number };

const batch = 20;
const longestWaitMs = 60_000;
const answerMs = 10_000;

/** A secret as Standard Webhooks write it. */
export function newSecret(): string {
  return `whsec_${randomBytes(32).toString('base64')}`;
}

/** Pushes what is due, oldest first, each until it is answered with 2xx; a push that fails waits longer each time and holds nothing up. */
export async function deliverDue(market: Marketplace, ended: AbortSignal): Promise<void> {
  const { webhook: url } = readBehaviour(market.store);
  if (url === null) return;
  const due = market.store.all<Due>(
    "SELECT event.*, webhook.attempts FROM webhook JOIN event USING (seq) WHERE webhook.state = 'waiting' AND webhook.next_at <= ? ORDER BY seq LIMIT ?",
    market.now(), batch,
  );
  for (const row of inOrder(market, due)) {
    if (ended.aborted) return;
    await deliver(market, url, row, ended);
  }
  if (due.length === batch) market.wake();
}

/** Reordered pushes go out newest first; one alone is held back so that the next overtakes it. */
function inOrder(market: Marketplace, due: Due[]): Due[] {
  if (due.length === 0 || !market.faults.strike('reorder_webhooks')) return due;
  if (due.length > 1) return due.toReversed();
  market.store.run('UPDATE webhook SET next_at = ? WHERE seq = ?', market.now() + 500, due[0]?.seq ?? 0);
  return [];
}

async function deliver(market: Marketplace, url: string, row: Due, ended: AbortSignal): Promise<void> {
  const outcome = await push(market, url, row, ended);
  if (outcome.isTaken && market.faults.strike('duplicate_webhooks')) await push(market, url, row, ended);
  const attempts = row.attempts + 1;
  const now = market.now();
  if (outcome.isTaken) market.store.run("UPDATE webhook SET state = 'taken', attempts = ?, next_at = NULL, last = ?, taken_at = ? WHERE seq = ?", attempts, outcome.words, now, row.seq);
  else market.store.run('UPDATE webhook SET attempts = ?, next_at = ?, last = ? WHERE seq = ?', attempts, now + waitMs(attempts), outcome.words, row.seq);
}

async function push(market: Marketplace, url: string, row: Due, ended: AbortSignal): Promise<{ isTaken: boolean; words: string }> {
  const body = JSON.stringify(toEvent(row));
  const at = new Date(market.now() + market.faults.clockOffMs());
  const secret = market.faults.strike('wrong_signature') ? newSecret() : market.secret;
  const headers = {
    'content-type': 'application/json',
    'webhook-id': row.event_id,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1_000)),
    'webhook-signature': new Webhook(secret).sign(row.event_id, at, body),
  };
  try {
    const response = await fetch(url, { method: 'POST', headers, body, redirect: 'error', signal: AbortSignal.any([AbortSignal.timeout(answerMs), ended]) });
    await response.body?.cancel();
    return { isTaken: response.ok, words: `answered ${response.status}` };
  } catch (error) {
    return { isTaken: false, words: error instanceof Error && error.name === 'TimeoutError' ? 'no answer in time' : 'no connection' };
  }
}

/** Half a second, then twice as long each time. */
function waitMs(attempts: number): number {
  return Math.min(longestWaitMs, 250 * 2 ** Math.min(attempts, 20));
}
