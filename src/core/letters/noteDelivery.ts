import { eq } from 'drizzle-orm';
import { append } from '../audit/append.ts';
import { disputeCase } from '../db/schema/disputeCase.ts';
import { letter } from '../db/schema/letter.ts';
import type { Tx } from '../db/write.ts';
import { deskItself } from '../desk.ts';
import { referenceOf } from '../reference.ts';
import type { LetterStanding } from '../refunds/gateway.ts';

const rank: Record<LetterStanding['state'], number> = { accepted: 0, delivered: 1, read: 2, failed: 1 };

const words: Record<LetterStanding['state'], string> = { accepted: 'is on its way', delivered: 'was delivered', read: 'was read', failed: 'could not be delivered' };

/**
 * Keeps how far a letter has come, as the marketplace says, once for each change with its entry in the log. What comes late and says less than is
 * known changes nothing: a letter that was read was delivered. Does nothing for a letter that the desk does not know or has not sent.
 */
export async function noteDelivery(tx: Tx, letterId: string, { state, at, reason }: LetterStanding): Promise<void> {
  const [found] = await tx.select({ row: letter, number: disputeCase.number }).from(letter).innerJoin(disputeCase, eq(disputeCase.caseId, letter.caseId)).where(eq(letter.letterId, letterId));
  if (!found || found.row.state !== 'sent') return;
  const { row } = found;
  const deliveryFault = state === 'failed' ? (reason ?? 'The marketplace gave no reason.') : null;
  if (row.delivery === state && row.deliveryFault === deliveryFault) return;
  if (row.delivery !== null && rank[state] < rank[row.delivery]) return;
  await tx.update(letter).set({ delivery: state, deliveredAt: at, deliveryFault }).where(eq(letter.letterId, letterId));
  await append(tx, {
    by: deskItself,
    action: `letter.${state}`,
    subject: `letter:${letterId}`,
    caseId: row.caseId,
    words: `The letter to the ${row.to} of ${referenceOf(found)} ${words[state]}`,
    data: { kind: row.kind, reason },
    rows: [{ table: 'letter', id: letterId }],
  });
  tx.emit({ type: 'letter.changed', letterId, caseId: row.caseId });
}
