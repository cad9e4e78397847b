import { z } from 'zod';
import type { Event, EventPage } from '../../marketplaceApi/types.gen.ts';
import { iso, type Marketplace } from '../marketplace.ts';
import { fromCursor, toCursor } from './parse.ts';

export type EventRow = { seq: number; event_id: string; at: number; type: Event['type']; dispute_id: string; about: string };

const Place = z.tuple([z.literal('e'), z.int().min(0)]);

export function toEvent(row: EventRow): Event {
  return { eventId: row.event_id, at: iso(row.at), type: row.type, disputeId: row.dispute_id, about: row.about };
}

export function listEvents(market: Marketplace, { after, limit }: { after?: string | undefined; limit: number }): EventPage {
  const seq = after === undefined ? 0 : fromCursor(Place, after)[1];
  const rows = market.store.all<EventRow>('SELECT * FROM event WHERE seq > ? ORDER BY seq LIMIT ?', seq, limit + 1);
  const page = rows.slice(0, limit);
  return { events: page.map(toEvent), next: toCursor('e', page.at(-1)?.seq ?? seq), hasMore: rows.length > limit };
}
