import { and, desc, eq, inArray, isNotNull, isNull, not, notInArray, or } from 'drizzle-orm';
import type { Letter } from '../../contract/letters.ts';
import type { ParsedInputOf } from '../../contract/methods.ts';
import { append } from '../audit/append.ts';
import { disputeCase } from '../db/schema/disputeCase.ts';
import { job } from '../db/schema/job.ts';
import { letter } from '../db/schema/letter.ts';
import type { Db } from '../db/open.ts';
import type { Tx } from '../db/write.ts';
import type { Desk, SignedIn } from '../desk.ts';
import { DeskError, notFound } from '../fault.ts';
import type { Handlers } from '../handlers.ts';
import { areRulingsHidden, requireRulingsShown } from '../hiddenRulings.ts';
import { once } from '../once.ts';
import { referenceOf } from '../reference.ts';
import { orderSending, postLetter, sendingKey } from './post.ts';
import { tellsOfRuling, toLetter } from './read.ts';

export const letterHandlers: Pick<Handlers, 'letters.ofCase' | 'letters.resend' | 'letters.retry'> = {
  'letters.ofCase': async (desk, { caseId }, by) => {
    // A letter on a ruling says it whole; a notice about its goods says that they go back.
    const isShown = or(notInArray(letter.kind, ['ruling', 'notice']), and(eq(letter.kind, 'notice'), isNull(letter.rulingId)), not(areRulingsHidden(letter.caseId, by)));
    const rows = await desk.db.select().from(letter).where(and(eq(letter.caseId, caseId), isShown)).orderBy(desc(letter.letterId));
    const tried = await readTries(desk.db, rows.filter(({ state }) => state === 'planned').map(({ letterId }) => letterId));
    return rows.map((row) => ({ ...toLetter(row), ...tried.get(row.letterId) }));
  },
  'letters.resend': resend,
  'letters.retry': retry,
};

/** What is known of letters that were tried and are tried again, by their id. */
async function readTries(db: Db, letterIds: readonly string[]): Promise<Map<string, Pick<Letter, 'retry'>>> {
  if (letterIds.length === 0) return new Map();
  const jobs = await db.select().from(job).where(and(inArray(job.uniqueKey, letterIds.map(sendingKey)), inArray(job.state, ['waiting', 'running']), isNotNull(job.error)));
  const byKey = new Map(jobs.map((one) => [one.uniqueKey, one]));
  return new Map(letterIds.flatMap((letterId) => {
    const one = byKey.get(sendingKey(letterId));
    return one?.error ? [[letterId, { retry: { error: one.error, isAtWork: one.state === 'running', nextTryAt: one.state === 'waiting' ? one.runAfter : null } }] as const] : [];
  }));
}

/** Throws NOT_ALLOWED_NOW unless the letter went out. */
function resend(desk: Desk, input: ParsedInputOf<'letters.resend'>, by: SignedIn): Promise<Letter> {
  return once(desk, by, 'letters.resend', input, async (tx) => {
    const { row, reference } = await readLetter(tx, input.letterId);
    if (tellsOfRuling(row)) await requireRulingsShown(tx, row.caseId, by);
    if (row.state !== 'sent') throw new DeskError('NOT_ALLOWED_NOW', `Only a letter that went out can be sent once more; this one is ${row.state}.`, { state: row.state });
    const { letterId, caseId, kind, rulingId, aboutId, resendOf, to, language, subject, body } = row;
    const first = resendOf ?? letterId;
    const posted = await postLetter(tx, { caseId, reference, kind, to, language, subject, body, resendOf: first, ...(rulingId ? { rulingId } : {}), ...(aboutId ? { aboutId } : {}) });
    await append(tx, {
      by,
      action: 'letter.resent',
      subject: `letter:${posted.id}`,
      caseId,
      words: `${by.name} sends the letter to the ${to} of ${reference} once more`,
      data: { kind, resendOf: first },
      rows: [posted],
    });
    return toLetter((await readLetter(tx, posted.id)).row);
  });
}

/** Throws NOT_ALLOWED_NOW unless the letter could not be sent. */
function retry(desk: Desk, input: ParsedInputOf<'letters.retry'>, by: SignedIn): Promise<Letter> {
  return once(desk, by, 'letters.retry', input, async (tx) => {
    const { row, reference } = await readLetter(tx, input.letterId);
    if (tellsOfRuling(row)) await requireRulingsShown(tx, row.caseId, by);
    if (row.state !== 'failed') throw new DeskError('NOT_ALLOWED_NOW', `Only a letter that could not be sent can be tried again; this one is ${row.state}.`, { state: row.state });
    await tx.update(letter).set({ state: 'planned', error: null }).where(eq(letter.letterId, row.letterId));
    // The job that gave up would otherwise stand as failed for ever beside the one that sends.
    await tx.delete(job).where(and(eq(job.state, 'failed'), eq(job.uniqueKey, sendingKey(row.letterId))));
    await orderSending(tx, row, reference);
    await append(tx, {
      by,
      action: 'letter.retried',
      subject: `letter:${row.letterId}`,
      caseId: row.caseId,
      words: `${by.name} lets the letter to the ${row.to} of ${reference} be tried again`,
      data: { kind: row.kind },
      rows: [{ table: 'letter', id: row.letterId }],
    });
    return toLetter((await readLetter(tx, row.letterId)).row);
  });
}

async function readLetter(tx: Tx, letterId: string) {
  const [found] = await tx.select({ row: letter, number: disputeCase.number }).from(letter).innerJoin(disputeCase, eq(disputeCase.caseId, letter.caseId)).where(eq(letter.letterId, letterId));
  if (!found) throw notFound('letter', letterId);
  return { row: found.row, reference: referenceOf(found) };
}
