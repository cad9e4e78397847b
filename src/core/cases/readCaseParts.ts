import type { Db } from '../db/open.ts';
import type { SignedIn } from '../desk.ts';
import { notFound } from '../fault.ts';
import { casesWithHiddenRulings, isToJudgeBlind } from '../hiddenRulings.ts';
import type { PolicyBook } from '../policy/book.ts';
import { bookFor } from '../policy/books.ts';
import { readPlan, type Plan } from '../queues/plan.ts';
import { readApprovals } from './approvals.ts';
import { readApprovers, readDecisionFacts } from './barred.ts';
import { boundAt } from './caseBook.ts';
import { openEscalations } from './escalations.ts';
import { readSameFiles, toExhibits, type SameFiles } from './exhibits.ts';
import { readExit } from './exits.ts';
import type { CaseRecord } from './lifeCycle.ts';
import { readAnswers, readQuestions } from './questions.ts';
import { readAppeals } from './readAppeals.ts';
import { readBoard } from './readBoard.ts';
import { readDeadlineParts } from './readDeadlineParts.ts';
import { readDisclosures } from './readDisclosures.ts';
import { readOffers } from './readOffers.ts';
import { readCaseRow, readDeskParts, readEvidence, readNeutralParts, type EvidenceRow, type NeutralParts } from './readParts.ts';
import { readReturns } from './readReturns.ts';
import { standingShares } from './standingShares.ts';
import { readTags } from './tagCase.ts';

/** What a case file is made of, as read for one person at one moment. */
export async function readCaseParts(db: Db, caseId: string, by: SignedIn, now: number) {
  const found = await readCaseRow(db, caseId);
  if (!found) throw notFound('case', caseId);
  const { row, holderName } = found;
  const neutral = await readNeutralParts(db, caseId);
  const whole = await readDeskParts(db, caseId, by);
  const returns = await readReturns(db, caseId, whole.rulings, whole.refunds);
  const appeals = await readAppeals(db, caseId, by);
  const appealed = returns.length > 0 && whole.rulings.find(({ rulingId }) => rulingId === appeals.open?.rulingId);
  if (appealed) appeals.standing = await standingShares(db, appealed, { ...whole, corrections: appeals.corrections });
  const isHidden = (await casesWithHiddenRulings(db, [caseId], by)).has(caseId);
  const board = await readBoard(db, caseId, by);
  const evidence = await readEvidence(db, caseId, by);
  const exhibits = toExhibits(evidence, board.ties, neutral.order?.placedAt ?? null, await readSameFiles(db, caseId, evidence, by));
  return {
    row,
    holderName,
    neutral,
    whole,
    returns,
    appeals,
    isHidden,
    barred: await readDecisionFacts(db, row, now),
    board,
    questions: await readQuestions(db, caseId),
    exhibits,
    book: await bookFor(db, boundAt(neutral.order, row)),
    answers: await readAnswers(db, caseId, exhibits),
    offers: await readOffers(db, caseId),
    times: await readDeadlineParts(db, caseId),
    disclosures: await readDisclosures(db, caseId, exhibits),
    held: isHidden ? { approvals: [], hold: null } : await readApprovals(db, caseId),
    exit: await readExit(db, caseId),
    plan: await readPlan(db),
    tags: await readTags(db, caseId, by),
    escalation: (await openEscalations(db, [caseId])).get(caseId) ?? null,
    /** What only an open appeal asks for. */
    hearing: appeals.open && { approvers: await readApprovers(db, caseId), isBlind: await isToJudgeBlind(db, caseId, by) },
  };
}
export type CaseParts = Omit<Awaited<ReturnType<typeof readCaseParts>>, 'plan'> & { plan: Pick<Plan, 'weights' | 'queues'> };

/** What a case is made of that nobody has touched here since it came: `evidence` as `readEvidence` gives it, `same` as `readSameFiles`. Pure. */
export function partsOfNew(row: CaseRecord, neutral: NeutralParts, evidence: EvidenceRow[], same: SameFiles, book: PolicyBook, plan: Pick<Plan, 'weights' | 'queues'>): CaseParts {
  return {
    row,
    holderName: null,
    neutral,
    whole: { draft: null, draftVersion: 0, notes: [], rulings: [], refunds: [], payouts: new Map() },
    returns: [],
    appeals: { open: null, ended: [], view: null, corrections: [], standing: null },
    isHidden: false,
    barred: new Map(),
    board: { standings: [], goods: [], ties: [], contradictions: [], spots: [], reminder: null },
    questions: [],
    exhibits: toExhibits(evidence, [], neutral.order?.placedAt ?? null, same),
    book,
    answers: [],
    offers: [],
    times: { moves: new Map(), letterLanguages: new Map() },
    disclosures: [],
    held: { approvals: [], hold: null },
    exit: { exit: null, mergedFrom: [] },
    plan,
    tags: [],
    escalation: null,
    hearing: null,
  };
}
