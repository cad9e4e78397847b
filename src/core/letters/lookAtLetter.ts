import type { Desk } from '../desk.ts';
import { noteDelivery } from './noteDelivery.ts';

/** Asks the marketplace how far a letter has come and keeps it; for whoever hears that something about it changed. Throws faults of the line. */
export async function lookAtLetter(desk: Desk, letterId: string): Promise<void> {
  const standing = await desk.gateway.readLetter(letterId);
  if (standing) await desk.write((tx) => noteDelivery(tx, letterId, standing));
}
