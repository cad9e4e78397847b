import type { Letter } from '../../contract/letters.ts';
import type { letter } from '../db/schema/letter.ts';

/** A letter as screens show it. */
export function toLetter({ letterId, kind, rulingId, to, language, subject, body, state, error, resendOf, createdAt, sentAt, delivery, deliveredAt, deliveryFault }: typeof letter.$inferSelect): Letter {
  return { letterId, kind, rulingId, to, language, subject, body, state, error, resendOf, createdAt, sentAt, delivery, deliveredAt, deliveryFault };
}
