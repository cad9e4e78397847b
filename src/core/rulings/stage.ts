import canonicalize from 'canonicalize';
import { and, eq, ne } from 'drizzle-orm';
import type { CaseFile } from '../../contract/caseFile.ts';
import type { ParsedInputOf } from '../../contract/methods.ts';
import type { Money } from '../../contract/money.ts';
import type { RulingCheck, RulingInput, RulingSummary } from '../../contract/rulings.ts';
import { append } from '../audit/append.ts';
import { readCaseFile, toSummary } from '../cases/caseFile.ts';
import { loadCase, requireLease } from '../cases/lease.ts';
import { moveCase, noLease, referenceOf, type CaseRecord } from '../cases/lifeCycle.ts';
import { caseOrder } from '../db/schema/caseParts.ts';
import { fromMoney } from '../db/schema/columns.ts';
import { disputeCase } from '../db/schema/disputeCase.ts';
import { finding, findingExhibit, findingSpot, refund, ruling } from '../db/schema/ruling.ts';
import type { Tx } from '../db/write.ts';
import type { Desk, SignedIn } from '../desk.ts';
import { DeskError } from '../fault.ts';
import { newId, sha256 } from '../ids.ts';
import { enqueue } from '../jobs/enqueue.ts';
import { once } from '../once.ts';
import { greaterOf, moneyOf, sayMoney, sizeOf, sumOf } from '../refunds/money.ts';
import { undoWindowMs } from '../settings.ts';
import { keepDraft } from './draft.ts';
import { citedExhibits } from './findingRules.ts';
import { decidedMeanwhile, refuse } from './refusals.ts';
import { checkRuling } from './rules.ts';

/**
 * Stages a ruling: it takes effect when the undo window ends. Everything happens in one transaction, checked against the rows as they
 * are in it. Throws CONFLICT, LEASE_LOST, NOT_ALLOWED_NOW, ABOVE_CAP or UNFAIR_PROCESS (the last three with `{problems}`).
 */
export function stageRuling(desk: Desk, input: ParsedInputOf<'rulings.stage'>, by: SignedIn): Promise<RulingSummary> {
  return once(desk, by, 'rulings.stage', input, async (tx) => {
    const row = await loadCase(tx, input.caseId);
    if (row.version !== input.expectedVersion) throw await decidedMeanwhile(tx, row);
    requireLease(row, by, tx.now);
    const file = await readCaseFile(tx, row.caseId, by, tx.now);
    const check = checkRuling(file, input.ruling, tx.now);
    if (check.problems.length > 0) throw refuse(referenceOf(row), check.problems);
    if (check.amount) await requireRoomOnOrder(tx, row, file, check.amount);
    const staged = await insertRuling(tx, file, input.ruling, check, by, tx.now + (await undoWindowMs(desk, tx)));
    const moved = await moveCase(tx, row, 'stage', by, noLease);
    await keepDraft(tx, row.caseId, input.ruling, by);
    await record(tx, moved, staged.row, staged.refundId, by);
    return toSummary(staged.row, row);
  });
}

type RulingRow = typeof ruling.$inferSelect;

async function insertRuling(
  tx: Tx,
  file: CaseFile,
  input: RulingInput,
  check: RulingCheck,
  by: SignedIn,
  effectiveAt: number,
): Promise<{ row: RulingRow; refundId: string | null }> {
  const rulingId = newId(tx.now);
  const frozenFile = canonicalize(file) ?? '';
  const [row] = await tx
    .insert(ruling)
    .values({
      rulingId,
      caseId: file.caseId,
      personId: by.personId,
      personName: by.name,
      state: 'staged',
      outcome: input.outcome,
      withReturn: input.withReturn,
      reason: input.reason,
      ...fromMoney('amount', check.amount),
      basis: input.basis,
      bearers: input.bearers,
      working: check.working,
      shares: check.shares,
      clauses: input.clauses,
      reasons: input.reasons,
      policyVersion: file.policyVersion,
      stagedAt: tx.now,
      effectiveAt,
      frozenFile,
      frozenSha256: sha256(frozenFile),
    })
    .returning();
  if (!row) throw new Error('A ruling that was just inserted is not there.');
  for (const [position, one] of input.findings.entries()) {
    const { exhibits: _exhibits, spots, ...held } = one;
    await tx.insert(finding).values({ rulingId, position, ...held });
    const cited = citedExhibits(file, one).map((evidenceId, place) => ({ rulingId, claimId: held.claimId, position: place, evidenceId }));
    if (cited.length > 0) await tx.insert(findingExhibit).values(cited);
    const places = [...new Set(spots)].map((spotId, place) => ({ rulingId, claimId: held.claimId, position: place, spotId }));
    if (places.length > 0) await tx.insert(findingSpot).values(places);
  }
  return { row, refundId: check.amount ? await insertRefund(tx, row, check.amount) : null };
}

