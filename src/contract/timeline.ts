import { z } from 'zod';
import { Id, Millis } from './text.ts';
import { Actor } from './vocabulary.ts';

/** One moment of the merged timeline, oldest first. */
export const TimelineEntry = z.object({
  at: Millis,
  kind: z.enum(['order', 'payment', 'parcel', 'message', 'remedy', 'evidence', 'deadline', 'ruling', 'money', 'case']),
  by: Actor.nullable(),
  words: z.string(),
  /** The exhibit, message, parcel, remedy, ruling or (for a changed listing) item it came from. */
  refId: Id.nullable(),
});
export type TimelineEntry = z.infer<typeof TimelineEntry>;
