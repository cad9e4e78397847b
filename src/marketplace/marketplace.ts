import { randomUUID } from 'node:crypto';
import type { Event } from '../marketplaceApi/types.gen.ts';
import type { Faults } from './faults/faults.ts';
import { readBehaviour } from './store/settings.ts';
import type { Store } from './store/store.ts';

/** What every part of the running marketplace works with. */
export type Marketplace = {
  name: string;
  source: string;
  token: string;
  /** `whsec_...`, as Standard Webhooks write it. */
  secret: string;
  store: Store;
  faults: Faults;
  /** Integer ms UTC. */
  now(): number;
  /** Called after every transaction that may have left something to deliver or to settle. */
  wake(): void;
};

/** ISO 8601 in UTC. */
export function iso(at: number): string {
  return new Date(at).toISOString();
}

/** The number of the newest event. */
export function lastSeq({ store }: Pick<Marketplace, 'store'>): number {
  return store.one<{ seq: number | null }>('SELECT max(seq) AS seq FROM event')?.seq ?? 0;
}

/** Notes that something happened, and that a webhook should tell of it when one is set. Inside a transaction. */
export function emit(market: Marketplace, type: Event['type'], disputeId: string, about: string): number {
  const { store } = market;
  store.run('INSERT INTO event (event_id, at, type, dispute_id, about) VALUES (?, ?, ?, ?, ?)', randomUUID(), market.now(), type, disputeId, about);
  const seq = lastSeq(market);
  if (readBehaviour(store).webhook !== null) store.run("INSERT INTO webhook (seq, state, next_at) VALUES (?, 'waiting', ?)", seq, market.now());
  return seq;
}

/** One transaction; what it left to do is looked at right after. */
export function act<Value>(market: Marketplace, work: () => Value): Value {
  const value = market.store.transaction(work);
  market.wake();
  return value;
}
