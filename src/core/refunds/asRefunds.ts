import type { correction } from '../db/schema/appeal.ts';

/** Money asked back counts as a refund below zero: what was paid and is asked back can be refunded again. */
export function asRefunds(corrections: readonly Pick<typeof correction.$inferSelect, 'buyerMinor' | 'currency'>[]) {
  return corrections.map(({ buyerMinor, currency }) => ({ amountMinor: -buyerMinor, currency, kind: 'order' as const, state: 'settled' as const }));
}
