import type { CaseFile, Exhibit } from '../../contract/caseFile.ts';
import type { DraftFinding, RulingCheck, RulingDraft, RulingProblem } from '../../contract/rulings.ts';
import { openAnswerWindows, openOffers, openQuestions } from '../cases/turn.ts';
import { appealProblems, roomFor } from './appealRules.ts';
import { disclosureHints } from './disclosureHints.ts';
import { exchangeProblems } from './exchange.ts';
import { citedExhibits, findingProblems } from './findingRules.ts';
import { letterProblems } from './letterEdits.ts';
import { returnProblems, termsOfDraft } from '../returns/terms.ts';
import { postageProblems } from './postage.ts';
import { bearerProblems, shareOut } from './shares.ts';
import { sheetOf } from './sheet.ts';
import { silenceProblem } from './silence.ts';
import { tariffProblems } from './tariffs.ts';
import { workOut } from './working.ts';

/**
 * What a ruling would come to and what keeps it from being staged. `file` must be the case as the person who rules sees it (lease and
 * opened marks are theirs), `now` is ms UTC. Pure: the same check runs on screen and again inside the staging transaction.
 */
export function checkRuling(file: CaseFile, draft: RulingDraft, now: number): Omit<RulingCheck, 'suggestion'> {
  const room = roomFor(file, draft);
  const worked = workOut(room, draft);
  const isRefund = draft.outcome !== undefined && draft.outcome !== 'no_refund';
  const shares = shareOut(worked.amount, isRefund ? (draft.bearers ?? []) : []);
  const sheet = sheetOf(file.refundRoom, draft, worked, shares, file.tariff);
  const conditions: RulingProblem[][] = [
    caseProblems(file),
    [...windowProblems(file, now), ...silenceProblem(file, draft, now)],
    openedProblems(file, draft.findings ?? []),
    outcomeProblems(draft),
    ...findingProblems(file, draft),
    clauseProblems(file, draft.clauses ?? []),
    draft.reasons?.trim() ? [] : [problem('NO_REASONS', 'reasons', 'Write the reasons: both parties read them in their letter.')],
  ];
  if (draft.outcome !== undefined) conditions.push(worked.problems);
  if (isRefund) conditions.push(bearerProblems(worked.amount, draft.bearers ?? []));
  else if (draft.bearers?.length) conditions.push([problem('NO_BEARER', 'bearers', 'Nothing is refunded, so nobody bears it. Take the bearers out.')]);
  if (draft.tariffCode !== undefined) conditions.push(tariffProblems(file.tariff, draft, sheet?.tariff ?? null));
  if (draft.postage) conditions.push(postageProblems(file.refundRoom, draft));
  if (draft.returnTerms) conditions.push(returnProblems(file, draft));
  if (draft.exchange) conditions.push(exchangeProblems(file.refundRoom, draft, sheet, now));
  const ofLetters = letterProblems(file, draft, { ...worked, shares, sheet });
  if (ofLetters.length > 0 || draft.letters?.length) conditions.push(ofLetters);
  conditions.push(...appealProblems(file, draft, { amount: worked.amount, shares }));
  const met = conditions.filter((condition) => condition.length === 0).length;
  return {
    amount: worked.amount,
    working: worked.working,
    shares,
    sheet,
    cap: file.refundRoom.cap,
    returnTerms: termsOfDraft(file, draft, worked.working),
    problems: conditions.flat(),
    hints: disclosureHints(file, draft),
    met,
    asked: conditions.length,
  };
}

function problem(code: RulingProblem['code'], field: RulingProblem['field'], message: string, refId: string | null = null): RulingProblem {
  return { code, message, field, refId };
}

