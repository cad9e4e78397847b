import { and, eq, inArray } from 'drizzle-orm';
import type { LetterKind } from '../../contract/letters.ts';
import type { Adversary } from '../../contract/vocabulary.ts';
import type { CoveredRow } from '../audit/rows.ts';
import { letter } from '../db/schema/letter.ts';
import type { Tx } from '../db/write.ts';
import { newId } from '../ids.ts';
import { enqueue } from '../jobs/enqueue.ts';
import type { ComposedLetter } from './compose.ts';

/** A letter to be sent, with what it belongs to. */
export type LetterPost = ComposedLetter & {
  caseId: string;
  /** The case as people call it. */
  reference: string;
  kind: LetterKind;
  rulingId?: string;
  /** The id of the question, offer or appeal it speaks of. */
  aboutId?: string;
  resendOf?: string;
  /** Integer ms UTC: not before this, so that it can still be taken back; now when left out. */
  runAfter?: number;
};

const kindWords: Record<LetterKind, string> = { ruling: 'Letter', question: 'Question', notice: 'Notice', offer: 'Offer', appeal: 'Letter on the appeal' };

/**
 * Puts a letter on its way, in the transaction of its cause: its row and the job that sends it. The log covers letters, so the caller
 * names the row that comes back in the `rows` of its own entry.
 */
export async function postLetter(tx: Tx, { reference, rulingId, aboutId, resendOf, runAfter, ...post }: LetterPost): Promise<CoveredRow> {
  const letterId = newId(tx.now);
  await tx.insert(letter).values({ ...post, letterId, rulingId: rulingId ?? null, aboutId: aboutId ?? null, resendOf: resendOf ?? null, state: 'planned', createdAt: tx.now });
  await orderSending(tx, { ...post, letterId }, reference, runAfter);
  return { table: 'letter', id: letterId };
}

/** What the job that sends a letter is known by. */
export const sendingKey = (letterId: string): string => `letter.send:${letterId}`;

/** Adds the job that sends a planned letter; while one waits or runs there is no second. */
export async function orderSending(tx: Tx, { letterId, caseId, kind, to }: { letterId: string; caseId: string; kind: LetterKind; to: Adversary }, reference: string, runAfter?: number): Promise<void> {
  await enqueue(tx, {
    kind: 'letter.send',
    words: `${kindWords[kind]} to the ${to} about ${reference}`,
    payload: { letterId },
    caseId,
    uniqueKey: sendingKey(letterId),
    ...(runAfter === undefined ? {} : { runAfter }),
  });
  tx.emit({ type: 'letter.changed', letterId, caseId });
}

/** Keeps letters about something that was taken back, those to one side or to both, from going out, where they have not yet; the rows changed, for the log. */
export async function withdrawLetters(tx: Tx, aboutId: string, to?: Adversary): Promise<CoveredRow[]> {
  const changed = await tx
    .update(letter)
    .set({ state: 'withdrawn', error: null })
    .where(and(eq(letter.aboutId, aboutId), to === undefined ? undefined : eq(letter.to, to), inArray(letter.state, ['planned', 'failed'])))
    .returning({ letterId: letter.letterId, caseId: letter.caseId });
  for (const { letterId, caseId } of changed) tx.emit({ type: 'letter.changed', letterId, caseId });
  return changed.map(({ letterId }) => ({ table: 'letter', id: letterId }));
}
