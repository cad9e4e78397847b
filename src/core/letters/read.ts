import type { Letter } from '../../contract/letters.ts';
import type { letter } from '../db/schema/letter.ts';

/** Whether a letter says what was ruled: the decision itself, or a notice about the goods that go back by it. */
export function tellsOfRuling({ kind, rulingId }: Pick<typeof letter.$inferSelect, 'kind' | 'rulingId'>): boolean {
  return kind === 'ruling' || (kind === 'notice' && rulingId !== null);
}

/** A letter as screens show it. */
export function toLetter({ letterId, kind, rulingId, to, language, subject, body, state, error, resendOf, createdAt, sentAt, delivery, deliveredAt, deliveryFault }: typeof letter.$inferSelect): Letter {
  return { letterId, kind, rulingId, to, language, subject, body, state, error, resendOf, createdAt, sentAt, delivery, deliveredAt, deliveryFault };
}
