import { and, asc, eq, isNull, notInArray } from 'drizzle-orm';
import type { SecondLook } from '../../contract/approvals.ts';
import type { ParsedInputOf } from '../../contract/methods.ts';
import { leaseMs } from '../../contract/desk.ts';
import type { RulingSummary } from '../../contract/rulings.ts';
import { append } from '../audit/append.ts';
import type { CoveredRow } from '../audit/rows.ts';
import { toHold } from '../cases/approvals.ts';
import { toSummary } from '../cases/caseFile.ts';
import { requireMayDecide } from '../cases/barred.ts';
import { expiryOf, loadCase } from '../cases/lease.ts';
import { moveCase, referenceOf, type CaseRecord } from '../cases/lifeCycle.ts';
import type { Db } from '../db/open.ts';
import { approval, rulingHold } from '../db/schema/approval.ts';
import { evidence, openedMark } from '../db/schema/evidence.ts';
import { findingExhibit, refund, ruling } from '../db/schema/ruling.ts';
import type { Tx } from '../db/write.ts';
import type { Desk, SignedIn } from '../desk.ts';
import { labelOf } from '../evidence/label.ts';
import { DeskError, notFound } from '../fault.ts';
import { newId } from '../ids.ts';
import { enqueue } from '../jobs/enqueue.ts';
import { once } from '../once.ts';
import { limitOf } from '../people/limits.ts';
import { undoWindowMs } from '../settings.ts';
import { hashForApproval } from './approvalHash.ts';
import { fellBack } from './fallBack.ts';
import { lastApproval } from './hold.ts';
import { decidedMeanwhile } from './refusals.ts';
import { whyNotSecond } from './secondPerson.ts';

type RulingRow = typeof ruling.$inferSelect;
type HoldRow = typeof rulingHold.$inferSelect;
type Action = (typeof approval.$inferSelect)['action'];

/** A returned case is served to its author alone for this long. */
const keptMs = 72 * 3_600_000;

/** Approves a held ruling; the rules stand at `approvals.approve` in the contract. */
export function approveRuling(desk: Desk, input: ParsedInputOf<'approvals.approve'>, by: SignedIn): Promise<RulingSummary> {
  return decide(desk, 'approvals.approve', input, by, async (tx, held) => {
    const { row, found, hold } = held;
    const sha256 = await hashForApproval(tx, found.rulingId);
    if (input.sha256 !== sha256) throw new DeskError('CONFLICT', `The ruling on ${referenceOf(row)} is not what you looked at any more. Nothing was approved; look at it again.`);
    if (sha256 !== hold.sha256) throw new DeskError('CONFLICT', `${changedWords} Return it to ${found.personName}, or rule otherwise.`);
    const unopened = await unopenedBy(tx, found.rulingId, by.personId);
    if (unopened.length > 0) {
      throw new DeskError('UNFAIR_PROCESS', `Open what the ruling rests on first: ${unopened.map(({ label }) => label).join(', ')}. Nothing was approved.`, { unopened });
    }
    const effectiveAt = tx.now + (await undoWindowMs(desk, tx));
    const step = await addStep(tx, found, by, 'approved', sha256, null);
    const [staged] = await tx.update(ruling).set({ state: 'staged', effectiveAt }).where(eq(ruling.rulingId, found.rulingId)).returning();
    if (!staged) throw notFound('ruling', found.rulingId);
    const moved = await moveCase(tx, row, 'approve', by);
    await enqueue(tx, {
      kind: 'ruling.takeEffect',
      words: `Approved ruling on ${referenceOf(row)} takes effect`,
      payload: { rulingId: found.rulingId, effectiveAt },
      caseId: row.caseId,
      uniqueKey: `ruling.takeEffect:${found.rulingId}:${effectiveAt}`,
      runAfter: effectiveAt,
    });
    await record(tx, moved, staged, by, 'ruling.approved', `${by.name} approved the ruling of ${found.personName} on ${referenceOf(row)}`, [step], { sha256, effectiveAt });
    return { ...toSummary(staged, row), approvedBy: by.name };
  });
}

