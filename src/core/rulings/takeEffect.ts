import { and, eq } from 'drizzle-orm';
import { append } from '../audit/append.ts';
import type { CoveredRow } from '../audit/rows.ts';
import { closingOf } from '../cases/closeCase.ts';
import { endEscalation } from '../cases/escalations.ts';
import { loadCase } from '../cases/lease.ts';
import { moveCase, referenceOf } from '../cases/lifeCycle.ts';
import { stopWaiting } from '../cases/stopWaiting.ts';
import type { Db } from '../db/open.ts';
import { ruling, rulingDraft } from '../db/schema/ruling.ts';
import { deskItself, type Desk } from '../desk.ts';
import { enqueue } from '../jobs/enqueue.ts';
import type { JobHandler } from '../jobs/runner.ts';
import type { ComposedLetter } from '../letters/compose.ts';
import { postLetter } from '../letters/post.ts';
import { bookOf } from '../policy/books.ts';
import { orderPayouts } from '../refunds/orderPayout.ts';
import { readReturnPlan } from '../returns/dueTime.ts';
import { followRuling } from '../returns/follow.ts';
import { decideAppeal } from './decideAppeal.ts';
import { fellBack } from './fallBack.ts';
import { heldBack } from './hold.ts';
import { keepPrecedent } from './precedents.ts';
import { readRuling } from './readRuling.ts';
import { tookEffectNote } from './rulingRows.ts';
import { factsOfRuling, filledAt, readSigned, settlementLetters } from './signedLetters.ts';

const dayMs = 86_400_000;

/**
 * Job `ruling.takeEffect`: the undo window has ended, so the ruling binds, the case is ruled, and payout and letters are put in the job
 * queue. Runs as often as it likes: only a ruling that is still staged changes anything. A case that was closed at its source, or left
 * without room for the refund, while the ruling was staged takes its ruling back instead.
 */
export const takeEffect: JobHandler = (payload, { desk }) => letTakeEffect(desk, String(payload['rulingId']), payload['effectiveAt']);

/** What the job does; `windowEnd` is the end of the undo window it was planned for. Throws before that window has ended. */
export async function letTakeEffect(desk: Desk, rulingId: string, windowEnd?: unknown): Promise<void> {
  const write = await letterWriter(desk.db, rulingId);
  const plan = await readReturnPlan(desk.db, rulingId, desk.clock());
  await desk.write(async (tx) => {
    const [row] = await tx.select().from(ruling).where(eq(ruling.rulingId, rulingId));
    if (!row) throw new Error('The ruling that should take effect is not there.');
    // Held, and sent again meanwhile: it may have to fall back without waiting for anybody.
    if (row.state === 'held') return void (await fellBack(tx, row));
    if (row.state !== 'staged' || isOutdated(windowEnd, row)) return;
    if (tx.now < row.effectiveAt) throw new Error('The undo window of this ruling has not ended yet.');
    if (await fellBack(tx, row)) return;
    if (await heldBack(tx, row)) return;
    const appealUntil = row.offerId === null ? tx.now + (await bookOf(tx, row.policyVersion)).timeLimits.appeal * dayMs : null;
    await tx.update(ruling).set({ state: 'effective', effectiveAt: tx.now, appealUntil }).where(eq(ruling.rulingId, rulingId));
    const seen = await loadCase(tx, row.caseId);
    const moved = row.offerId === null ? await moveCase(tx, seen, 'takeEffect', deskItself) : await moveCase(tx, seen, 'settle', deskItself, { closedAs: 'settled' });
    const reference = referenceOf(moved);
    // What the parties agreed on themselves shows nothing of how cases are decided.
    if (row.offerId === null) await keepPrecedent(tx, row);
    // What others had begun to write stays theirs: they see it beside what was decided.
    await tx.delete(rulingDraft).where(and(eq(rulingDraft.caseId, row.caseId), eq(rulingDraft.personId, row.personId)));
    // Both sides may have settled while a question was open.
    const posted: CoveredRow[] = await stopWaiting(tx, row);
    for (const composed of write(tx.now)) posted.push(await postLetter(tx, { ...composed, caseId: row.caseId, reference, kind: 'ruling', rulingId }));
    const { rows: goods, isAbsorbed } = await followRuling(tx, row, plan, reference);
    const ordered = await orderPayouts(tx, rulingId, reference);
    await endEscalation(tx, row.caseId);
    if (appealUntil !== null) await enqueue(tx, closingOf(moved, rulingId, appealUntil));
    const onAppeal = await decideAppeal(tx, row, reference, isAbsorbed);
    await append(tx, { ...tookEffectNote(moved, row, deskItself), rows: [{ table: 'ruling', id: rulingId }, ...posted, ...goods, ...ordered, ...onAppeal] });
    tx.emit({ type: 'ruling.changed', rulingId, caseId: row.caseId });
  });
}

/** The job of an undo window that is not the one that runs: the approval was taken back, and given anew. */
function isOutdated(windowEnd: unknown, row: typeof ruling.$inferSelect): boolean {
  return windowEnd !== undefined && windowEnd !== row.effectiveAt;
}

/** What writes the letters of a ruling as they go out at a moment. Read before a transaction, because it is long; the ruling they speak of never changes. */
export async function letterWriter(db: Db, rulingId: string): Promise<(effectiveAt: number) => ComposedLetter[]> {
  const found = await readRuling(db, rulingId);
  if (found.row.state !== 'staged' && found.row.state !== 'held') return () => [];
  const facts = await factsOfRuling(db, found);
  const { row } = found;
  if (row.offerId !== null) return (effectiveAt) => settlementLetters(row, facts, effectiveAt);
  const signed = await readSigned(db, facts, rulingId);
  return (effectiveAt) => signed.map(({ isEdited: _isEdited, ...letter }) => filledAt(letter, facts, effectiveAt));
}