/** Plans the money of a ruling or a settlement; the refund's id. */
export async function insertRefund(tx: Tx, row: RulingRow, amount: Money): Promise<string> {
  const refundId = newId(tx.now);
  await tx.insert(refund).values({
    refundId,
    rulingId: row.rulingId,
    caseId: row.caseId,
    amountMinor: BigInt(amount.minor),
    currency: amount.currency,
    state: 'planned',
    createdAt: tx.now,
    changedAt: tx.now,
  });
  return refundId;
}

async function record(tx: Tx, moved: CaseRecord, row: RulingRow, refundId: string | null, by: SignedIn): Promise<void> {
  const reference = referenceOf(moved);
  const sum = row.amountMinor !== null && row.amountCurrency ? ` of ${sayMoney(moneyOf(row.amountMinor, row.amountCurrency))}` : '';
  const what = `${row.outcome.replaceAll('_', ' ')}${sum}`;
  await append(tx, {
    by,
    action: 'ruling.staged',
    subject: `ruling:${row.rulingId}`,
    caseId: moved.caseId,
    version: moved.version,
    words: `${by.name} ruled on ${reference}: ${what}`,
    data: { frozenSha256: row.frozenSha256, effectiveAt: row.effectiveAt, policyVersion: row.policyVersion },
    rows: [{ table: 'ruling', id: row.rulingId }, ...(refundId ? [{ table: 'refund' as const, id: refundId }] : [])],
  });
  await enqueue(tx, {
    kind: 'ruling.takeEffect',
    words: `Ruling on ${reference} takes effect: ${what}`,
    payload: { rulingId: row.rulingId },
    caseId: moved.caseId,
    uniqueKey: `ruling.takeEffect:${row.rulingId}`,
    runAfter: row.effectiveAt,
  });
  tx.emit({ type: 'ruling.changed', rulingId: row.rulingId, caseId: moved.caseId });
}

/**
 * One order can be disputed in several cases, each with a cap of its own: what this desk pays on the order in all of them
 * together must stay within what was captured and is not back with the buyer yet. Throws ABOVE_CAP, and NOT_ALLOWED_NOW for two currencies.
 */
export async function requireRoomOnOrder(tx: Tx, row: CaseRecord, file: CaseFile, amount: Money): Promise<void> {
  const captured = file.refundRoom.captured;
  if (!file.order || !captured) return;
  const others = await tx
    .select({ minor: refund.amountMinor, currency: refund.currency, createdAt: refund.createdAt, number: disputeCase.number })
    .from(caseOrder)
    .innerJoin(disputeCase, eq(disputeCase.caseId, caseOrder.caseId))
    .innerJoin(refund, eq(refund.caseId, caseOrder.caseId))
    .where(and(eq(caseOrder.orderId, file.order.orderId), ne(caseOrder.caseId, row.caseId), eq(disputeCase.source, row.source), ne(refund.state, 'cancelled')));
  if (others.length === 0) return;
  const references = [...new Set(others.map(referenceOf))].join(', ');
  const foreign = others.find((other) => other.currency !== captured.currency);
  if (foreign) {
    const paid = sayMoney(moneyOf(foreign.minor, foreign.currency));
    throw new DeskError('NOT_ALLOWED_NOW', `The same order is also refunded in ${references}, by ${paid} there. The desk converts nothing, so what is left to refund is not known.`);
  }
  // The source's total counts what was paid before it sent this case, and cannot know of what came later.
  const [before, since] = [true, false].map((isBefore) => sumOf(others.filter((other) => other.createdAt < row.receivedAt === isBefore).map((other) => other.minor)));
  const { refundedBefore, chargedBack, refundedHere } = file.refundRoom;
  const gone = greaterOf(before ?? 0n, sizeOf(refundedBefore)) + (since ?? 0n) + sizeOf(chargedBack) + sizeOf(refundedHere);
  const sum = gone + BigInt(amount.minor);
  if (sum <= BigInt(captured.minor)) return;
  throw new DeskError(
    'ABOVE_CAP',
    `The same order is also refunded in ${references}: together that would be ${sayMoney(moneyOf(sum, captured.currency))} of the ${sayMoney(captured)} captured. Lower the amount.`,
  );
}
