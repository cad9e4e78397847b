import { z } from 'zod';
import { Id, Millis } from './text.ts';

const words = z.string().nullable();
const at = Millis.nullable();

/** A parcel of the order, there or back, with its scans and what is odd about them. */
export const Parcel = z.object({
  parcelId: Id,
  direction: z.enum(['outbound', 'return']),
  /** As the source writes it. */
  carrier: words,
  /** The name it is known by; the source's words when it is not in the desk's table. */
  carrierName: words.default(null),
  trackingNumber: words,
  promisedAt: at,
  shippedAt: at,
  deliveredAt: at,
  signedBy: words,
  scans: z.array(z.object({ at, place: words, status: z.string(), words })),
  /** Country of the delivery scan (ISO 3166-1), when its place names one for sure. */
  deliveredCountry: words.default(null),
  /** Scans that contradict each other, the order or its country; `scan` is the place in `scans`. A hint, never applied by itself. */
  warnings: z.array(z.object({ code: z.enum(['before_order', 'after_delivery', 'two_places', 'dates_differ', 'delivered_abroad']), words: z.string(), scan: z.int().nullable() })).default([]),
});
export type Parcel = z.infer<typeof Parcel>;
