import { z } from 'zod';
import { Id, Millis } from './text.ts';
import { Actor, Side } from './vocabulary.ts';

const words = z.string().nullable();

/** What a listing said at one time: the marketplace's own record of the order, or an exhibit whose words can be read. */
export const ListingVersion = z.object({
  /** Null for the marketplace's record of the order. */
  evidenceId: Id.nullable(),
  by: Side,
  at: Millis.nullable(),
  title: words,
  price: words,
  description: words,
  attributes: z.array(z.object({ name: z.string(), value: z.string() })),
  /** Never opened by the desk. */
  url: words,
  /** Fields in which it differs from the order's: title, price, description, or an attribute by its name; a hint. */
  changed: z.array(z.string()),
});
export type ListingVersion = z.infer<typeof ListingVersion>;

/** The listing of one item then and later. */
export const Listing = z.object({
  itemId: Id,
  /** The record of the order first, then what was handed in, oldest first. */
  versions: z.array(ListingVersion),
  /** Exhibits that show it as a picture. */
  pictureIds: z.array(Id),
  /** Changes the source itself recorded. */
  changes: z.array(z.object({ at: Millis.nullable(), by: Actor.nullable(), words })),
});
export type Listing = z.infer<typeof Listing>;
