import type { SentFile } from '../cases/attachExhibits.ts';
import type { Desk } from '../desk.ts';
import { lookAtLetter } from '../letters/lookAtLetter.ts';
import type { ReturnStanding } from '../refunds/gateway.ts';
import { lookAtPayout } from '../refunds/lookAtPayout.ts';
import { noteReturn } from '../returns/note.ts';

/** What other domains do when something of theirs changed at the marketplace: a letter, a payout or a return, by its key. */
export type Told = {
  letter(desk: Desk, letterId: string): Promise<unknown>;
  refund(desk: Desk, refundId: string): Promise<unknown>;
  /** `photos`: those that are in the vault, by SHA-256. `unknown`: the desk ordered no such return. */
  return(desk: Desk, returnId: string, standing: ReturnStanding, photos: ReadonlyMap<string, SentFile>): Promise<'noted' | 'known' | 'unknown'>;
};

/** What the other domains do with it. */
export const told: Told = {
  letter: lookAtLetter,
  refund: (desk, refundId) => desk.write((tx) => lookAtPayout(tx, refundId)),
  return: noteReturn,
};
