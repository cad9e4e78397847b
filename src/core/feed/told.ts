import type { Desk } from '../desk.ts';
import { lookAtPayout } from '../refunds/lookAtPayout.ts';

/** Hands on that something of this desk changed at the marketplace: a letter, a payout or a return, by its key. Its own domain looks it up. */
export type Told = Record<'letter' | 'refund' | 'return', (desk: Desk, key: string) => Promise<unknown>>;

/** What the other domains do with it. */
export const told: Told = {
  letter: async () => {},
  refund: (desk, refundId) => desk.write((tx) => lookAtPayout(tx, refundId)),
  return: async () => {},
};
