import { eq } from 'drizzle-orm';
import { append } from '../audit/append.ts';
import { referenceOf } from '../cases/lifeCycle.ts';
import { disputeCase } from '../db/schema/disputeCase.ts';
import { letter } from '../db/schema/ruling.ts';
import { deskItself, type Desk } from '../desk.ts';
import type { JobHandler } from '../jobs/runner.ts';
import type { LetterOrder } from '../refunds/gateway.ts';

/** Job `letter.send`: hands one letter to the gateway. Done twice it sends once, because the letter's id is the key. */
export const sendLetter: JobHandler = async (payload, { desk }, claimed) => {
  const letterId = String(payload['letterId']);
  const [found] = await desk.db
    .select({ row: letter, source: disputeCase.source, sourceId: disputeCase.sourceId, number: disputeCase.number })
    .from(letter)
    .innerJoin(disputeCase, eq(disputeCase.caseId, letter.caseId))
    .where(eq(letter.letterId, letterId));
  if (!found) throw new Error('The letter that should be sent is not there.');
  if (found.row.state === 'sent') return;
  const { row, source, sourceId } = found;
  const order: LetterOrder = { key: letterId, source, sourceId, to: row.to, language: row.language, subject: row.subject, body: row.body };
  try {
    await desk.gateway.sendLetter(order);
  } catch (error) {
    if (claimed.attempts >= claimed.maxAttempts && row.state !== 'failed') await settle(desk, row, 'failed', `Could not be sent: the letter to the ${row.to} of ${referenceOf(found)}`);
    throw error;
  }
  await settle(desk, row, 'sent', `Sent the letter to the ${row.to} of ${referenceOf(found)}`);
};

async function settle(desk: Desk, row: typeof letter.$inferSelect, state: 'sent' | 'failed', words: string): Promise<void> {
  await desk.write(async (tx) => {
    await tx
      .update(letter)
      .set({ state, sentAt: state === 'sent' ? tx.now : null })
      .where(eq(letter.letterId, row.letterId));
    await append(tx, {
      by: deskItself,
      action: state === 'sent' ? 'letter.sent' : 'letter.failed',
      subject: `letter:${row.letterId}`,
      caseId: row.caseId,
      words,
      rows: [{ table: 'letter', id: row.letterId }],
    });
    tx.emit({ type: 'ruling.changed', rulingId: row.rulingId, caseId: row.caseId });
  });
}