/** Returns a held ruling to its author with a reason: the case waits for them, with the draft as it was. */
export function returnRuling(desk: Desk, input: ParsedInputOf<'approvals.return'>, by: SignedIn): Promise<RulingSummary> {
  return decide(desk, 'approvals.return', input, by, async (tx, { row, found }) => {
    const { ended, rows } = await endRuling(tx, found, by, 'returned', input.reason);
    const moved = await moveCase(tx, row, 'returnHeld', by, { keptForPersonId: found.personId, keptUntil: tx.now + keptMs, cameBackAt: tx.now, cameBackWords: 'Ruling returned' });
    await record(tx, moved, ended, by, 'ruling.returned', `${by.name} returned the ruling of ${found.personName} on ${referenceOf(row)}: ${input.reason}`, rows, { reason: input.reason });
    return toSummary(ended, row);
  });
}

/** Takes a held case over: its ruling ends as returned, and the case is leased to the person who asks. */
export function ruleOtherwise(desk: Desk, input: ParsedInputOf<'approvals.ruleOtherwise'>, by: SignedIn): Promise<RulingSummary> {
  return decide(desk, 'approvals.ruleOtherwise', input, by, async (tx, { row, found }) => {
    const { ended, rows } = await endRuling(tx, found, by, 'otherwise', input.reason);
    const endsAt = tx.now + leaseMs;
    const moved = await moveCase(tx, row, 'ruleOtherwise', by, { leasePersonId: by.personId, leaseSessionId: by.sessionId, leaseEndsAt: endsAt });
    await enqueue(tx, expiryOf(moved, endsAt));
    await record(tx, moved, ended, by, 'ruling.takenOver', `${by.name} rules otherwise than ${found.personName} on ${referenceOf(row)}: ${input.reason}`, rows, { reason: input.reason });
    return toSummary(ended, row);
  });
}

/** Takes an approval back while its undo window runs: the ruling is held again. Only the approver: NOT_PERMITTED, NOT_ALLOWED_NOW. */
export async function takeApprovalBack(tx: Tx, { row, found, approved }: { row: CaseRecord; found: RulingRow; approved: typeof approval.$inferSelect }, by: SignedIn): Promise<RulingSummary> {
  const reference = referenceOf(row);
  if (approved.personId !== by.personId) throw new DeskError('NOT_PERMITTED', `${approved.personName} approved the ruling on ${reference}; only they can take that back.`);
  if (tx.now >= found.effectiveAt) throw new DeskError('NOT_ALLOWED_NOW', `The time to take the approval on ${reference} back has ended; the ruling is in effect.`);
  const step = await addStep(tx, found, by, 'undone', approved.sha256, null);
  const [held] = await tx.update(ruling).set({ state: 'held' }).where(eq(ruling.rulingId, found.rulingId)).returning();
  if (!held) throw notFound('ruling', found.rulingId);
  const moved = await moveCase(tx, row, 'unapprove', by);
  await record(tx, moved, held, by, 'approval.undone', `${by.name} took the approval of the ruling on ${reference} back`, [step], {});
  return toSummary(held, row);
}

const changedWords = 'Something this ruling rests on changed since it was held, so it cannot be approved.';

/** In words, when a held ruling is not what was held any more; null when it is. */
export function whatChanged(hold: Pick<HoldRow, 'sha256'>, sha256: string): string | null {
  return hold.sha256 === sha256 ? null : changedWords;
}

/** Cited exhibits with something to open that this person has not opened. */
export async function unopenedBy(db: Db, rulingId: string, personId: string): Promise<SecondLook['unopened']> {
  const rows = await db
    .selectDistinct({ evidenceId: evidence.evidenceId, side: evidence.side, labelNumber: evidence.labelNumber, fileName: evidence.fileName, position: evidence.position })
    .from(findingExhibit)
    .innerJoin(evidence, eq(evidence.evidenceId, findingExhibit.evidenceId))
    .leftJoin(openedMark, and(eq(openedMark.evidenceId, evidence.evidenceId), eq(openedMark.personId, personId)))
    .where(and(eq(findingExhibit.rulingId, rulingId), isNull(openedMark.at), notInArray(evidence.state, ['missing', 'erased'])))
    .orderBy(asc(evidence.position));
  return rows.map((row) => ({ evidenceId: row.evidenceId, label: labelOf(row), fileName: row.fileName }));
}

