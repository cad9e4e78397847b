import { z } from 'zod';
import * as api from '../../marketplaceApi/zod.gen.ts';

/** What an event is about: all that is used of it, because everything else is fetched as it stands. */
export type News = Pick<z.output<typeof api.zEvent>, 'type' | 'about' | 'disputeId'>;

const Event = api.zEvent.pick({ type: true, about: true, disputeId: true });
const OfDispute = z.object({ disputeId: api.zId });

/** A page of events, one of which may be of a kind or a shape that this desk does not know: it must not keep all others from it. */
export const LooseEventPage = z.object({ events: z.array(z.unknown()).max(200), next: api.zCursor, hasMore: z.boolean() });

/** A page of disputes, read as tolerantly. */
export const LooseDisputePage = z.object({ disputes: z.array(z.unknown()).max(200), next: api.zCursor.nullable(), position: api.zCursor });

/** The events of a page; of one that cannot be read its dispute is looked at, and one that names none is only counted. */
export function readEvents(events: readonly unknown[]): { events: News[]; unread: number } {
  const read = events.flatMap((one): News[] => {
    const event = Event.safeParse(one);
    if (event.success) return [event.data];
    const its = OfDispute.safeParse(one);
    return its.success ? [{ type: 'dispute.changed', about: its.data.disputeId, disputeId: its.data.disputeId }] : [];
  });
  return { events: read, unread: events.length - read.length };
}

/** The ids of a page of disputes; one that names none is only counted. */
export function readDisputes(disputes: readonly unknown[]): { disputes: { disputeId: string }[]; unread: number } {
  const read = disputes.flatMap((one) => OfDispute.safeParse(one).data ?? []);
  return { disputes: read, unread: disputes.length - read.length };
}
