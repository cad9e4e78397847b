import { readDecisionFacts } from '../cases/barred.ts';
import type { CaseRecord } from '../cases/lifeCycle.ts';
import type { Tx } from '../db/write.ts';
import type { SignedIn } from '../desk.ts';
import { DeskError } from '../fault.ts';

/** What is said or decided of goods moves money: NOT_PERMITTED for who stepped back from the case, or has a conflict of interest with a side. */
export async function requireNeutral(tx: Tx, row: CaseRecord, by: SignedIn): Promise<void> {
  const facts = (await readDecisionFacts(tx, row, tx.now)).get(by.personId);
  const [conflict] = facts?.conflicts ?? [];
  if (facts?.hasRecused) throw new DeskError('NOT_PERMITTED', 'You stepped back from this case; another person decides.');
  if (conflict) throw new DeskError('NOT_PERMITTED', `You have a conflict of interest with the ${conflict.role}, ${conflict.partyName}: ${conflict.words}`);
}