type Held = { row: CaseRecord; found: RulingRow; hold: HoldRow };

/** What every decision on a held ruling begins with: it is held, and the person is a second one whose limit covers it and who may decide the case at all. */
function decide(desk: Desk, method: string, input: { requestId: string; rulingId: string }, by: SignedIn, act: (tx: Tx, held: Held) => Promise<RulingSummary>): Promise<RulingSummary> {
  return once(desk, by, method, input, async (tx) => {
    const [found] = await tx.select().from(ruling).where(eq(ruling.rulingId, input.rulingId));
    if (!found) throw notFound('ruling', input.rulingId);
    const row = await loadCase(tx, found.caseId);
    const [hold] = await tx.select().from(rulingHold).where(eq(rulingHold.rulingId, found.rulingId));
    if (found.state !== 'held' || !hold) throw await noLongerHeld(tx, row, found, by);
    const { total } = toHold(hold);
    const whyNot = whyNotSecond(by, { personId: found.personId, name: found.personName }, await limitOf(tx, by, total.currency), total);
    if (whyNot !== null) throw new DeskError('NOT_PERMITTED', whyNot);
    await requireMayDecide(tx, row, by, tx.now, found.personId);
    if (await fellBack(tx, found)) return toSummary({ ...found, state: 'undone' }, row);
    return act(tx, { row, found, hold });
  });
}

async function noLongerHeld(tx: Tx, row: CaseRecord, found: RulingRow, by: SignedIn): Promise<DeskError> {
  const last = await lastApproval(tx, found.rulingId);
  if (!last) return decidedMeanwhile(tx, row, by);
  const words = { approved: 'approved it', undone: 'took the approval back', returned: 'returned it', otherwise: 'took the case over' } satisfies Record<Action, string>;
  return new DeskError('CONFLICT', `The ruling on ${referenceOf(row)} does not wait any more: ${last.personName} ${words[last.action]}. Nothing was changed.`);
}

/** Adds a step to what was done with a ruling; the row for the log. */
async function addStep(tx: Tx, found: RulingRow, by: SignedIn, action: Action, sha256: string, reason: string | null): Promise<CoveredRow> {
  const approvalId = newId(tx.now);
  const step = ((await lastApproval(tx, found.rulingId))?.step ?? 0) + 1;
  await tx.insert(approval).values({ approvalId, rulingId: found.rulingId, step, action, personId: by.personId, personName: by.name, authorId: found.personId, sha256, reason, at: tx.now });
  return { table: 'approval', id: approvalId };
}

async function endRuling(tx: Tx, found: RulingRow, by: SignedIn, action: 'returned' | 'otherwise', reason: string): Promise<{ ended: RulingRow; rows: CoveredRow[] }> {
  const step = await addStep(tx, found, by, action, await hashForApproval(tx, found.rulingId), reason);
  const [ended] = await tx.update(ruling).set({ state: 'returned' }).where(eq(ruling.rulingId, found.rulingId)).returning();
  if (!ended) throw notFound('ruling', found.rulingId);
  const cancelled = await tx.update(refund).set({ state: 'cancelled', changedAt: tx.now }).where(and(eq(refund.rulingId, found.rulingId), eq(refund.state, 'planned'))).returning({ id: refund.refundId });
  return { ended, rows: [step, ...cancelled.map(({ id }) => ({ table: 'refund' as const, id }))] };
}

async function record(tx: Tx, moved: CaseRecord, row: RulingRow, by: SignedIn, action: string, words: string, rows: CoveredRow[], data: unknown): Promise<void> {
  await append(tx, { by, action, subject: `ruling:${row.rulingId}`, caseId: moved.caseId, version: moved.version, words, data, rows: [{ table: 'ruling', id: row.rulingId }, ...rows] });
  tx.emit({ type: 'ruling.changed', rulingId: row.rulingId, caseId: moved.caseId });
}
