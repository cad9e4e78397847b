import { setImmediate } from 'node:timers/promises';
import { eq } from 'drizzle-orm';
import type { OutputOf, ParsedInputOf } from '../../contract/methods.ts';
import type { RulingSummary } from '../../contract/rulings.ts';
import type { TogetherCase, TogetherPattern, TogetherResult } from '../../contract/together.ts';
import { append } from '../audit/append.ts';
import { readCaseFile } from '../cases/caseFile.ts';
import { isHolder, leaseCase, loadCase } from '../cases/lease.ts';
import { referenceOf } from '../cases/lifeCycle.ts';
import { together } from '../db/schema/together.ts';
import type { Tx } from '../db/write.ts';
import type { Desk, SignedIn } from '../desk.ts';
import { DeskError } from '../fault.ts';
import { newId } from '../ids.ts';
import { once } from '../once.ts';
import { undoWindowMs } from '../settings.ts';
import { decidedMeanwhile, refuse } from './refusals.ts';
import { stageOn } from './stage.ts';
import { checkRuling } from './rules.ts';
import { limitProblem, standingProblem } from './togetherCheck.ts';
import { patternProblems, rulingOf } from './togetherPattern.ts';

/**
 * Stages one ruling on many cases, each taken and staged in a write of its own by the same code as a single one; a case that does not fit is
 * refused with the reason and nothing of it is kept. The same requestId goes on where a run broke off and, when it is through, gets the first answer.
 */
export async function stageTogether(desk: Desk, input: ParsedInputOf<'rulings.stageTogether'>, by: SignedIn): Promise<OutputOf<'rulings.stageTogether'>> {
  const { togetherId } = await once(desk, by, 'rulings.stageTogether', input, (tx) => begin(tx, input, by));
  const [run] = await desk.db.select({ results: together.results }).from(together).where(eq(together.togetherId, togetherId));
  if (run?.results) return { togetherId, results: run.results };
  const results: TogetherResult[] = [];
  for (const one of input.cases) {
    results.push(await stageCase(desk, input, one, togetherId, by));
    // Others get their turn between two cases.
    await setImmediate();
  }
  await desk.write((tx) => tx.update(together).set({ results }).where(eq(together.togetherId, togetherId)));
  return { togetherId, results };
}

/** The run itself, with the pattern in the log; the rulings that follow name its id. */
async function begin(tx: Tx, { pattern, cases }: { pattern: TogetherPattern; cases: TogetherCase[] }, by: SignedIn): Promise<{ togetherId: string }> {
  const togetherId = newId(tx.now);
  await tx.insert(together).values({ togetherId, personId: by.personId, pattern, cases, beganAt: tx.now });
  await append(tx, {
    by,
    action: 'ruling.togetherBegun',
    subject: `together:${togetherId}`,
    words: `${by.name} began to rule on ${cases.length} cases together: ${pattern.outcome.replaceAll('_', ' ')}`,
    data: { pattern, caseIds: cases.map(({ caseId }) => caseId) },
  });
  return { togetherId };
}

async function stageCase(desk: Desk, { requestId, pattern }: { requestId: string; pattern: TogetherPattern }, one: TogetherCase, togetherId: string, by: SignedIn): Promise<TogetherResult> {
  try {
    const input = { requestId: `${requestId}:${one.caseId}`, pattern, ...one };
    const ruling = await once(desk, by, 'rulings.stageTogether', input, async (tx) => takeAndStage(tx, one, pattern, by, await undoWindowMs(desk, tx), togetherId));
    return { caseId: one.caseId, reference: ruling.caseReference, ruling, refusal: null };
  } catch (error) {
    if (!(error instanceof DeskError)) throw error;
    const reference = await referenceIn(desk, one.caseId);
    return { caseId: one.caseId, reference, ruling: null, refusal: error.message };
  }
}

async function takeAndStage(tx: Tx, { caseId, expectedVersion }: TogetherCase, pattern: TogetherPattern, by: SignedIn, undoMs: number, togetherId: string): Promise<RulingSummary> {
  const row = await loadCase(tx, caseId);
  if (row.version !== expectedVersion) throw await decidedMeanwhile(tx, row, by);
  const before = await readCaseFile(tx, caseId, by, tx.now);
  const standing = standingProblem(before);
  if (standing) throw refuse(referenceOf(row), [standing]);
  if (!isHolder(row, by)) await leaseCase(tx, row, by);
  const file = await readCaseFile(tx, caseId, by, tx.now);
  const misfits = patternProblems(file, pattern);
  if (misfits.length > 0) throw refuse(referenceOf(row), misfits);
  const ruling = rulingOf(file, pattern);
  const above = await limitProblem(tx, file, checkRuling(file, ruling, tx.now), by);
  if (above.length > 0) throw refuse(referenceOf(row), above);
  return stageOn(tx, { caseId, expectedVersion: file.version, ruling }, by, undoMs, togetherId);
}

async function referenceIn(desk: Desk, caseId: string): Promise<string> {
  try {
    return referenceOf(await loadCase(desk.db, caseId));
  } catch {
    // A case that is not there has no reference.
    return caseId;
  }
}