function caseProblems(file: CaseFile): RulingProblem[] {
  if (file.mayNotDecide !== null) return [problem('CONFLICT_OF_INTEREST', 'case', file.mayNotDecide)];
  if (file.readOnlyBecause !== null) return [problem('READ_ONLY', 'case', file.readOnlyBecause)];
  if (file.state === 'closed' && file.rulings.some((one) => one.offerId !== null && one.state === 'effective')) return [problem('READ_ONLY', 'case', 'Both sides settled this dispute; there is nothing to rule on.')];
  if (file.state === 'closed') return [problem('READ_ONLY', 'case', 'The dispute is closed at its source; there is nothing to rule on.')];
  if (file.state === 'staged' || file.state === 'held' || file.state === 'ruled') {
    const last = file.rulings.find((ruling) => ruling.state !== 'undone' && ruling.state !== 'returned');
    if (last && last.offerId !== null) return [problem('READ_ONLY', 'case', 'Both sides accepted an offer; there is nothing left to rule on.')];
    return [problem('READ_ONLY', 'case', last ? `${last.personName} has ruled on this case already.` : 'This case is ruled on already.')];
  }
  if (file.lease?.isMine && file.state === 'in_review') return [];
  return [
    problem('NOT_LEASED', 'case', file.lease ? `${file.lease.personName} is working on this case. Wait until it is free, or take another one.` : 'Claim this case first: it waits in the queue.'),
  ];
}

function windowProblems(file: CaseFile, now: number): RulingProblem[] {
  const asked = openQuestions(file.questions, now).map((open) =>
    problem('ANSWER_WINDOW_OPEN', 'case', `You asked the ${open.to}, who may answer until ${sayMoment(open.dueAt)}. Wait for the answer, or take the question back.`, open.questionId),
  );
  const windows = openAnswerWindows(file.deadlines, file, now).map((open) =>
    problem(
      'ANSWER_WINDOW_OPEN',
      'case',
      `The ${open.party} may still answer until ${sayMoment(open.dueAt)} (${open.action}). Wait for the answer or for the end of that time.`,
      open.deadlineId,
    ),
  );
  const offered = openOffers(file.offers, now).map((open) =>
    problem('ANSWER_WINDOW_OPEN', 'case', `Both sides may reply to the offer until ${sayMoment(open.dueAt)}. Wait for their replies, or withdraw the offer.`, open.offerId),
  );
  return [...asked, ...offered, ...windows];
}

function sayMoment(at: number): string {
  return `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

/** Admitted evidence of buyer and seller, and whatever is cited, must have been opened by the person who rules. */
function openedProblems(file: CaseFile, findings: readonly DraftFinding[]): RulingProblem[] {
  const cited = new Set(findings.flatMap((finding) => citedExhibits(file, finding)));
  const mustOpen = (exhibit: Exhibit) =>
    exhibit.state !== 'missing' &&
    exhibit.state !== 'erased' &&
    (cited.has(exhibit.evidenceId) || (exhibit.admissibility === 'admitted' && (exhibit.side === 'buyer' || exhibit.side === 'seller')));
  return file.exhibits
    .filter((exhibit) => mustOpen(exhibit) && exhibit.openedAt === null)
    .map((exhibit) => problem('EVIDENCE_NOT_OPENED', 'evidence', `Open ${exhibit.label} (${exhibit.fileName}): you have not seen it yet.`, exhibit.evidenceId));
}

function outcomeProblems(draft: RulingDraft): RulingProblem[] {
  const problems: RulingProblem[] = [];
  if (!draft.outcome) problems.push(problem('NO_OUTCOME', 'outcome', 'Choose the outcome: full refund, partial refund or no refund.'));
  if (!draft.reason) problems.push(problem('NO_OUTCOME', 'outcome', 'Choose the reason the ruling rests on.'));
  if (draft.outcome === 'no_refund' && draft.withReturn) {
    problems.push(problem('NO_OUTCOME', 'outcome', 'A return without a refund leaves the buyer with neither. Take the return out, or choose a refund.'));
  }
  return problems;
}

function clauseProblems(file: CaseFile, clauses: readonly string[]): RulingProblem[] {
  if (clauses.length === 0) return [problem('NO_CLAUSE', 'clauses', 'Cite the policy clause the ruling rests on.')];
  const known = new Set(file.clauses.map((clause) => clause.code));
  return clauses
    .filter((code) => !known.has(code))
    .map((code) => problem('NO_CLAUSE', 'clauses', `Policy ${file.policyVersion} has no clause ${code}. Cite another one.`, code));
}
