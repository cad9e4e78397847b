import { setImmediate } from 'node:timers/promises';
import type { CaseFile } from '../../contract/caseFile.ts';
import type { OutputOf, ParsedInputOf } from '../../contract/methods.ts';
import type { Money } from '../../contract/money.ts';
import type { PolicyClause } from '../../contract/policy.ts';
import type { RulingProblem } from '../../contract/rulings.ts';
import type { TogetherDraft, TogetherPreview } from '../../contract/together.ts';
import { readCaseFile } from '../cases/caseFile.ts';
import { loadCase } from '../cases/lease.ts';
import type { Db } from '../db/open.ts';
import type { Desk, SignedIn } from '../desk.ts';
import { DeskError } from '../fault.ts';
import { sayMoney, sumOf } from '../refunds/money.ts';
import { aboveLimit, paidBy } from './hold.ts';
import { requireRoomOnOrder } from './orderRoom.ts';
import { checkRuling } from './rules.ts';
import { draftOf, patternProblems } from './togetherPattern.ts';

/** Works one ruling out for many cases. NOT_FOUND when one of them is not at this desk. */
export async function checkTogether(desk: Desk, { pattern, caseIds }: ParsedInputOf<'rulings.checkTogether'>, by: SignedIn): Promise<OutputOf<'rulings.checkTogether'>> {
  const cases: TogetherPreview[] = [];
  const books: PolicyClause[][] = [];
  for (const caseId of caseIds) {
    const file = await readCaseFile(desk.db, caseId, by, desk.clock());
    cases.push(await preview(desk.db, file, pattern, by, desk.clock()));
    books.push(file.clauses);
    // A hundred case files are a second of work: others get their turn between two of them.
    await setImmediate();
  }
  const amounts = cases.flatMap((one) => (one.problems.length === 0 && one.amount ? [one.amount] : []));
  return { cases, totals: totalsOf(amounts), clauses: (books[0] ?? []).filter(({ code }) => books.every((book) => book.some((one) => one.code === code))) };
}

/** One sum for each currency, in the order they come. */
export function totalsOf(amounts: readonly Money[]): Money[] {
  const currencies = [...new Set(amounts.map(({ currency }) => currency))];
  return currencies.map((currency) => sumOf(currency, amounts.filter((one) => one.currency === currency)));
}

async function preview(db: Db, file: CaseFile, pattern: TogetherDraft, by: SignedIn, now: number): Promise<TogetherPreview> {
  const standing = standingProblem(file);
  const check = checkRuling(standing ? file : asIfTaken(file, by, now), draftOf(file, pattern), now);
  const isOfCase = (problem: RulingProblem) => problem.code === 'NOT_LEASED' || problem.code === 'READ_ONLY';
  const problems = [...(standing ? [standing] : []), ...check.problems.filter((problem) => !standing || !isOfCase(problem)), ...patternProblems(file, pattern)];
  if (problems.length === 0 && check.amount) problems.push(...(await roomProblem(db, file, check.amount)));
  if (problems.length === 0) problems.push(...(await limitProblem(db, file, check, by)));
  return {
    caseId: file.caseId,
    reference: file.reference,
    version: file.version,
    title: file.items[0]?.title ?? null,
    claims: file.claims.map(({ reason }) => reason),
    amount: check.amount,
    cap: check.cap,
    problems,
    unopened: file.exhibits
      .filter(({ evidenceId }) => problems.some((problem) => problem.code === 'EVIDENCE_NOT_OPENED' && problem.refId === evidenceId))
      .map(({ evidenceId, label, fileName }) => ({ evidenceId, label, fileName })),
  };
}

/** Why a case cannot be ruled on together with others by where it stands; null when it waits in the queue or is in the person's own hands. */
export function standingProblem({ state, lease, readOnlyBecause, appeal }: Pick<CaseFile, 'state' | 'lease' | 'readOnlyBecause' | 'appeal'>): RulingProblem | null {
  const say = (code: RulingProblem['code'], message: string): RulingProblem => ({ code, message, field: 'case', refId: null });
  if (readOnlyBecause !== null) return say('READ_ONLY', readOnlyBecause);
  if (appeal) return say('UNDER_APPEAL', 'This case is under appeal: it asks for an own view, so rule on it alone.');
  if (state === 'in_review') return lease?.isMine ? null : say('NOT_LEASED', `${lease?.personName ?? 'Somebody else'} is working on this case.`);
  if (state === 'queued') return null;
  if (state === 'waiting') return say('ANSWER_WINDOW_OPEN', 'A party was asked something and may still answer.');
  return say('READ_ONLY', state === 'received' ? 'Its bundle is faulty and not accepted.' : `This case is ${state.replaceAll('_', ' ')} already.`);
}

/** The file as it will be in the staging, which takes the case first. */
function asIfTaken(file: CaseFile, by: SignedIn, now: number): CaseFile {
  return { ...file, state: 'in_review', lease: { personId: by.personId, personName: by.name, isMine: true, endsAt: now + 1 } };
}

/** A ruling that a second person would have to decide is made by itself, so that its author sees that it will be held. */
export async function limitProblem(db: Db, file: CaseFile, check: Parameters<typeof paidBy>[1], by: SignedIn): Promise<RulingProblem[]> {
  const above = await aboveLimit(db, file.caseId, by, paidBy(file, check));
  if (above === null) return [];
  return [{ code: 'ABOVE_LIMIT', message: `${sayMoney(above.total)} is above your limit of ${sayMoney(above.limit)}: rule on it alone, a second person decides.`, field: 'case', refId: null }];
}

async function roomProblem(db: Db, file: CaseFile, amount: Money): Promise<RulingProblem[]> {
  try {
    await requireRoomOnOrder(db, await loadCase(db, file.caseId), file, amount);
    return [];
  } catch (error) {
    if (!(error instanceof DeskError)) throw error;
    return [{ code: 'ABOVE_CAP', message: error.message, field: 'amount', refId: null }];
  }
}
