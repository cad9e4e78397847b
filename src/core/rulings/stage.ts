import canonicalize from 'canonicalize';
import type { CaseFile } from '../../contract/caseFile.ts';
import type { RefundSpread } from '../../contract/likeCases.ts';
import type { ParsedInputOf } from '../../contract/methods.ts';
import type { RulingCheck, RulingInput, RulingSummary } from '../../contract/rulings.ts';
import { append } from '../audit/append.ts';
import { readCaseFile, toSummary } from '../cases/caseFile.ts';
import { loadCase, requireLease } from '../cases/lease.ts';
import { moveCase, noLease, referenceOf, type CaseRecord } from '../cases/lifeCycle.ts';
import { fromMoney } from '../db/schema/columns.ts';
import { finding, findingExhibit, findingSpot, ruling } from '../db/schema/ruling.ts';
import { rulingSuggestion } from '../db/schema/suggestion.ts';
import type { Tx } from '../db/write.ts';
import type { Desk, SignedIn } from '../desk.ts';
import { newId, sha256 } from '../ids.ts';
import { enqueue } from '../jobs/enqueue.ts';
import { once } from '../once.ts';
import { moneyOf, sayMoney } from '../refunds/money.ts';
import { undoWindowMs } from '../settings.ts';
import { differenceOnAppeal } from './appealRules.ts';
import { linkAppeal } from './decideAppeal.ts';
import { keepDraft } from './draft.ts';
import { keepStaged } from './draftHistory.ts';
import { citedExhibits } from './findingRules.ts';
import { requireRoomOnOrder } from './orderRoom.ts';
import { spreadOfLike } from './likeCases.ts';
import { keepMoment } from './moment.ts';
import { planRefunds } from './planRefunds.ts';
import { factsOf } from './letterEdits.ts';
import { decidedMeanwhile, refuse } from './refusals.ts';
import { followed } from './followed.ts';
import { checkRuling } from './rules.ts';
import { keepLetters } from './signedLetters.ts';
import { suggestRuling } from './suggest.ts';

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
  const staged = await insertRuling(tx, file, input.ruling, check, by, tx.now + undoMs, togetherId);
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

async function insertRuling(
  tx: Tx,
  file: CaseFile,
  input: RulingInput,
  check: Pick<RulingCheck, 'amount' | 'working' | 'shares' | 'sheet' | 'returnTerms'>,
  by: SignedIn,
  effectiveAt: number,
  togetherId: string | null,
): Promise<RulingRow> {
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
      togetherId,
      returnTerms: check.returnTerms ?? null,
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
  const facts = factsOf(file, input, check);
  if (facts) await keepLetters(tx, rulingId, facts);
  const suggestion = suggestRuling(file, input, tx.now);
  await tx.insert(rulingSuggestion).values({ rulingId, suggestion, followed: followed(suggestion, input, check.amount) });
  return row;
}

async function record(tx: Tx, moved: CaseRecord, row: RulingRow, refundIds: string[], by: SignedIn): Promise<void> {
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
    data: { frozenSha256: row.frozenSha256, effectiveAt: row.effectiveAt, policyVersion: row.policyVersion, ...(row.togetherId === null ? {} : { togetherId: row.togetherId }) },
    rows: [{ table: 'ruling', id: row.rulingId }, ...refundIds.map((id) => ({ table: 'refund' as const, id }))],
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
