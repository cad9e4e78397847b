import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { LedgerEntry, LedgerPage } from '../../marketplaceApi/types.gen.ts';
import { iso, type Marketplace } from '../marketplace.ts';
import { fromCursor, toCursor } from './parse.ts';
import { ApiFault } from './problem.ts';

type Row = { seq: number; entry_id: string; at: number; kind: LedgerEntry['kind']; key: string | null; dispute_id: string | null; order_id: string | null; currency: string; minor: string };

/** Writes an entry; the table itself refuses a second one of the same kind under the same key. Inside a transaction. */
export function addToLedger(market: Marketplace, entry: Omit<LedgerEntry, 'entryId' | 'at'>): void {
  const { kind, key, disputeId, orderId, amount } = entry;
  market.store.run(
    'INSERT INTO ledger (entry_id, at, kind, key, dispute_id, order_id, currency, amount) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
    randomUUID(), market.now(), kind, key, disputeId, orderId, amount.currency, BigInt(amount.minor),
  );
}

/** The newest entry when the first page was read, then the last one given: what is written meanwhile comes the next time. */
const Place = z.tuple([z.literal('l'), z.int().min(0), z.int().min(0)]);

export function listLedger({ store }: Marketplace, { from, until, after, limit }: { from: string; until: string; after?: string | undefined; limit: number }): LedgerPage {
  const newest = store.one<{ seq: number | null }>('SELECT max(seq) AS seq FROM ledger')?.seq ?? 0;
  const [, last, seq] = after === undefined ? (['l', newest, 0] as const) : fromCursor(Place, after);
  const [start, end] = [Date.parse(from), Date.parse(until)];
  if (!(start <= end)) throw new ApiFault(400, 'QUERY_INVALID', 'from is after until.');
  const rows = store.all<Row>('SELECT *, CAST(amount AS TEXT) AS minor FROM ledger WHERE at >= ? AND at < ? AND seq > ? AND seq <= ? ORDER BY seq LIMIT ?', start, end, seq, last, limit + 1);
  const page = rows.slice(0, limit);
  return { entries: page.map(toEntry), next: rows.length > limit ? toCursor('l', last, page.at(-1)?.seq ?? seq) : null };
}

function toEntry(row: Row): LedgerEntry {
  return { entryId: row.entry_id, at: iso(row.at), kind: row.kind, key: row.key, disputeId: row.dispute_id, orderId: row.order_id, amount: { minor: row.minor, currency: row.currency } };
}
