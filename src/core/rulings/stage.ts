import type { RefundSpread } from '../../contract/likeCases.ts';
import type { ParsedInputOf } from '../../contract/methods.ts';
import type { RulingSummary } from '../../contract/rulings.ts';
import { append } from '../audit/append.ts';
import { readCaseFile, toSummary } from '../cases/caseFile.ts';
import { loadCase, requireLease } from '../cases/lease.ts';
import { moveCase, noLease, referenceOf, type CaseRecord } from '../cases/lifeCycle.ts';
import { rulingLetter } from '../db/schema/letter.ts';
import { finding, findingExhibit, findingSpot, ruling } from '../db/schema/ruling.ts';
import { rulingSuggestion } from '../db/schema/suggestion.ts';
import type { Tx } from '../db/write.ts';
import type { Desk, SignedIn } from '../desk.ts';
import { newId } from '../ids.ts';
import { enqueue } from '../jobs/enqueue.ts';
import { once } from '../once.ts';
import { undoWindowMs } from '../settings.ts';
import { differenceOnAppeal } from './appealRules.ts';
import { linkAppeal } from './decideAppeal.ts';
import { keepDraft } from './draft.ts';
import { keepStaged } from './draftHistory.ts';
import { requireRoomOnOrder } from './orderRoom.ts';
import { spreadOfLike } from './likeCases.ts';
import { keepMoment } from './moment.ts';
import { planRefunds } from './planRefunds.ts';
import { decidedMeanwhile, refuse } from './refusals.ts';
import { checkRuling } from './rules.ts';
import { rulingRows, sayDecided, stagedNote } from './rulingRows.ts';

/**
 * Stages a ruling: it takes effect when the undo window ends. Everything happens in one transaction, checked against the rows as they
 * are in it. Throws CONFLICT, LEASE_LOST, NOT_ALLOWED_NOW, ABOVE_CAP or UNFAIR_PROCESS (the last three with `{problems}`).
 */
export async function stageRuling(desk: Desk, input: ParsedInputOf<'rulings.stage'>, by: SignedIn): Promise<RulingSummary> {
  // Counted before the write: it may look at many decisions, and only says what the mediator was told.
  const spread = await spreadOfLike(desk.db, input.caseId, by);
  return once(desk, by, 'rulings.stage', input, async (tx) => stageOn(tx, input, by, await undoWindowMs(desk, tx), null, spread));
}

/**
 * The one way a ruling is staged, in the caller's transaction; `togetherId` is that of the rulings it is made together with, `spread` what was
 * said of like cases. Throws as `stageRuling`.
 */
export async function stageOn(
  tx: Tx,
  input: Pick<ParsedInputOf<'rulings.stage'>, 'caseId' | 'expectedVersion' | 'ruling'>,
  by: SignedIn,
  undoMs: number,
  togetherId: string | null = null,
  spread: RefundSpread | null = null,
): Promise<RulingSummary> {
  const row = await loadCase(tx, input.caseId);
  if (row.version !== input.expectedVersion) throw await decidedMeanwhile(tx, row, by);
  requireLease(row, by, tx.now);
  const file = await readCaseFile(tx, row.caseId, by, tx.now);
  const check = checkRuling(file, input.ruling, tx.now);
  if (check.problems.length > 0) throw refuse(referenceOf(row), check.problems);
  const difference = differenceOnAppeal(file, check, input.ruling.appeal);
  const due = difference ? (difference.refund?.amount ?? null) : check.amount;
  if (due) await requireRoomOnOrder(tx, row, file, due);
  const staged = await insertRuling(tx, file, input.ruling, check, by, { rulingId: newId(tx.now), stagedAt: tx.now, effectiveAt: tx.now + undoMs, togetherId });
  await keepMoment(tx, staged.rulingId, file, input.ruling, check, by, spread);
  if (file.appeal && difference) await linkAppeal(tx, staged.rulingId, file.appeal, input.ruling, difference);
  const refundIds = await planRefunds(tx, staged, check.sheet ?? null, due);
  const moved = await moveCase(tx, row, 'stage', by, noLease);
  await keepDraft(tx, row.caseId, input.ruling, by);
  await keepStaged(tx, row.caseId, input.ruling, by);
  await record(tx, moved, staged, refundIds, by);
  return toSummary(staged, row);
}

type RulingRow = typeof ruling.$inferSelect;

async function insertRuling(tx: Tx, ...[file, input, check, by, identity]: Parameters<typeof rulingRows>): Promise<RulingRow> {
  const rows = rulingRows(file, input, check, by, identity);
  const [row] = await tx.insert(ruling).values(rows.ruling).returning();
  if (!row) throw new Error('A ruling that was just inserted is not there.');
  if (rows.findings.length > 0) await tx.insert(finding).values(rows.findings);
  if (rows.exhibits.length > 0) await tx.insert(findingExhibit).values(rows.exhibits);
  if (rows.spots.length > 0) await tx.insert(findingSpot).values(rows.spots);
  if (rows.letters.length > 0) await tx.insert(rulingLetter).values(rows.letters);
  await tx.insert(rulingSuggestion).values(rows.suggestion);
  return row;
}

async function record(tx: Tx, moved: CaseRecord, row: RulingRow, refundIds: string[], by: SignedIn): Promise<void> {
  await append(tx, { ...stagedNote(moved, row, by), rows: [{ table: 'ruling', id: row.rulingId }, ...refundIds.map((id) => ({ table: 'refund' as const, id }))] });
  await enqueue(tx, {
    kind: 'ruling.takeEffect',
    words: `Ruling on ${referenceOf(moved)} takes effect: ${sayDecided(row)}`,
    payload: { rulingId: row.rulingId },
    caseId: moved.caseId,
    uniqueKey: `ruling.takeEffect:${row.rulingId}`,
    runAfter: row.effectiveAt,
  });
  tx.emit({ type: 'ruling.changed', rulingId: row.rulingId, caseId: moved.caseId });
}
