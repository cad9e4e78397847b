import { z } from 'zod';
import type { Dispute, DisputePage, File, Marketplace as Card } from '../../marketplaceApi/types.gen.ts';
import { emit, iso, lastSeq, type Marketplace } from '../marketplace.ts';
import { fromCursor, toCursor } from './parse.ts';
import { ApiFault } from './problem.ts';

type Row = { dispute_id: string; order_id: string; state: Dispute['state']; escalated_at: number; changed_at: number; closed_because: string | null; document: string };
type Evidence = { id: string; fileName: string; sha256: string | null; size: number | null; mediaType: string | null };

/** Who answers here; the clock may be told to be off. */
export function getMarketplace(market: Marketplace): Card {
  const open = market.store.one<{ count: number }>("SELECT count(*) AS count FROM dispute WHERE state = 'escalated'")?.count ?? 0;
  return { name: market.name, source: market.source, now: iso(market.now() + market.faults.clockOffMs()), openDisputes: open };
}

/** Position in the events, then the last row: who is on a page was settled when its first page was read. */
const Place = z.tuple([z.literal('d'), z.int(), z.int(), z.string()]);

export function listDisputes(market: Marketplace, { after, limit }: { after?: string | undefined; limit: number }): DisputePage {
  const [, seq, escalatedAt, disputeId] = after === undefined ? (['d', lastSeq(market), Number.MIN_SAFE_INTEGER, ''] as const) : fromCursor(Place, after);
  const rows = market.store.all<Row>(
    `SELECT dispute_id, state, escalated_at, changed_at FROM dispute
     WHERE opened_seq <= ? AND (closed_seq IS NULL OR closed_seq > ?) AND (escalated_at, dispute_id) > (?, ?)
     ORDER BY escalated_at, dispute_id LIMIT ?`,
    seq, seq, escalatedAt, disputeId, limit + 1,
  );
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    disputes: page.map((row) => ({ disputeId: row.dispute_id, state: row.state, changedAt: iso(row.changed_at) })),
    next: rows.length > limit && last ? toCursor('d', seq, last.escalated_at, last.dispute_id) : null,
    position: toCursor('e', seq),
  };
}

/** The row of a dispute; a 404 when there is none. */
export function findDispute(market: Marketplace, disputeId: string): Row {
  const row = market.store.one<Row>('SELECT * FROM dispute WHERE dispute_id = ?', disputeId);
  if (!row) throw new ApiFault(404, 'NOT_FOUND', 'There is no such dispute.');
  return row;
}

export function getDispute(market: Marketplace, disputeId: string): Dispute {
  const row = findDispute(market, disputeId);
  const document = JSON.parse(row.document) as Dispute['case'] & { evidence?: Evidence[] };
  const files: File[] = (document.evidence ?? []).flatMap(({ id, fileName, sha256, size, mediaType }) => (sha256 === null || size === null ? [] : [{ id, fileName, sha256, size, mediaType }]));
  return { disputeId: row.dispute_id, state: row.state, changedAt: iso(row.changed_at), closedBecause: row.closed_because, case: document, files };
}

/** Moves a dispute and tells of it. Inside a transaction. */
export function changeDispute(market: Marketplace, disputeId: string, change: { state?: Dispute['state']; closedBecause?: string | null; document?: object }): void {
  const row = findDispute(market, disputeId);
  const state = change.state ?? row.state;
  const seq = emit(market, 'dispute.changed', disputeId, disputeId);
  market.store.run(
    `UPDATE dispute SET state = ?, changed_at = ?, closed_because = ?, document = ?,
       closed_seq = CASE WHEN ? = 'escalated' THEN NULL ELSE coalesce(closed_seq, ?) END
     WHERE dispute_id = ?`,
    state, market.now(), change.closedBecause === undefined ? row.closed_because : change.closedBecause,
    change.document ? JSON.stringify(change.document) : row.document, state, seq, disputeId,
  );
}
