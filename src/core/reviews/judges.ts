import { readDecisionFacts } from '../cases/barred.ts';
import { loadCase } from '../cases/lease.ts';
import type { Db } from '../db/open.ts';
import { whyNotJudge } from './reviewRules.ts';

/** Why a person must not judge the rulings of a case, or null. One name in two roles is one pair of eyes. NOT_FOUND. */
export async function whyNotJudgeCase(db: Db, caseId: string, personId: string, now: number): Promise<string | null> {
  const facts = (await readDecisionFacts(db, await loadCase(db, caseId), now)).get(personId);
  return facts ? whyNotJudge(facts) : null;
}
