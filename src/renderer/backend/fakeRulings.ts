import type { CaseFile } from '../../contract/caseFile.ts';
import type { Money } from '../../contract/money.ts';
import type { Share } from '../../contract/refunds.ts';
import type { BearerShare, RulingCheck, RulingDraft, RulingProblem, WorkingLine } from '../../contract/rulings.ts';
import { fakeTerms } from './fakeReturns.ts';
import { sheetOf } from './fakeSheet.ts';

/** Works a draft out roughly as the core does: enough to design screens against, never to be trusted with money. */
export function checkDraft(file: CaseFile, draft: RulingDraft): RulingCheck {
  const room = file.refundRoom;
  const problems: RulingProblem[] = [];
  const miss = (code: RulingProblem['code'], field: RulingProblem['field'], message: string, refId: string | null = null) => problems.push({ code, field, message, refId });
  const amount = amountOf(file, draft);
  const working = amount ? share(amount, room.lines) : [];
  if (!draft.outcome) miss('NO_OUTCOME', 'outcome', 'Choose an outcome.');
  if (draft.outcome && draft.outcome !== 'no_refund' && !amount) miss('NO_AMOUNT', 'amount', 'State how much the buyer gets back.');
  if (amount && room.cap && BigInt(amount.minor) > BigInt(room.cap.minor)) miss('ABOVE_CAP', 'amount', 'The amount is above the cap.');
  if (draft.outcome !== 'no_refund' && room.blockedBy) miss('REFUND_BLOCKED', 'amount', room.blockedBy);
  if (amount && amount.minor !== '0' && !draft.bearers?.length) miss('NO_BEARER', 'bearers', 'Say who bears the refund.');
  for (const [index, claim] of file.claims.entries()) {
    const finding = draft.findings?.find((one) => one.claimId === claim.claimId);
    if (claim.standing === 'contested' && !finding) miss('NO_FINDING', 'findings', `Claim ${index + 1} is contested and has no finding.`, claim.claimId);
    if (finding?.result === null) miss('NO_FINDING', 'findings', `Claim ${index + 1} has no result yet. Say whether it is established.`, claim.claimId);
    else if (finding && finding.exhibits.length === 0 && !finding.absence) miss('FINDING_WITHOUT_BASIS', 'findings', `The finding on claim ${index + 1} cites nothing.`, claim.claimId);
  }
  if (!draft.clauses?.length) miss('NO_CLAUSE', 'clauses', 'Cite the policy clause.');
  if (!draft.reasons?.trim()) miss('NO_REASONS', 'reasons', 'Write the reasons.');
  const unopened = file.exhibits.filter((one) => one.openedAt === null && one.admissibility === 'admitted' && one.state === 'good');
  for (const one of unopened) miss('EVIDENCE_NOT_OPENED', 'evidence', `${one.label} was not opened.`, one.evidenceId);
  if (!file.lease?.isMine) miss('NOT_LEASED', 'case', 'The case is not leased to you.');
  const fields = new Set(problems.map((problem) => problem.field));
  const shares = amount ? sharesOf(amount, draft.bearers ?? []) : [];
  return { amount, working, shares, sheet: sheetOf(file, draft, amount, shares), cap: room.cap, returnTerms: fakeTerms(file, draft), problems, hints: [], suggestion: null, asked: 8, met: 8 - fields.size };
}

function sharesOf(amount: Money, bearers: readonly BearerShare[]): Share[] {
  const weights = bearers.map((one) => ('percent' in one ? one.percent : Number(one.minor)));
  return bearers.map(({ bearer }, index) => ({ bearer, amount: { ...amount, minor: String(partOf(BigInt(amount.minor), weights, index)) } }));
}

function amountOf(file: CaseFile, draft: RulingDraft): Money | null {
  const cap = file.refundRoom.cap;
  if (!cap || !draft.outcome) return null;
  const money = (minor: bigint): Money => ({ minor: String(minor), currency: cap.currency });
  if (draft.outcome === 'no_refund') return money(0n);
  if (!draft.basis) return null;
  switch (draft.basis.by) {
    case 'full':
      return cap;
    case 'percent':
      return money(percentOf(BigInt(cap.minor), draft.basis.percent));
    case 'sum':
      return money(BigInt(draft.basis.minor));
    case 'line':
      return money(draft.basis.lines.reduce((sum, line) => sum + ('minor' in line ? BigInt(line.minor) : percentOf(priceOf(file, line.lineId), line.percent)), 0n));
  }
}

function priceOf(file: CaseFile, lineId: string): bigint {
  return BigInt(file.refundRoom.lines.find((line) => line.lineId === lineId)?.amount.minor ?? 0);
}

function percentOf(minor: bigint, percent: string): bigint {
  const [whole, fraction = ''] = percent.split('.');
  return (minor * BigInt(whole + fraction.padEnd(2, '0')) + 5_000n) / 10_000n;
}

function share(amount: Money, lines: readonly { lineId: string; words: string; amount: Money }[]): WorkingLine[] {
  const weights = lines.map((line) => Number(line.amount.minor));
  return lines.map((line, index) => ({ lineId: line.lineId, words: line.words, of: line.amount, refund: { ...amount, minor: String(partOf(BigInt(amount.minor), weights, index)) } }));
}

/** The part of one weight when a sum is split without losing a unit: each part is the difference of two running shares. */
function partOf(sum: bigint, weights: readonly number[], index: number): bigint {
  const all = BigInt(weights.reduce((total, weight) => total + weight, 0)) || 1n;
  const upTo = (count: number) => (sum * BigInt(weights.slice(0, count).reduce((total, weight) => total + weight, 0))) / all;
  return upTo(index + 1) - upTo(index);
}
